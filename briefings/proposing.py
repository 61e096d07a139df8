"""Sentences that a machine made: marked until an editor accepts, rewrites or rejects each; readers see no mark."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from briefings import anchoring, markup, saving
from briefings.models import Briefing, KeyPoint, ProposedSentence
from sources.text.claims import uses

_PIECE = re.compile(r"\w+|[^\w\s]")
BETWEEN = r"[\s\\*_`~>]*"
"""Signs of Markdown that may stand between two words of a sentence and are not read."""
AROUND = r"[*_`~]*"
_EMPTY_LINE = re.compile(r"(?m)^[ \t>]*(?:[*+-]|\d+\.)?[ \t]*$\n?")
_WIDE_GAP = re.compile(r"\n{3,}")


def propose(briefing: Briefing) -> list[ProposedSentence]:
    """Mark every sentence that stands there now. Headings say nothing. Raises MarkupError."""
    rows = list(_sentences(briefing))
    return ProposedSentence.objects.bulk_create(rows)


@transaction.atomic
def set_to(briefing: Briefing, sentences: Iterable[str], *, by: User) -> None:
    """These are proposed, no others. Raises ValidationError for words that are no sentence of the text; MarkupError."""
    there = {_key(row.exact): row for row in _sentences(briefing)}
    asked = {_key(words): words for words in sentences}
    unknown = [words for key, words in asked.items() if key not in there]
    if unknown:
        raise ValidationError({"proposed": [f"“{words[:80]}” is no sentence of this draft." for words in unknown]})
    marked = {_key(row.exact): row for row in briefing.proposed.all()}
    gone = [row.pk for key, row in marked.items() if key not in asked]
    briefing.proposed.numbered(gone).accept(briefing, by=by)
    ProposedSentence.objects.bulk_create(there[key] for key in asked if key not in marked)


def set_again(briefing: Briefing, rows: Iterable[Mapping[str, str]]) -> None:
    """Those that a revision says were proposed, as far as they stand. Raises MarkupError."""
    asked = {(row["part"], _key(row["exact"])) for row in rows}
    briefing.proposed.all().delete()
    found = _sentences(briefing) if asked else iter(())
    ProposedSentence.objects.bulk_create(row for row in found if (row.part, _key(row.exact)) in asked)


def _key(words: str) -> str:
    return " ".join(words.split())


def _sentences(briefing: Briefing) -> Iterator[ProposedSentence]:
    for one in uses.sentences_of(briefing.standfirst):
        yield _row(briefing, "standfirst", anchoring.select(briefing.standfirst, one.start, one.end))
    for point in briefing.key_points.all():
        yield _row(briefing, "key point", anchoring.select(point.text, 0, len(point.text)), point)
    html = saving.html_of(briefing)
    text, headings = markup.plain_text(html), {node.start for node in markup.heading_nodes(html)}
    for one in uses.sentences_of(text):
        if one.start not in headings:
            yield _row(briefing, "body", anchoring.select(text, one.start, one.end))


def _row(briefing: Briefing, part: str, at: anchoring.Selector, point: KeyPoint | None = None) -> ProposedSentence:
    place: dict[str, Any] = {name: getattr(at, name) for name in ("exact", "prefix", "suffix", "start", "end")}
    return ProposedSentence(briefing=briefing, part=part, key_point=point, **place)


def without(briefing: Briefing, row: ProposedSentence) -> str:
    """The standfirst, or the Markdown, less the sentence. Raises ValidationError where that cannot be told."""
    if row.part == "standfirst":
        before, after = briefing.standfirst[: row.start].rstrip(), briefing.standfirst[row.end :].lstrip()
        return f"{before} {after}".strip()
    text = markup.plain_text(saving.html_of(briefing))
    wanted = (text[: row.start] + " " + text[row.end :]).split()
    for less in _candidates(briefing.body, row.exact):
        if markup.plain_text(saving.html_of(Briefing(body=less))).split() == wanted:
            return less
    raise ValidationError("It cannot be told where this sentence stands in the Markdown. Take it out there.")


def _candidates(source: str, exact: str) -> Iterator[str]:
    words = BETWEEN.join(re.escape(piece) for piece in _PIECE.findall(exact))
    for pattern in (rf"{AROUND}\\?{words}{AROUND}", rf"\\?{words}"):
        for found in re.finditer(pattern, source):
            yield _closed(source[: found.start()], source[found.end() :])


def _closed(before: str, after: str) -> str:
    """Both halves put together; a line that held nothing else goes."""
    begin, end = before.rfind("\n") + 1, after.find("\n")
    rest = after if end < 0 else after[:end]
    if _EMPTY_LINE.fullmatch(before[begin:] + rest):
        before, after = before[:begin], "" if end < 0 else after[end + 1 :]
    elif not before or before[-1].isspace():
        after = after.lstrip(" ")
    return _WIDE_GAP.sub("\n\n", before + after).strip("\n")


@transaction.atomic
def reject(briefing: Briefing, rows: Sequence[ProposedSentence], *, by: User) -> None:
    """Take them out of the saved text. Raises ValidationError, MarkupError."""
    words = [row.exact for row in rows]
    Act.objects.record("rejected proposed sentences", briefing, by=by, before={"sentences": words})
    for row in sorted(rows, key=lambda row: row.start, reverse=True):  # the places of the others hold
        _take_out(briefing, row)
    saving.save(briefing, expected=briefing.lock_version, by=by)


def _take_out(briefing: Briefing, row: ProposedSentence) -> None:
    if row.key_point:
        row.key_point.delete()
        return
    field = "body" if row.part == "body" else "standfirst"
    setattr(briefing, field, without(briefing, row))
    row.delete()
