"""Actors whose names are alike: the keys under which names meet, and the pairs that an editor is asked about.

The names that are there get their keys; a pair of two of them is asked about once either has a further name.
"""

import django.db.models.deletion
from django.db import migrations, models

from sources.text.naming.meeting import meeting_keys, stands_for


def give_keys(apps, schema_editor):
    name, name_key = apps.get_model("sources", "ActorName"), apps.get_model("sources", "NameKey")
    rows = name.objects.exclude(state="rejected").exclude(actor__kind="place").order_by("pk")
    values = rows.values_list("pk", "name", "actor__kind", "actor__name").iterator()
    keys = (
        name_key(hash=key, name_id=pk)
        for pk, text, kind, own in values
        if stands_for(text, kind, own)
        for key in meeting_keys(text)
    )
    name_key.objects.bulk_create(keys, batch_size=5000)


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0008_actor_records"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hash", "name_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hash", models.BigIntegerField()),
                (
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="sources.actorname"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Namesakes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.FloatField()),
                ("reason", models.CharField(max_length=700)),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="namesakes", to="sources.actor"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="namesakes_before_it",
                        to="sources.actor",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-score", "-id"], name="namesakes_by_score")],
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="two_actors_are_namesakes_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))), name="namesakes_are_ordered_by_key"
                    ),
                ],
            },
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
    ]
