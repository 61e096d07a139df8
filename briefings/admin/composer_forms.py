"""What the composer's script sends. Typed text is taken as it is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from briefings import composing, supporting
from briefings.admin.forms import PassagesField
from briefings.models import Briefing
from briefings.models.annotation import KINDS
from sources.models import Actor, Difference, SourceArticle
from sources.quoting import Quote


class TypedForm(forms.Form):
    """The written fields of the briefing's form, those that were sent."""

    body = forms.CharField(required=False, strip=False)
    headline = forms.CharField(required=False)
    standfirst = forms.CharField(required=False)
    not_known = forms.CharField(required=False, strip=False)

    def clean_body(self) -> str:
        """With line ends as the script counts them: they are posted as CR LF."""
        body: str = self.cleaned_data["body"]
        return body.replace("\r\n", "\n")


class PlaceForm(forms.Form):
    """Words that were selected: in the preview (`start`, `end`), or in the Markdown (`md_start`, `md_end`)."""

    start = forms.IntegerField(min_value=0, required=False)
    end = forms.IntegerField(min_value=0, required=False)
    md_start = forms.IntegerField(min_value=0, required=False)
    md_end = forms.IntegerField(min_value=0, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("end") is None and values.get("md_end") is None:
            raise ValidationError("Nothing is selected.")
        return values

    def chosen(self) -> composing.Span | composing.Written:
        values = self.cleaned_data
        if values.get("end") is not None:
            return composing.Span(values.get("start") or 0, values["end"])
        return composing.Written(values.get("md_start") or 0, values["md_end"])


class MarkForm(forms.Form):
    """A mark on selected words: what it says depends on its kind."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS])
    note = forms.CharField(required=False)
    actor = forms.ModelChoiceField(Actor.objects.none(), required=False)
    difference = forms.ModelChoiceField(Difference.objects.none(), required=False)
    passages = PassagesField(required=False)

    def __init__(self, briefing: Briefing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reports = {article.pk: article for article in briefing.reports()}
        rows = SourceArticle.objects.filter(pk__in=self.reports)
        self._offer("actor", Actor.objects.acting_in(rows))
        self._offer("difference", briefing.story.differences.kept() if briefing.story else Difference.objects.none())

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        kind = values.get("kind")
        if kind == "citation" and not values.get("passages"):
            raise ValidationError("Choose the passage that says so: tick one, or select it in a report.")
        if kind == "actor" and not values.get("actor"):
            raise ValidationError("Say which actor this is.")
        if kind in ("context", "definition") and not values.get("note"):
            raise ValidationError("Say what readers should know here.")
        if kind == "dispute" and not (values.get("note") or values.get("difference")):
            raise ValidationError("Say what is disputed: choose the difference, or write a note.")
        values["quotes"] = tuple(self._quote(key) for key in values.get("passages") or [])
        return values

    def _quote(self, key: str) -> Quote:
        article, start, end = (int(part) for part in key.split(":"))
        found = self.reports.get(article)
        if found is None or not found.quote(start, end).strip():
            raise ValidationError("The passage is not there any more. Choose again.")
        return supporting.passage_at(found, start, end)

    def mark(self) -> composing.NewMark:
        """Raises ValidationError with what is missing, in words."""
        if not self.is_valid():
            raise ValidationError([message for errors in self.errors.values() for message in errors])
        values = self.cleaned_data
        only_for = {"actor": "actor", "difference": "dispute", "quotes": "citation"}
        said = {name: values[name] for name, kind in only_for.items() if values["kind"] == kind}
        return composing.NewMark(
            values["kind"], values["note"], said.get("actor"), said.get("difference"), said.get("quotes", ())
        )
