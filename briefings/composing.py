"""The composer: what an editor types is shown as it would go out, and words that are selected there are marked.

What is typed is never stored here. Marks are: each is a row at once, and finds its place anew when the text is saved.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from briefings import anchoring, document, indexing, markup, quotations, rendering, saving, supporting
from briefings.anchoring import Selector
from briefings.markup import Mark
from briefings.models import Annotation, Briefing, Comment, ProposedSentence
from briefings.quotations import Unfounded
from briefings.saving import Since
from sources.models import Actor, Difference
from sources.quoting import Quote
from sources.text.claims import uses

BLANKS = " \t\r\n\f"
"""What is not counted in a selection: between blocks the page and the plain text have different ones."""

BEGIN, END = "\ue000", "\ue001"
"""Put into the Markdown to see where a place of it comes to stand: private signs, which no text of ours holds."""


@dataclass(frozen=True, slots=True)
class Span:
    """A selection in the rendered text, counted in code points that are not BLANKS."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Written:
    """A selection in the Markdown, in code points. An empty one means the sentence around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NewMark:
    """What a mark on some words says."""

    kind: str
    note: str = ""
    actor: Actor | None = None
    difference: Difference | None = None
    passages: tuple[Quote, ...] = field(default=())


def body(briefing: Briefing) -> str:
    """The text's HTML with its marks and without their notes, as fast as can be: a look while one types.

    Raises markup.MarkupError.
    """
    html = saving.html_of(briefing)
    change = saving.since(briefing, markup.plain_text(html))
    there = [row for row in _in_order(briefing, change) if row.state != "orphaned"]
    marks = [_mark(row, number) for number, row in enumerate(there, start=1)]
    return markup.annotate(html, [*marks, *for_editors(briefing, change)])


def page(briefing: Briefing, at: datetime) -> str:
    """The whole page of the text as it is, made by the code that publishes. Raises markup.MarkupError."""
    head = document.Head(briefing.editions.count() + 1, "update" if briefing.live_id else "first", "", at)
    doc = document.build(briefing, head)
    change = saving.since(briefing, doc["body"]["text"])
    there = _in_order(briefing, change)
    notes = {note["id"]: note for note in doc["annotations"]}
    shown = [notes[row.dom_id] | {"selector": _selector(row)} for row in there if row.state != "orphaned"]
    doc["annotations"] = [note | {"number": number} for number, note in enumerate(shown, start=1)]
    _for_editors(doc, briefing, change)
    return rendering.page(indexing.linked(doc)).decode()


def for_editors(briefing: Briefing, change: Since) -> list[Mark]:
    """Marks on the text that no reader sees: sentences that nobody has accepted yet, open comments."""
    proposed = [row for row in ProposedSentence.objects.standing(briefing, change.edit) if row.part == "body"]
    comments = Comment.objects.placed(briefing, change.edit, change.at)
    marks = [Mark(str(row.pk), 0, markup.PROPOSED, row.start, row.end, "proposed", "") for row in proposed]
    there = [row for row in comments if row.state != "orphaned"]
    return [*marks, *(Mark(str(row.pk), 0, markup.COMMENT, row.start, row.end, "comment", "") for row in there)]


def _for_editors(doc: dict[str, Any], briefing: Briefing, change: Since) -> None:
    """The same on the whole page. No document that goes out has it."""
    rows = ProposedSentence.objects.standing(briefing, change.edit)
    of_point = {row.key_point_id: row.pk for row in rows}
    points = briefing.key_points.order_by("position", "pk").values_list("pk", flat=True)
    doc["key_points"] = [
        point | {"proposed": of_point.get(pk)} for point, pk in zip(doc["key_points"], points, strict=True)
    ]
    doc["for_editors"] = {
        "proposed": [row.pk for row in rows if row.part == "standfirst"],
        "marks": for_editors(briefing, change),
    }


def placed(briefing: Briefing, text: str) -> list[Annotation]:
    """The marks with their places in a text, in its order; nothing is stored."""
    return _in_order(briefing, saving.since(briefing, text))


def _in_order(briefing: Briefing, change: Since) -> list[Annotation]:
    return sorted(saving.placed(briefing, change), key=lambda row: (row.start, row.pk))


def unfounded(briefing: Briefing) -> list[Unfounded]:
    """Quotations of the text as it is whose words are not in their source. Raises markup.MarkupError."""
    return quotations.unfounded(briefing, placed(briefing, plain(briefing)), briefing.reports())


def plain(briefing: Briefing) -> str:
    """Raises markup.MarkupError."""
    return markup.plain_text(saving.html_of(briefing))


def inked(text: str, start: int, end: int) -> Span:
    """A place of the plain text, as the page counts it."""
    before = sum(sign not in BLANKS for sign in text[:start])
    return Span(before, before + sum(sign not in BLANKS for sign in text[start:end]))


def place_of(briefing: Briefing, chosen: Span | Written) -> Selector:
    """The selector of what was selected. Raises ValidationError when that is nothing, markup.MarkupError."""
    text = plain(briefing)
    if isinstance(chosen, Written):
        return _written(briefing, text, chosen)
    ink = [at for at, sign in enumerate(text) if sign not in BLANKS]
    if not 0 <= chosen.start < chosen.end <= len(ink):
        raise ValidationError("Nothing is selected there any more: the text has changed. Select the words again.")
    return anchoring.select(text, ink[chosen.start], ink[chosen.end - 1] + 1)


def place_of_words(briefing: Briefing, words: str) -> Selector:
    """The selector of words that were copied from the page. Raises ValidationError, MarkupError."""
    found = anchoring.find(plain(briefing), Selector(words))
    if found is None:
        raise ValidationError("These words do not stand in the text once. Copy them from the preview, a few more.")
    return found


def where_it_stands(row: Annotation, briefing: Briefing) -> Selector:
    """The place that a mark which needs review was given. Raises ValidationError when it has none."""
    text = plain(briefing)
    there = next((one for one in placed(briefing, text) if one.pk == row.pk and one.state != "orphaned"), None)
    if there is None:
        raise ValidationError("Its words are not in the text. Select where it belongs.")
    return anchoring.select(text, there.start, there.end)


def _written(briefing: Briefing, text: str, chosen: Written) -> Selector:
    """Where two signs in the Markdown come to stand in the text."""
    source = briefing.body
    signed = f"{source[: chosen.start]}{BEGIN}{source[chosen.start : chosen.end]}{END}{source[chosen.end :]}"
    read = plain(Briefing(body=signed))
    if read.count(BEGIN) != 1 or read.count(END) != 1 or read.replace(BEGIN, "").replace(END, "") != text:
        raise ValidationError("It cannot be told which words are meant. Select them in the preview instead.")
    start, end = read.index(BEGIN), read.index(END) - 1
    if start == end:
        around = (one for one in uses.sentences_of(text) if one.start <= start <= one.end)
        sentence = next(around, None)
        start, end = (sentence.start, sentence.end) if sentence else (start, end)
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
    if start >= end:
        raise ValidationError("There are no words at the cursor. Select the words that the passage supports.")
    return anchoring.select(text, start, end)


@transaction.atomic
def annotate(briefing: Briefing, chosen: Selector, mark: NewMark, *, by: User) -> Annotation:
    """Mark words of the text; a citation cites its passages."""
    said: dict[str, Any] = {"note": mark.note, "actor": mark.actor, "difference": mark.difference}
    row = Annotation.objects.create(briefing=briefing, kind=mark.kind, **said, **_selector(chosen))
    supporting.confirm(row, mark.passages, by=by)
    Act.objects.record("annotated", briefing, by=by, after={"kind": mark.kind, "words": chosen.exact})
    return row


def _selector(row: Annotation | Selector) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("exact", "prefix", "suffix", "start", "end")}


def _mark(row: Annotation, number: int) -> Mark:
    label = rendering.NOTE_KINDS[row.kind]
    return Mark(row.dom_id, number, row.kind, row.start, row.end, label, "")
