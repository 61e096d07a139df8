"""Fingerprints and event keys lose their numbers: the row itself is the key, and the key the index."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

def copy(apps, schema_editor):
    """Event keys are kept. Fingerprints are of an older scheme, which is never compared with the new one: each article's
    are made anew when it is read again, for which all of them are made due."""
    article, old, new = (apps.get_model("sources", name) for name in ("SourceArticle", "OldEventKey", "EventKey"))
    days = dict(article.objects.filter(published_on__isnull=False).values_list("pk", "published_on"))
    rows = old.objects.values_list("hash", "article_id").distinct().iterator()
    new.objects.bulk_create(
        (new(hash=hash, day=days[pk].toordinal() if pk in days else 0, article_id=pk) for hash, pk in rows),
        batch_size=5000,
    )
    article.objects.update(due_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("sources", "0006_taking_stories")]

    operations = [
        migrations.RemoveIndex("fingerprint", "fingerprint_by_hash"),
        migrations.RemoveIndex("eventkey", "event_key_by_hash"),
        migrations.RenameModel("Fingerprint", "OldFingerprint"),
        migrations.RenameModel("EventKey", "OldEventKey"),
        migrations.AlterField(
            "oldfingerprint",
            "article",
            models.ForeignKey("sources.sourcearticle", on_delete=django.db.models.deletion.CASCADE, related_name="+"),
        ),
        migrations.AlterField(
            "oldeventkey",
            "article",
            models.ForeignKey("sources.sourcearticle", on_delete=django.db.models.deletion.CASCADE, related_name="+"),
        ),
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hash", "scheme", "article_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scheme", models.PositiveSmallIntegerField()),
                ("hash", models.BigIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fingerprints",
                        to="sources.sourcearticle",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EventKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hash", "day", "article_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hash", models.BigIntegerField()),
                ("day", models.PositiveIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="event_keys",
                        to="sources.sourcearticle",
                    ),
                ),
            ],
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.DeleteModel("OldFingerprint"),
        migrations.DeleteModel("OldEventKey"),
    ]
