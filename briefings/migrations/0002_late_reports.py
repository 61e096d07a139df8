"""What an edition rests on is a row for each report; editions that are here are read once. Late reports have answers."""

import json

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def rows_of(apps, schema_editor):
    """The reports that each frozen document lists."""
    keys = dict(apps.get_model("sources.SourceArticle").objects.values_list("uid", "pk"))
    found = {str(uid): pk for uid, pk in keys.items()}
    rows = apps.get_model("briefings.EditionSource")
    for pk, document in apps.get_model("briefings.Edition").objects.values_list("pk", "document").iterator():
        listed = [found[s["uid"]] for s in json.loads(bytes(document)).get("sources", []) if s["uid"] in found]
        rows.objects.bulk_create(rows(edition_id=pk, article_id=article) for article in listed)


class Migration(migrations.Migration):

    dependencies = [
        ('briefings', '0001_start'),
        ('sources', '0004_canonical_url'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EditionSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='in_editions', to='sources.sourcearticle')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='briefings.edition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'article'), name='an_edition_lists_each_report_once')],
            },
        ),
        migrations.CreateModel(
            name='LateAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('taken up', 'taken up'), ('not relevant', 'not relevant')], max_length=12)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='late_answers', to='sources.sourcearticle')),
                ('briefing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='late_answers', to='briefings.briefing')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('briefing', 'article'), name='a_late_report_has_one_answer'), models.CheckConstraint(condition=models.Q(('answer__in', ['taken up', 'not relevant'])), name='a_late_report_has_a_known_answer')],
            },
        ),
        migrations.RunPython(rows_of, migrations.RunPython.noop),
    ]
