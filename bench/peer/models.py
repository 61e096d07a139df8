"""A briefing as one would model it in Wagtail: its text in a StreamField, the rest in rows below the page."""

from django.db import models
from modelcluster.fields import ParentalKey
from rest_framework import serializers
from wagtail import blocks
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page


class Turn(blocks.StructBlock):
    speaker = blocks.CharBlock()
    text = blocks.RichTextBlock()


class Interview(blocks.StructBlock):
    disclosure = blocks.TextBlock()
    turns = blocks.ListBlock(Turn())

    class Meta:
        template = "peer/interview.html"


class Actor(models.Model):
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    note = models.TextField()

    def __str__(self):
        return self.name


class BriefingPage(Page):
    standfirst = models.TextField()
    body = StreamField([("section", blocks.RichTextBlock()), ("interview", Interview())])
    template = "peer/briefing.html"
    api_fields = [APIField(name) for name in ("standfirst", "body", "sources", "acting", "notes")]

    def get_context(self, request, *args, **kwargs):
        below = {
            "sources": self.sources.all(),
            "acting": self.acting.select_related("actor"),
            "notes": self.notes.select_related("source"),
        }
        return super().get_context(request, *args, **kwargs) | below


class Source(Orderable):
    page = ParentalKey(BriefingPage, related_name="sources")
    headline = models.CharField(max_length=200)
    outlet = models.CharField(max_length=80)
    url = models.URLField()
    dated = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    api_fields = [APIField(name) for name in ("headline", "outlet", "url", "dated", "sha256")]


class Acting(Orderable):
    page = ParentalKey(BriefingPage, related_name="acting")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE)
    api_fields = [
        APIField(name, serializer=serializers.CharField(source=f"actor.{name}")) for name in ("name", "kind", "note")
    ]


class Note(Orderable):
    page = ParentalKey(BriefingPage, related_name="notes")
    anchor = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    text = models.TextField()
    exact = models.TextField()
    prefix = models.TextField()
    suffix = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quoted = models.TextField()
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL)
    api_fields = [
        *(APIField(name) for name in ("anchor", "kind", "text", "exact", "prefix", "suffix", "start", "end", "quoted")),
        APIField("source", serializer=serializers.PrimaryKeyRelatedField(read_only=True)),
    ]
