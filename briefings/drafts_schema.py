"""The shape of drafts in the JSON API: what programs with the right scopes write and read."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers as s

from briefings.models import Briefing
from briefings.models.annotation import KINDS
from briefings.models.briefing import STATUSES
from sources.models.differences import BASES


class CitationIn(s.Serializer[Any]):
    """The words are looked for in the report as it came, and stand there once. Whose they are is read, unless given."""

    article = s.UUIDField(help_text="One of the briefing's reports.")
    quote = s.CharField(trim_whitespace=False)
    attributed_to = s.CharField(required=False, allow_blank=True, max_length=300)
    basis = s.ChoiceField(BASES, required=False)


class KeyPointIn(s.Serializer[Any]):
    uid = s.UUIDField(required=False, help_text="Of one that is there and stays.")
    text = s.CharField()
    citations = CitationIn(many=True, required=False)


class AnnotationIn(s.Serializer[Any]):
    uid = s.UUIDField(required=False, help_text="Of one that is there and stays.")
    kind = s.ChoiceField(KINDS)
    exact = s.CharField(trim_whitespace=False, help_text="Words of the text, as they read on the page.")
    prefix = s.CharField(required=False, allow_blank=True, max_length=64, trim_whitespace=False)
    suffix = s.CharField(required=False, allow_blank=True, max_length=64, trim_whitespace=False)
    note = s.CharField(required=False, allow_blank=True)
    actor = s.UUIDField(required=False, allow_null=True)
    difference = s.UUIDField(required=False, allow_null=True)
    citations = CitationIn(many=True, required=False)


class Points(s.ListField):
    """A list outside, a text with one point a line inside."""

    child = s.CharField()

    def to_internal_value(self, data: Any) -> str:  # type: ignore[override]  # a text is what we keep
        return "\n".join(" ".join(point.split()) for point in super().to_internal_value(data))


class DraftEdit(s.Serializer[Any]):
    """What is given takes the place of what was. Rows that are not named again go."""

    headline = s.CharField(required=False, max_length=300)
    slug = s.SlugField(required=False, max_length=100, help_text="Until the first edition.")
    standfirst = s.CharField(required=False, allow_blank=True)
    body = s.CharField(required=False, allow_blank=True, trim_whitespace=False, help_text="Markdown.")
    not_known = Points(required=False)
    topics = s.ListField(child=s.CharField(max_length=300), required=False)
    language = s.RegexField(r"^[A-Za-z0-9-]{1,12}\Z", required=False)
    embargo_until = s.DateTimeField(required=False, allow_null=True)
    key_points = KeyPointIn(many=True, required=False)
    annotations = AnnotationIn(many=True, required=False)
    proposed = s.ListField(
        child=s.CharField(),
        required=False,
        help_text="Sentences of the draft that an editor is to accept before it publishes; none accepts all.",
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        unknown = set(self.initial_data) - set(self.fields)
        if unknown:
            raise s.ValidationError({name: ["This is no field here."] for name in sorted(unknown)})
        return given


class DraftIn(DraftEdit):
    """A draft of one's own, or with `from_story` alone the one that the desk would draft."""

    headline = s.CharField(required=False, max_length=300)
    story = s.UUIDField(required=False, help_text="The story whose reports it rests on.")
    from_story = s.UUIDField(required=False)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        given = super().validate(given)
        if "from_story" in given and len(given) > 1:
            raise s.ValidationError({"from_story": ["This goes alone: what it drafts can be edited then."]})
        if "from_story" not in given and "headline" not in given:
            raise s.ValidationError({"headline": ["Give a headline, or a story to draft from (“from_story”)."]})
        return given


class CitationOut(s.Serializer[Any]):
    uid = s.UUIDField()
    article = s.UUIDField()
    exact = s.CharField()
    start = s.IntegerField()
    end = s.IntegerField()
    attributed_to = s.CharField(allow_blank=True)
    basis = s.ChoiceField(BASES)
    broken = s.BooleanField(help_text="The words are not at their place in the report; it does not publish.")


class KeyPointOut(s.Serializer[Any]):
    uid = s.UUIDField()
    text = s.CharField()
    citations = CitationOut(many=True)


class AnnotationOut(s.Serializer[Any]):
    uid = s.UUIDField()
    id = s.CharField(help_text="Its id on the page, and in the published JSON.")
    kind = s.ChoiceField(KINDS)
    exact = s.CharField()
    prefix = s.CharField(allow_blank=True)
    suffix = s.CharField(allow_blank=True)
    start = s.IntegerField()
    end = s.IntegerField()
    state = s.ChoiceField(["anchored", "needs review", "orphaned"])
    note = s.CharField(allow_blank=True)
    actor = s.UUIDField(allow_null=True)
    difference = s.UUIDField(allow_null=True)
    citations = CitationOut(many=True)


