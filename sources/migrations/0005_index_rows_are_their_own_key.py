"""Fingerprints and event keys lose their numbers: the row itself is the key, and the key the index."""

import django.db.models.deletion
from django.db import migrations, models

SCHEME = "words-1/3-grams/xxh3/bottom-96"


def copy(apps, schema_editor):
    old_prints, old_keys = apps.get_model("sources.OldFingerprint"), apps.get_model("sources.OldEventKey")
    article = apps.get_model("sources.SourceArticle")
    fingerprint, event_key = apps.get_model("sources.Fingerprint"), apps.get_model("sources.EventKey")
    rows = old_prints.objects.filter(scheme=SCHEME).values_list("hash", "article_id").distinct()
    fingerprint.objects.bulk_create(
        (fingerprint(hash=hash, scheme=1, article_id=pk) for hash, pk in rows.iterator()), batch_size=5000
    )
    days = dict(article.objects.filter(published_on__isnull=False).values_list("pk", "published_on"))
    event_key.objects.bulk_create(
        (
            event_key(hash=hash, day=days[pk].toordinal() if pk in days else 0, article_id=pk)
            for hash, pk in old_keys.objects.values_list("hash", "article_id").distinct().iterator()
        ),
        batch_size=5000,
    )


class Migration(migrations.Migration):
    dependencies = [("sources", "0004_canonical_url")]

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
