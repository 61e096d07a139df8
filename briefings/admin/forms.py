"""The forms of the briefing's screen. Typed text is never lost: a stale copy shows both versions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.http import QueryDict
from django.utils import timezone

from briefings import citing, markup, saving
from briefings.models import Annotation, Briefing, KeyPoint, SlugRedirect
from briefings.models.edition import KINDS
from sources import quoting
from sources.models import Actor, Difference, Interview, SourceArticle


class TopicsField(forms.CharField):
    """Topics with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return [topic for topic in (part.strip() for part in text.split(",")) if topic]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(self.prepare_value(initial)) != self.to_python(data))


class BriefingForm(forms.ModelForm[Briefing]):
    """`seen_version` is the version that this form was opened with."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    topics = TopicsField(required=False, help_text="With commas between them.")
    embargo_until = forms.DateTimeField(
        required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    class Meta:
        model = Briefing
        fields = (
            *("headline", "slug", "standfirst", "body", "not_known"),
            *("topics", "language", "authors", "interview", "embargo_until"),
        )
        widgets = {
            "headline": forms.TextInput(attrs={"class": "wide"}),
            "standfirst": forms.Textarea(attrs={"rows": 2, "class": "wide"}),
            "body": forms.Textarea(attrs={"rows": 22, "class": "wide writing"}),
            "authors": forms.CheckboxSelectMultiple,
            "not_known": forms.Textarea(attrs={"rows": 3, "class": "wide"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theirs: Briefing | None = None
        self.fields["seen_version"].initial = self.instance.lock_version
        field = self.fields.get("interview")
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = interviews_for(self.instance)

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        try:
            saving.html_of(Briefing(body=body))
        except markup.MarkupError as error:
            raise ValidationError(str(error)) from error
        return body

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.instance.pk:
            held = Briefing.objects.select_for_update().get(pk=self.instance.pk)
            if values.get("seen_version") != held.lock_version:
                self.theirs = held
                self._start_from(held)
                raise ValidationError(
                    "Someone else saved this briefing while you were writing. Your text is still here; theirs is shown "
                    "beside it. Bring both together, then save again."
                )
        return values

    def _start_from(self, held: Briefing) -> None:
        """The next save of this form builds on the version that is shown beside it."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data["seen_version"] = str(held.lock_version)
            self.data = data


def interviews_for(briefing: Briefing) -> Any:
    articles = briefing.story.articles() if briefing.story else SourceArticle.objects.none()
    return Interview.objects.filter(article__in=articles)


class CitingForm(forms.ModelForm[Any]):
    """A row that can cite: a report and the words quoted from it."""

    article = forms.ModelChoiceField(SourceArticle.objects.none(), required=False, label="Report")
    quote = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2}), label="Its words")
    reports: Any = SourceArticle.objects.none()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["article"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = self.reports

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        quote = (values.get("quote") or "").strip()
        if bool(quote) != bool(values.get("article")):
            raise ValidationError("To cite, give both the report and the words quoted from it.")
        if quote:
            values["quote"] = quote
            quoting.quote(values["article"], quote)
        return values

    def cite(self) -> None:
        if self.cleaned_data.get("quote"):
            citing.cite(self.cleaned_data["article"], self.cleaned_data["quote"], self.instance)


class KeyPointForm(CitingForm):
    class Meta:
        model = KeyPoint
        fields = ("position", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class AnnotationForm(CitingForm):
    actors: Any = Actor.objects.none()
    differences: Any = Difference.objects.none()

    class Meta:
        model = Annotation
        fields = ("kind", "exact", "note", "actor", "difference")
        widgets = {"exact": forms.Textarea(attrs={"rows": 2}), "note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("actor", self.actors), ("difference", self.differences)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if "exact" in self.changed_data and not self._is_in_text(values.get("exact") or ""):
            raise ValidationError(
                "These words do not stand in the text. Copy them from the preview, as they read there."
            )
        if values.get("kind") == "actor" and not values.get("actor"):
            raise ValidationError("Say which actor this is.")
        if values.get("kind") in ("context", "definition") and not values.get("note"):
            raise ValidationError("Say what readers should know here.")
        if values.get("kind") == "citation" and not values.get("quote") and not hasattr(self.instance, "citation"):
            raise ValidationError("Say which report says so, and in which words.")
        return values

    def _is_in_text(self, words: str) -> bool:
        """Whether the words stand in the text that is being saved with this row."""
        try:
            return words in markup.plain_text(saving.html_of(Briefing(body=self.data.get("body", ""))))
        except markup.MarkupError:
            return True  # the text itself is refused, with its own message


class PublishForm(forms.Form):
    """The next edition: its kind and what readers are told."""

    kind = forms.ChoiceField(choices=[("", "update")])
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}), label="Note for readers")
    passage = forms.CharField(required=False, label="The passage")
    was = forms.CharField(required=False, label="It was")
    now = forms.CharField(required=False, label="It is")
    how_found = forms.CharField(required=False, label="How it was found")

    def __init__(self, briefing: Briefing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in KINDS if kind not in ("first", "retraction")] if briefing.live_id else ["first"]
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind, kind) for kind in kinds]
        if not briefing.live_id:
            for name in ("passage", "was", "now", "how_found"):
                del self.fields[name]


def validated_slug(slug: str) -> str:
    """A new address that no briefing has or had. Raises ValidationError."""
    validate_slug(slug)
    if Briefing.objects.filter(slug=slug).exists() or SlugRedirect.objects.filter(slug=slug).exists():
        raise ValidationError(f"The address “{slug}” is taken. Choose another.")
    return slug


class ScheduleForm(forms.Form):
    at = forms.DateTimeField(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), label="Publish at")

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at <= timezone.now():
            raise ValidationError("This time has passed. To publish now, use “Publish”.")
        return at
