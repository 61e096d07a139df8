"""An edition as a row of plain blocks, which `.md` and `.txt` write down each in its own way.

Nothing that qualifies a statement is left out: support, what is not known, and what readers are told of an interview.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from briefings.formats import wording
from briefings.formats.site import Document, Site


@dataclass(frozen=True, slots=True)
class Heading:
    """`level`: 1 is the headline."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """`below`: what stands under it, each on a line of its own."""

    text: str
    below: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Points:
    """`first`: the number of the first; 0: they have none."""

    points: list[Point]
    first: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """The author's own text, in both of its forms."""

    markdown: str
    text: str


Block = Heading | Paragraph | Points | Body


def blocks(doc: Document, site: Site) -> Iterator[Block]:
    yield from _head(doc)
    yield from _section("Key points", _key_points(doc))
    yield from _differences(doc)
    yield from _section("What we do not know", [Point(question) for question in doc["not_known"]])
    yield Heading("Text")
    yield Body(doc["body"]["markdown"], doc["body"]["text"])
    yield from _section("Notes on the text", _notes(doc), first=1)
    yield from _interview(doc)
    yield from _section("Who is who", [Point(_actor(actor), _card(actor)) for actor in doc["actors"]])
    yield from _sources(doc)
    yield from _section("Corrections", [_correction(row) for row in doc["corrections"]])
    yield from _section("Editions", [_edition(row) for row in doc["editions"]])
    yield Paragraph(f"{site.name}:")
    yield Paragraph(site.page(doc["slug"]))


def _head(doc: Document) -> Iterator[Block]:
    yield Heading(doc["headline"], 1)
    if doc["standfirst"]:
        yield Paragraph(doc["standfirst"], is_strong=True)
    reports = "1 report" if len(doc["sources"]) == 1 else f"{len(doc['sources'])} reports"
    yield Paragraph(f"Briefing from {reports}, as of {_at(doc['as_of'])}; edition {doc['edition']['number']}")
    published = f"First published {_at(doc['first_published_at'])}"
    yield Paragraph(f"By {', '.join(doc['authors'])}. {published}" if doc["authors"] else published)
    if doc["trust"]:
        yield Paragraph("; ".join(part["words"] for part in doc["trust"]))
    if words := wording.change(doc["edition"]):
        yield Paragraph(words, is_strong=True)
    if doc["notice"]:
        words = f"A new report is being checked since {_at(doc['notice']['at'])}"
        yield Paragraph(f"{words}. Nothing of it stands in this briefing yet.", is_strong=True)


def _section(title: str, points: Iterable[Point], first: int = 0) -> Iterator[Block]:
    found = list(points)
    if found:
        yield Heading(title)
        yield Points(found, first)


def _key_points(doc: Document) -> Iterator[Point]:
    for point in doc["key_points"]:
        passages = [_passage(doc, cited) for cited in point["citations"]]
        yield Point(point["text"], [point["support"]["words"], *passages])


def _passage(doc: Document, cited: Document) -> str:
    words = f"“{cited['exact']}” ({wording.said_by(cited, _source(doc, cited['source']))})"
    return " ".join([words, *cited["notices"]])


def _source(doc: Document, uid: str) -> Document | None:
    return next((source for source in doc["sources"] if source["uid"] == uid), None)


def _differences(doc: Document) -> Iterator[Block]:
    if doc["differences"]:
        yield Heading("Where sources differ")
    for row in doc["differences"]:
        yield Heading(row["label"], 3)
        if row["relation"] == "compatible":
            yield Paragraph("Both can be true")
        yield Points([Point(value["value"], [_passage(doc, value)]) for value in row["values"]])
        if words := wording.used(row):
            yield Paragraph(words)


def _notes(doc: Document) -> Iterator[Point]:
    for note in doc["annotations"]:
        yield Point(f"“{note['selector']['exact']}”: {note['kind']}", list(_note(doc, note)))


def _note(doc: Document, note: Document) -> Iterator[str]:
    yield from (_passage(doc, cited) for cited in note["citations"])
    if note["support"]:
        yield note["support"]["words"]
    yield from (_actor(actor) for actor in doc["actors"] if actor["uid"] == note["actor"])
    yield from (row["label"] for row in doc["differences"] if row["id"] == note["difference"])
    if note["note"]:
        yield note["note"]


def _interview(doc: Document) -> Iterator[Block]:
    interview = doc["interview"]
    if not interview:
        return
    yield Heading(interview["title"])
    expert = interview["expert"]
    if expert["credentials"]:
        yield Paragraph(expert["credentials"])
    if expert["interests"]:
        yield Paragraph(f"Interests: {expert['interests']}")
    yield Paragraph(interview["disclosure"], is_strong=True)
    if interview["introduction"]:
        yield Paragraph(interview["introduction"])
    for section, exchanges in groupby(interview["exchanges"], key=lambda exchange: exchange["section"]):
        if section:
            yield Heading(section, 3)
        for turn in (turn for exchange in exchanges for turn in exchange["turns"]):
            yield from _turn(turn)


def _turn(turn: Document) -> Iterator[Block]:
    first, *others = turn["paragraphs"] or [""]
    yield Paragraph(f"{turn['speaker']}: {first}" if turn["speaker"] else first, turn["role"] == "interviewer")
    yield from map(Paragraph, others)


def _actor(actor: Document) -> str:
    return "; ".join([f"{actor['name']} ({actor['kind']})", *wording.offices(actor)])


def _card(actor: Document) -> list[str]:
    lines = [
        actor["note"],
        "; ".join(wording.ties(actor)),
        _named("Also written", actor["also_written"]),
        _named("Disputed names", actor["disputed_names"]),
        _named("Perhaps the same as", [other["name"] for other in actor["perhaps_same_as"]]),
    ]
    return [line for line in lines if line]


def _named(what: str, names: list[str]) -> str:
    return f"{what}: {', '.join(names)}" if names else ""


def _sources(doc: Document) -> Iterator[Block]:
    yield Heading("Sources")
    for origin in doc["origins"]:
        yield Paragraph(origin["words"][:1].upper() + origin["words"][1:])
        for source in (source for source in doc["sources"] if source["uid"] in origin["sources"]):
            original = [f"Same text as report {o['number']}" for o in doc["sources"] if o["uid"] == source["copy_of"]]
            address = [source["url"]] if source["url"] else []
            below = ["; ".join(wording.dated(source)), *original, *address, *wording.cautions(source)]
            yield Points([Point(source["headline"] or "Untitled report", below)], first=source["number"])


def _correction(row: Document) -> Point:
    changed = [f"{name}: {row[key]}" for name, key in (("Was", "was"), ("Now", "now")) if row[key]]
    found = [f"How it was found: {row['how_found']}"] if row["how_found"] else []
    passage = [f"“{row['passage']}”"] if row["passage"] else []
    return Point(f"{_at(row['at'])}: {wording.change(row)}", [*passage, *changed, *found])


def _edition(row: Document) -> Point:
    return Point(f"Edition {row['number']}, {_at(row['at'])}", [row["note"]] if row["note"] else [])


def _at(stamp: str) -> str:
    """2026-10-05T09:30:00Z → 2026-10-05 09:30 UTC."""
    return f"{stamp[:10]} {stamp[11:16]} UTC"
