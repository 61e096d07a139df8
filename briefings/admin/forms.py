"""The forms of the briefing's screen. Typed text is never lost: a stale copy shows both versions."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from briefings import citing, markup, saving, supporting
from briefings.evidence import Evidence
from briefings.models import Annotation, Briefing, Citation, KeyPoint, SlugRedirect
from briefings.models.edition import KINDS
from sources import quoting
from sources.models import Actor, Difference, Interview, SourceArticle
from sources.models.differences import BASES
from sources.quoting import Quote
from sources.text.types import Attribution

MOST_WORDS = 2000
"""Characters that passages are looked for: a long paragraph. A sentence is better."""
WHOSE = "Who the report has it from"
BASE_CHOICES = [(basis, basis) for basis in BASES]


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
    """`seen_version` is the version that this form was opened with, `seen_revision` the number of its revision."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
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
        self.began_with = 0
        self.fields["seen_version"].initial = self.instance.lock_version
        self.fields["seen_revision"].initial = self.instance.revisions.count() if self.instance.pk else 0
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
                self.began_with = values.get("seen_revision") or 0
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
            data["seen_revision"] = str(held.revisions.count())
            self.data = data


def interviews_for(briefing: Briefing) -> Any:
    articles = briefing.story.articles() if briefing.story else SourceArticle.objects.none()
    return Interview.objects.filter(article__in=articles)


@dataclass(frozen=True, slots=True)
class Said:
    """A citation on the form: whose word it is can be changed, and what the machine reads stands beside it."""

    citation: Citation
    attributed_to: forms.BoundField
    basis: forms.BoundField
    drop: forms.BoundField
    offer: citing.Offer


class PassagesField(forms.MultipleChoiceField):
    """Proposed passages that were confirmed: `article:start:end` each, as `supporting.Suggestion.key` has it."""

    widget = forms.MultipleHiddenInput

    def valid_value(self, value: str) -> bool:
        return re.fullmatch(r"\d{1,18}:\d{1,9}:\d{1,9}", value) is not None


def shown_once(rows: Any) -> list[tuple[str, str]]:
    """The choices of a select, read once for all the rows that show them: a long briefing has hundreds."""
    return [("", "---------"), *((str(row.pk), str(row)) for row in rows)]