class FindingOut(s.Serializer[Any]):
    message = s.CharField()
    place = s.CharField(help_text="The part of the briefing where it is mended.")
    blocks = s.BooleanField()


class ListedDraft(s.Serializer[Any]):
    uid = s.UUIDField()
    uri = s.URLField()
    status = s.ChoiceField(STATUSES)
    headline = s.CharField()
    slug = s.SlugField()
    updated_at = s.DateTimeField()
    edition = s.IntegerField(allow_null=True, help_text="The live one.")


class ListedDraftPage(s.Serializer[Any]):
    next = s.URLField(allow_null=True)
    previous = s.URLField(allow_null=True)
    results = ListedDraft(many=True)


class DraftOut(ListedDraft):
    """The desk's side of a briefing. `findings`: what blocks publishing, and what deserves a second look."""

    standfirst = s.CharField(allow_blank=True)
    body = s.CharField(allow_blank=True)
    not_known = s.ListField(child=s.CharField())
    topics = s.ListField(child=s.CharField())
    language = s.CharField()
    embargo_until = s.DateTimeField(allow_null=True)
    scheduled_for = s.DateTimeField(allow_null=True)
    story = s.UUIDField(allow_null=True)
    interview = s.UUIDField(allow_null=True)
    reports = s.ListField(child=s.UUIDField())
    key_points = KeyPointOut(many=True)
    annotations = AnnotationOut(many=True)
    proposed = s.ListField(child=s.CharField(), help_text="Sentences that no editor has accepted yet.")
    findings = FindingOut(many=True)


class PublishIn(s.Serializer[Any]):
    kind = s.ChoiceField(["first", "update", "minor"], required=False, help_text="First, or an update if there is one.")
    note = s.CharField(required=False, allow_blank=True, help_text="What readers are told.")


class CorrectIn(s.Serializer[Any]):
    """What readers are told, and the parts of the live edition in their right words. Without any of these the mended
    draft goes out, whole."""

    headline = s.CharField(required=False, max_length=300)
    standfirst = s.CharField(required=False)
    body = s.CharField(required=False, trim_whitespace=False, help_text="The whole text, in Markdown.")
    not_known = Points(required=False)
    key_points = s.ListField(child=s.CharField(), required=False, help_text="All of them, in their order.")
    kind = s.ChoiceField(["correction", "clarification"], required=False)
    note = s.CharField(help_text="What readers are told.")
    passage = s.CharField(required=False, allow_blank=True)
    was = s.CharField(required=False, allow_blank=True)
    now = s.CharField(required=False, allow_blank=True)
    how_found = s.CharField(required=False, allow_blank=True)


class RetractIn(s.Serializer[Any]):
    reason = s.CharField(help_text="What readers are told.")


class ScheduleIn(s.Serializer[Any]):
    at = s.DateTimeField()

    def validate_at(self, at: Any) -> Any:
        if at <= timezone.now():
            raise s.ValidationError("This time has passed. To publish now, use “publish”.")
        return at


class SendBackIn(s.Serializer[Any]):
    reason = s.CharField(required=False, allow_blank=True)


class Published(s.Serializer[Any]):
    uid = s.UUIDField()
    status = s.ChoiceField(["published", "retracted"])
    edition = s.IntegerField()
    kind = s.CharField()
    uri = s.URLField(help_text="Its public JSON.")
    url = s.URLField()


class Waiting(s.Serializer[Any]):
    uid = s.UUIDField()
    status = s.ChoiceField(["waiting"])
    edition = s.IntegerField(help_text="The live one, which it corrects.")
    by = s.CharField(help_text="Who wrote it; another one is to publish it.")


def citations(row: Any) -> list[dict[str, Any]]:
    return [
        {
            "uid": str(one.uid),
            "article": str(one.article.uid),
            **{name: getattr(one, name) for name in ("exact", "start", "end", "attributed_to", "basis")},
            "broken": one.is_broken,
        }
        for one in row.citations.all()
    ]


def key_points(briefing: Briefing) -> list[dict[str, Any]]:
    rows = briefing.key_points.prefetch_related("citations__article__raw")
    return [{"uid": str(row.uid), "text": row.text, "citations": citations(row)} for row in rows]


def annotations(briefing: Briefing) -> list[dict[str, Any]]:
    rows = briefing.annotations.select_related("actor", "difference").prefetch_related("citations__article__raw")
    said = ("kind", "exact", "prefix", "suffix", "start", "end", "state", "note")
    return [
        {
            "uid": str(row.uid),
            "id": row.dom_id,
            **{name: getattr(row, name) for name in said},
            "actor": str(row.actor.uid) if row.actor else None,
            "difference": str(row.difference.uid) if row.difference else None,
            "citations": citations(row),
        }
        for row in rows
    ]
