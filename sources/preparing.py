"""What can be said of a report from its text alone. No database and no Django: it may be done in another process."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.overlap import compare, events
from sources.overlap.types import Document, Report, Term
from sources.text import names, reading
from sources.text.names import FoundActor
from sources.text.naming.unnamed import Run, runs
from sources.text.reading import Reading
from sources.text.types import Block, Hints, Mention, Segment


@dataclass(frozen=True, slots=True)
class Given:
    """A raw text with what came beside it, and the pieces of it that an editor decided."""

    text: str
    hints: Hints
    layout: tuple[Block, ...] = ()
    decided: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text as it was read, who is named in it, and what of it is compared with other reports.

    `loose` are words with capitals that no rule took for a name.
    `document` and `terms` are of the whole body: which of its paragraphs are boilerplate only the archive knows.
    """

    reading: Reading
    mentions: tuple[Mention, ...]
    actors: tuple[FoundActor, ...]
    loose: tuple[Run, ...]
    document: Document
    terms: tuple[Term, ...]

    @property
    def report(self) -> Report:
        return self.document.report


def prepare(given: Given) -> Prepared:
    read = reading.read(given.text, given.hints, given.decided, given.layout)
    mentions = names.mentions(given.text, read.segments, read.metadata.language)
    report = report_of(read, mentions)
    loose = runs(given.text, read.segments, mentions)
    return Prepared(read, mentions, names.actors(mentions), loose, compare.document(report), events.terms(report))


def report_of(read: Reading, mentions: Sequence[Mention]) -> Report:
    found = read.metadata
    return Report(
        uid="",
        title=found.headline,
        standfirst=found.standfirst,
        paragraphs=paragraphs(read.body),
        published=found.published_on,
        language=found.language,
        places=tuple(dict.fromkeys(m.text for m in mentions if m.kind in ("state", "place"))),
    )


def paragraphs(body: str) -> tuple[str, ...]:
    return tuple(part for part in body.split("\n\n") if part.strip())
