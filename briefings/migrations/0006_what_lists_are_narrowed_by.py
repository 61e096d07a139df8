"""Rows by which the API's list is narrowed and ordered, filled from the documents of the editions that are here."""

import json
from datetime import datetime

from django.db import migrations, models
from django.db.models import F

KINDS = ["actor", "topic", "outlet", "month", "story", "list"]


def fill(apps, schema_editor):
    """From frozen documents."""
    Entry, Appearance, Edition = (apps.get_model("briefings", name) for name in ("Entry", "Appearance", "Edition"))
    entries = {}
    listed = Edition.objects.filter(live_of__isnull=False).exclude(kind="retraction").order_by("pk")
    for edition in listed.iterator(chunk_size=100):
        doc = json.loads(bytes(edition.document))
        times = {
            "published_at": datetime.fromisoformat(doc["first_published_at"]),
            "updated_at": datetime.fromisoformat(doc["edition"]["published_at"]),
        }
        Appearance.objects.filter(edition=edition).update(**times)
        keys = ["all", f"language {doc['language'].lower()}"]
        keys.append("interview" if doc["interview"] else "no interview")
        keys.append("correction" if doc["corrections"] else "no correction")
        for key in keys:
            if key not in entries:
                slug = key.replace(" ", "-")
                more = {"slug": slug, "name": key, "sort": f"{key} {slug}", "initial": key[0].upper()}
                entries[key], _ = Entry.objects.get_or_create(kind="list", key=key, defaults=more)
            numbers = {"seq": edition.seq, "first_seq": edition.first_seq}
            Appearance.objects.create(entry=entries[key], edition=edition, **numbers, **times)
            Entry.objects.filter(pk=entries[key].pk).update(briefings=F("briefings") + 1)
    Appearance.objects.filter(published_at__isnull=True).delete()
    if schema_editor.connection.vendor == "postgresql":  # which alters no table with keys that are yet to be checked
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def forget(apps, schema_editor):
    apps.get_model("briefings", "Appearance").objects.filter(entry__kind__in=["story", "list"]).delete()
    apps.get_model("briefings", "Entry").objects.filter(kind__in=["story", "list"]).delete()


class Migration(migrations.Migration):
    dependencies = [("briefings", "0005_rolling_drafts")]

    operations = [
        migrations.RemoveConstraint(model_name="entry", name="an_entry_is_of_a_known_kind"),
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(choices=[(kind, kind) for kind in KINDS], max_length=6),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="an_entry_is_of_a_known_kind"),
        ),
        migrations.AddField(
            model_name="appearance",
            name="published_at",
            field=models.DateTimeField(
                help_text="When the briefing was first published, as its document says.", null=True
            ),
        ),
        migrations.AddField(
            model_name="appearance",
            name="updated_at",
            field=models.DateTimeField(help_text="When this edition was.", null=True),
        ),
        migrations.RunPython(fill, forget),
        migrations.AlterField(
            model_name="appearance",
            name="published_at",
            field=models.DateTimeField(help_text="When the briefing was first published, as its document says."),
        ),
        migrations.AlterField(
            model_name="appearance",
            name="updated_at",
            field=models.DateTimeField(help_text="When this edition was."),
        ),
        migrations.AddIndex(
            model_name="appearance",
            index=models.Index(fields=["entry", "published_at", "first_seq"], name="appearance_by_publication"),
        ),
        migrations.AddIndex(
            model_name="appearance",
            index=models.Index(fields=["entry", "updated_at", "seq"], name="appearance_by_update"),
        ),
        migrations.AddIndex(
            model_name="edition", index=models.Index(fields=["kind", "-seq"], name="edition_by_kind")
        ),
        migrations.AddIndex(
            model_name="edition", index=models.Index(fields=["published_at", "seq"], name="edition_by_time")
        ),
    ]