class CitingForm(forms.ModelForm[Any]):
    """A row that can cite: a report, the words quoted from it, and whose word they are. Left empty, that is offered."""

    article = forms.ModelChoiceField(SourceArticle.objects.none(), required=False, label="Report")
    quote = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2}), label="Its words")
    attributed_to = forms.CharField(required=False, max_length=citing.LONGEST_SOURCE, label=WHOSE)
    basis = forms.ChoiceField(required=False, choices=[("", "as the report’s sentence says"), *BASE_CHOICES])
    passages = PassagesField(required=False)
    reports: Any = SourceArticle.objects.none()
    evidence: Evidence | None = None
    shown: dict[str, list[tuple[str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("article", self.reports, "reports")
        self.cited = citations_under(self.instance)
        for citation in self.cited:
            self.fields[f"to_{citation.pk}"] = forms.CharField(
                required=False, max_length=citing.LONGEST_SOURCE, label=WHOSE, initial=citation.attributed_to
            )
            self.fields[f"basis_{citation.pk}"] = forms.ChoiceField(
                choices=BASE_CHOICES, label="Basis", initial=citation.basis
            )
            self.fields[f"drop_{citation.pk}"] = forms.BooleanField(
                required=False, label="Take this passage away when saved"
            )

    def _offer(self, name: str, rows: Any, shown: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows
        if shown in self.shown:
            field.widget.choices = self.shown[shown]

    def saids(self) -> list[Said]:
        """Each citation that is there, with its fields and the machine's offer."""
        return [
            Said(one, self[f"to_{one.pk}"], self[f"basis_{one.pk}"], self[f"drop_{one.pk}"], self._offered(one))
            for one in self.cited
        ]

    def _offered(self, citation: Citation) -> citing.Offer:
        reports = self.evidence.by_pk if self.evidence else {}
        return citing.offered(citation, reports.get(citation.article_id) or citation.article)

    def support(self) -> str:
        """What readers are told of the passages that are there."""
        return str(self.evidence.support(self.cited)["words"]) if self.evidence and self.cited else ""

    def new_fields(self) -> list[forms.BoundField]:
        """All but the fields of the citations that are there and the box that takes the row away."""
        there = {f"{name}_{one.pk}" for one in self.cited for name in ("to", "basis", "drop")}
        return [field for field in self.visible_fields() if field.name not in there | {"DELETE"}]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        quote = (values.get("quote") or "").strip()
        if bool(quote) != bool(values.get("article")):
            raise ValidationError("To cite, give both the report and the words quoted from it.")
        if quote:
            values["quote"] = quote
            quoting.quote(values["article"], quote)
        elif values.get("attributed_to") or values.get("basis"):
            raise ValidationError("Say first which report is cited, and in which words.")
        values["confirmed"] = [self._passage(key) for key in values.get("passages", [])]
        return values

    def _passage(self, key: str) -> Quote:
        article, start, end = (int(part) for part in key.split(":"))
        found = self.reports.filter(pk=article).first()
        if found is None or not found.quote(start, end).strip():
            raise ValidationError("A passage that was ticked is not there any more. Choose again among those proposed.")
        return supporting.passage_at(found, start, end)

    def cite(self, by: User) -> None:
        """After the row was saved: what was changed of its citations, then the new ones."""
        values = self.cleaned_data
        for one in self.cited:
            if values[f"drop_{one.pk}"]:
                one.delete()
                continue
            names = f"to_{one.pk}", f"basis_{one.pk}"
            if set(names) & set(self.changed_data):
                citing.attribute(one, Attribution(*(values[name] for name in names)))
        if values.get("quote"):
            citing.cite(values["article"], values["quote"], self.instance, self._said())
        supporting.confirm(self.instance, values["confirmed"], by=by)

    def _said(self) -> Attribution | None:
        """The editor's word on the new citation; where only one half is given, the offer gives the other."""
        who, basis = self.cleaned_data["attributed_to"], self.cleaned_data["basis"]
        if basis:
            return Attribution(who, basis)
        if not who:
            return None
        offered = citing.offer(self.cleaned_data["article"], self.cleaned_data["quote"])
        return Attribution(who, offered.said.basis)


class OfferForm(forms.Form):
    """A passage that somebody is about to cite."""

    article = forms.ModelChoiceField(SourceArticle.objects.select_related("raw"))
    quote = forms.CharField(strip=False)

    def offer(self) -> citing.Offer:
        """Raises ValidationError when the report or the words are missing, or do not fit."""
        if not self.is_valid():
            raise ValidationError("Choose the report and copy its words.")
        return citing.offer(self.cleaned_data["article"], self.cleaned_data["quote"].strip())


class SupportForm(forms.Form):
    """Words of the briefing that passages are looked for."""

    words = forms.CharField(max_length=MOST_WORDS)

    def suggestions(self, briefing: Briefing) -> supporting.Suggestions:
        """Raises ValidationError when there are no words, or too many."""
        if not self.is_valid():
            raise ValidationError(f"Give the words that passages are looked for, at most {MOST_WORDS:,} characters.")
        return supporting.suggestions(briefing, self.cleaned_data["words"].strip())


def citations_under(row: Annotation | KeyPoint) -> list[Citation]:
    return list(row.citations.all()) if row.pk else []


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
        self._offer("actor", self.actors, "actors")
        self._offer("difference", self.differences, "differences")

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
        if values.get("kind") == "citation" and not (values.get("quote") or values.get("passages") or self.cited):
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
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, briefing: Briefing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**self.initial, "after": briefing.live.number if briefing.live else 0}
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
