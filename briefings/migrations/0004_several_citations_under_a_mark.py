"""A marked passage may rest on several passages, as a key point does. The first one there is stays the first."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('briefings', '0003_appearances'),
    ]

    operations = [
        migrations.AlterField(
            model_name='citation',
            name='annotation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='briefings.annotation'),
        ),
    ]
