"""What readers look editions up by: actors, topics, outlets, months. `manage.py render --all` fills the rows for editions that are here."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('briefings', '0002_late_reports'),
        ('sources', '0008_actor_records'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('actor', 'actor'), ('topic', 'topic'), ('outlet', 'outlet'), ('month', 'month')], max_length=6)),
                ('key', models.CharField(help_text="An actor's uid; of a topic or an outlet the folded name.", max_length=300)),
                ('slug', models.SlugField(max_length=80)),
                ('name', models.CharField(max_length=300)),
                ('sort', models.CharField(help_text='By which an index is ordered: the folded name, then the slug.', max_length=400)),
                ('initial', models.CharField(max_length=8)),
                ('facet', models.CharField(blank=True, help_text="What an index is narrowed by: an actor's kind.", max_length=20)),
                ('card', models.JSONField(default=dict, help_text='As the newest listed edition that contains it has it.')),
                ('briefings', models.PositiveIntegerField(default=0, help_text='How many listed editions contain it.')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='sources.actor')),
            ],
            options={
                'verbose_name_plural': 'entries',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['actor', 'topic', 'outlet', 'month'])), name='an_entry_is_of_a_known_kind'),
                    models.UniqueConstraint(fields=('kind', 'key'), name='an_entry_is_made_once'),
                    models.UniqueConstraint(fields=('kind', 'slug'), name='an_entry_has_its_own_address'),
                    models.UniqueConstraint(fields=('kind', 'sort'), name='an_entry_has_its_own_place'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Appearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveBigIntegerField(help_text="The edition's: the newest one's card is shown.")),
                ('first_seq', models.PositiveBigIntegerField(help_text="The briefing's: by it lists stand and are paged.")),
                ('edition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='appearances', to='briefings.edition')),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='appearances', to='briefings.entry')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('edition', 'entry'), name='an_edition_contains_an_entry_once'),
                ],
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['kind', '-id'], name='entry_newest_first'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['kind', 'initial', 'sort'], name='entry_by_letter'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['kind', 'facet', 'sort'], name='entry_by_facet'),
        ),
        migrations.AddIndex(
            model_name='appearance',
            index=models.Index(fields=['entry', '-first_seq'], name='appearance_newest_first'),
        ),
        migrations.AddIndex(
            model_name='appearance',
            index=models.Index(fields=['entry', 'seq'], name='appearance_by_change'),
        ),
    ]
