"""What an editor sends from a report's screen."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from sources import cleaning
from sources.cleaning import Particulars, Ruling, Span
from sources.models import SourceArticle
from sources.readers.items import LONGEST_HINTS
from sources.text.page.rules import REASONS
from sources.text.types import Hints

SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
MARKED, WORDS = "marked", "words"


class ParticularsForm(forms.Form):
    """What the editor knows better. An emptied field is read from the text again."""

    title = forms.CharField(required=False, max_length=1000, label="Headline")
    standfirst = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    authors = forms.CharField(required=False, max_length=1000, help_text="With commas between them.")
    published = forms.DateField(required=False, label="Date", widget=forms.DateInput(attrs={"type": "date"}))
    outlet = forms.CharField(required=False, max_length=LONGEST_HINTS["outlet"])
    credited_to = forms.CharField(
        required=False, max_length=300, label="Credits", help_text="The outlet or agency that it says it comes from."
    )

    def __init__(self, article: SourceArticle, data: QueryDict | None = None) -> None:
        self.hints = Hints.of(article.hints)
        initial = {
            "title": article.headline,
            "standfirst": article.standfirst,
            "authors": ", ".join(article.authors),
            "published": article.published_on,
            "outlet": article.outlet.name if article.outlet else "",
            "credited_to": article.credited_to,
        }
        super().__init__(data, initial=initial, auto_id="given_%s")

    def clean_standfirst(self) -> str:
        """On one line, as everywhere."""
        return " ".join(str(self.cleaned_data["standfirst"]).split())

    def particulars(self) -> Particulars:
        """What was changed, and for the rest what was given before."""
        values = self.cleaned_data | {"authors": tuple(_names(self.cleaned_data["authors"]))}
        changed = {name: values[name] for name in self.changed_data}
        return Particulars(**{name: changed.get(name, getattr(self.hints, name)) for name in values})


def _names(text: str) -> list[str]:
    return [name for name in (part.strip() for part in text.split(",")) if name]


def ruling(article: SourceArticle, sent: QueryDict) -> Ruling:
    """The buttons `strip` and `restore` carry a piece's span ("12-40"), or say that the marked pieces or the words
    in the field are meant. Raises ValidationError."""
    verb = "restore" if "restore" in sent else "strip"
    return Ruling(_spans(article, sent, sent.get(verb, "")), verb == "restore", _kind(sent))


def _kind(sent: QueryDict) -> str:
    kind = sent.get("kind", "")
    if kind and kind not in REASONS:
        raise ValidationError(f"“{kind}” is no reason of the list.")
    return kind


def _spans(article: SourceArticle, sent: QueryDict, which: str) -> tuple[Span, ...]:
    if which == WORDS:
        return (cleaning.place_of(article, sent.get("words", "")),)
    found = sent.getlist(MARKED) if which == MARKED else [which]
    if not found:
        raise ValidationError("Mark a piece first.")
    return tuple(_span(one) for one in found)


def _span(text: str) -> Span:
    match = SPAN.fullmatch(text)
    if match is None:
        raise ValidationError(f"“{text[:20]}” is no place in a text.")
    return Span(int(match[1]), int(match[2]))
