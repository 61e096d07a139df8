"""Articles know where they say that they belong; those that are here, where they were found."""

from hashlib import sha256

from django.db import migrations, models


def found_at(apps, schema_editor):
    articles = apps.get_model("sources.SourceArticle").objects.exclude(raw__url="").select_related("raw", "outlet")
    for article in articles.only("raw__url", "outlet__uid").iterator():
        url, outlet = article.raw.url, article.outlet.uid if article.outlet else ""
        place = sha256(f"{outlet} {url}".encode()).hexdigest()
        apps.get_model("sources.SourceArticle").objects.filter(pk=article.pk).update(canonical_url=url, place=place)


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_feeds")]

    operations = [
        migrations.AddField(
            model_name="sourcearticle",
            name="canonical_url",
            field=models.CharField(
                blank=True, default="", help_text="Where it says that it belongs, or where it was found.", max_length=2000
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sourcearticle",
            name="place",
            field=models.CharField(blank=True, db_index=True, default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(found_at, migrations.RunPython.noop),
    ]
