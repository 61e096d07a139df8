import django.db.models.deletion
import django.utils.timezone
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0010_stories_are_due"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="expert",
            name="links",
            field=models.TextField(blank=True, help_text="Where the credentials can be seen: one address a line."),
        ),
        migrations.AddField(
            model_name="expert",
            name="private_email",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="expert",
            name="private_phone",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="expert",
            name="consent",
            field=models.TextField(blank=True, help_text="What the expert agreed to, when, and how we know."),
        ),
        migrations.AddField(
            model_name="interview",
            name="conducted_by",
            field=models.CharField(blank=True, help_text="Who asked, for us. Readers are told.", max_length=200),
        ),
        migrations.AddField(
            model_name="interview",
            name="conducted_how",
            field=models.CharField(
                blank=True,
                help_text="Readers are told: by telephone, in writing, in person in Vessen.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="conducted_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="interview",
            name="described_as",
            field=models.CharField(
                blank=True,
                help_text="On background, readers see this for the name: a diplomat in Vessen.",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="terms",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Nothing was agreed"),
                    ("on the record", "On the record: may be quoted by name"),
                    ("on background", "On background: may be quoted, not by name"),
                    ("off the record", "Off the record: may not be published"),
                ],
                help_text="What was agreed with the speaker.",
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="InterviewVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid6.uuid7, editable=False, unique=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.JSONField(
                        help_text="The script, as its `as_json` has it; empty once the text was expunged."
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "before",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.interviewversion",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="sources.interview"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["interview", "number"],
                'constraints': [
                    models.UniqueConstraint(
                fields=("interview", "number"), name="an_interviews_version_has_its_own_number"
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("before__isnull", True), ("number", 0)),
                    models.Q(("before__isnull", False), ("number__gt", 0)),
                    _connector="OR",
                ),
                name="only_an_interviews_first_version_follows_none",
            ),
                ],
            },
        ),
        migrations.AddField(
            model_name="interview",
            name="current",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sources.interviewversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(("terms__in", ["", "on the record", "on background", "off the record"])),
                name="an_interview_is_on_known_terms",
            ),
        ),
    ]
