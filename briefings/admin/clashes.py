"""What the second of two savers sees: each field that differs, both versions of it, word by word."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from rapidfuzz import fuzz

from briefings import clashing, merging
from briefings.admin.forms import BriefingForm
from briefings.merging import Piece
from briefings.models import Revision

WRITTEN = ("headline", "standfirst", "body", "not_known")


@dataclass(frozen=True, slots=True)
class Clash:
    """`target`: the id of the field that holds mine."""

    label: str
    target: str
    theirs: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """Of one field. `base`: what both began with, None where that is not known."""

    mine: str
    theirs: str
    base: str | None


def clashes(form: BriefingForm, formsets: Iterable[Any]) -> list[Clash]:
    """Nothing unless the form was refused because somebody saved in between."""
    if form.theirs is None:
        return []
    rows = [row for formset in formsets if formset.prefix == "key_points" for row in formset.initial_forms]
    return [*_of_fields(form), *_of_rows(rows)]


def clashes_with(form: BriefingForm, formsets: Iterable[Any], found: clashing.Clash) -> list[Clash]:
    """Of a correction that could not be brought into the draft. The draft is mine, the corrected edition theirs."""
    shown: list[Clash] = []
    for name in found.fields:
        bound = form[name]
        versions = Versions(_plain(bound.value()), getattr(found.texts, name), getattr(found.base, name))
        shown += _clash(str(bound.label), bound.id_for_label, versions)
    if found.points:
        rows = [row["text"] for formset in formsets if formset.prefix == "key_points" for row in formset.initial_forms]
        before = dict(zip(found.texts.key_points, found.base.key_points, strict=True))
        for words in found.points:
            near = max(rows, key=lambda bound: fuzz.ratio(_plain(bound.value()), words), default=None)
            if near is not None:
                shown += _clash("Key point", near.id_for_label, Versions(_plain(near.value()), words, before[words]))
    return shown


def _of_fields(form: BriefingForm) -> Iterator[Clash]:
    base = _base(form)
    for name in WRITTEN:
        bound = form[name]
        versions = Versions(_plain(bound.value()), _plain(getattr(form.theirs, name)), base.get(name))
        yield from _clash(str(bound.label), bound.id_for_label, versions)


def _of_rows(rows: Iterable[Any]) -> Iterator[Clash]:
    """Key points that are there for both. Their text of before is not looked up: they are a line."""
    for number, row in enumerate(rows, start=1):
        bound = row["text"]
        theirs = _plain(row.initial.get("text"))
        yield from _clash(f"Key point {number}", bound.id_for_label, Versions(_plain(bound.value()), theirs, None))


def _clash(label: str, target: str, texts: Versions) -> Iterator[Clash]:
    if texts.mine != texts.theirs:
        pieces = tuple(merging.merge(texts.mine, texts.theirs, texts.base))
        yield Clash(label, target, texts.theirs, pieces)


def _base(form: BriefingForm) -> dict[str, str]:
    """The revision that this form was opened with."""
    found = Revision.objects.filter(briefing=form.instance, number=form.began_with).first()
    return {name: _plain(found.state.get(name)) for name in WRITTEN} if found else {}


def _plain(text: Any) -> str:
    """With line ends as a script in the browser sees them: they are posted as CR LF."""
    return str(text or "").replace("\r\n", "\n")


def with_gone_rows(data: QueryDict, prefix: str, there: Collection[str]) -> QueryDict:
    """The posted rows, those that somebody took away meanwhile as new ones behind the others: what was typed stays.

    A citation that is gone is left out: its passages went with it.
    """
    count, known = (int(str(data[f"{prefix}-{name}_FORMS"])) for name in ("TOTAL", "INITIAL"))
    here = [row for row in range(known) if data.get(f"{prefix}-{row}-id") in there]
    gone = [row for row in range(known) if row not in here and data.get(f"{prefix}-{row}-kind") != "citation"]
    if len(here) == known:
        return data
    rows = [*here, *gone, *range(known, count)]
    kept = data.copy()
    for name in [name for name in data if re.match(rf"{prefix}-\d+-", name)]:
        del kept[name]
    for new, old in enumerate(rows):
        start = f"{prefix}-{old}-"
        for name in [name for name in data if name.startswith(start)]:
            values = [""] if old in gone and name == f"{start}id" else data.getlist(name)
            kept.setlist(f"{prefix}-{new}-{name.removeprefix(start)}", values)
    kept[f"{prefix}-INITIAL_FORMS"], kept[f"{prefix}-TOTAL_FORMS"] = str(len(here)), str(len(rows))
    return kept
