"""A site to measure, in the database of `DATABASE_URL`: `python -m bench.site EDITIONS`.

One published briefing of WORDS words with MARKS annotations, SOURCES reports, ACTORS actors and an interview of TURNS
turns, and copies of its edition to make up the number; the last ones with whole JSON. Prints, as JSON, its addresses
(`Addresses`) and the document that a peer's site can be built from.
"""

import argparse
import json
import os
import sys
from dataclasses import asdict, dataclass

os.environ.setdefault("NUTGRAF_API_RATE", "0")

from bench import api, scratch  # isort: skip

from django.core.management import call_command
from django.db import connection

from accounts.paging import Place
from briefings import anchoring
from briefings.models import Annotation, Briefing, Edition, Entry
from sources.models import Actor, Interview, SourceArticle
from tests import factories

WORDS, MARKS, SOURCES, ACTORS, TURNS = 1_500, 30, 10, 12, 12
WHOLE = 20
"""Copies that a list with whole items can show."""

GIVEN = ("Ada", "Bo", "Cleo", "Dov", "Enid", "Falk", "Gro", "Hal", "Ines", "Jon", "Kaja", "Lars")
GOODS = ("pears", "ropes", "lamps", "nets", "casks", "tiles", "bells", "sails", "seeds", "hides")
PARAGRAPH = (
    "In week {n} the harbour of Vessen handled {n}00 crates of {goods}, the clerk wrote in ledger {n}. "
    "{who} counted them by hand on the quay, since the scales had been taken away for repair in spring. "
    "Nobody weighed them twice, and some stood outside until Monday, when a second boat came in from the islands. "
)
REPORT = (
    "Week {n} in Vessen: {goods} on the quay\n\nBy Nora Vane {n}\n4 October 2026\n\n"
    "The harbour of Vessen handled {n}00 crates of {goods} last week, the clerk wrote in ledger {n}.\n\n"
    "They went on by rail to town {n}, where {goods} had been short since August and traders had raised their prices.\n"
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """As paths. The deep ones: keyset pages after nine tenths of all briefings."""

    page: str
    topic: str
    actor: str
    detail: str
    deep_home: str
    deep_list: str


def interview() -> SourceArticle:
    turns = [
        f"Interviewer: How were the {goods} of week {n} counted?\n\n"
        f"Dr. Ruth Kessel: By hand, {n} crates at a time, and twice when it rained. The ledger was kept in pencil."
        for n, goods in enumerate(GOODS[: TURNS // 2], start=1)
    ]
    opening = "How the quay was counted\n\nThe quay of Vessen was counted by hand for a summer.\n\n"
    text = opening + "Interview with Dr. Ruth Kessel\n\n" + "\n\n".join(turns) + "\n"
    return factories.article(text, outlet="Gazette", url="https://gazette.example/quay")


def reports() -> list[SourceArticle]:
    written = [
        factories.article(REPORT.format(n=n, goods=GOODS[n]), outlet=f"Outlet {n}", url=f"https://o{n}.example/{n}")
        for n in range(1, SOURCES)
    ]
    return [*written, interview()]


def quote(article: SourceArticle) -> str:
    """A sentence of it that may be cited."""
    text = article.raw.text
    start = text.index("The quay of" if "The quay of" in text else "The harbour of")
    return text[start : text.index(".", start) + 1]


def body() -> str:
    length = len(PARAGRAPH.split())
    found = ""
    for n in range(1, WORDS // length + 2):
        who = f"{GIVEN[n % ACTORS]} Vessler"
        heading = f"## Weeks from {n}\n\n" if n % 5 == 0 else ""
        found += f"{heading}{PARAGRAPH.format(n=n, goods=GOODS[n % SOURCES], who=who).strip()}\n\n"
    return found.strip()


def mark(briefing: Briefing, words: str, **values: object) -> Annotation:
    text = MARKED.setdefault(briefing.pk, factories.plain(briefing))
    place = anchoring.select(text, text.index(words), text.index(words) + len(words))
    selector = {name: getattr(place, name) for name in ("exact", "prefix", "suffix", "start", "end")}
    note = "The clerk's ledger says so, and it is kept in the harbour office."
    return Annotation.objects.create(briefing=briefing, **selector, **({"note": note} | values))


MARKED: dict[int, str] = {}
"""The plain text of a briefing, so that it is rendered once."""


def annotate(briefing: Briefing, articles: list[SourceArticle]) -> None:
    """MARKS in all with the one that is there: an actor each, a citation of each report, and context."""
    for given in GIVEN:
        actor = Actor.objects.create(name=f"{given} Vessler", kind="person", note="Counted crates on the quay.")
        mark(briefing, f"{given} Vessler", kind="actor", actor=actor, note="")
    for n, article in enumerate(articles, start=1):
        factories.cite(article, quote(article), annotation=mark(briefing, f"week {n} the harbour", kind="citation"))
    for n in range(1, MARKS - ACTORS - SOURCES):
        mark(briefing, f"ledger {n}.", kind="context")


def briefing() -> Briefing:
    articles = reports()
    editor = factories.person("editor")
    row = Interview.objects.get(article=articles[-1])
    row.dispose("republished, speaker unverified", by=editor, at=factories.NOW, note="")
    found = factories.ready(
        articles[0], quote(articles[0]), body=body(), headline="A summer of crates", slug="crates", topics=["Harbours"],
        standfirst="The harbour was counted by hand for a summer.", interview=row, not_known="- Who took the scales.",
    )  # fmt: skip
    annotate(found, articles)
    factories.save(found)
    return found


def addresses(template: Edition, size: int) -> Addresses:
    slug = f"/{template.briefing.slug}/"
    topic, actor = (Entry.objects.public().filter(kind=kind)[0].get_absolute_url() for kind in ("topic", "actor"))
    deep = Edition.objects.get(first_seq=api.FIRST + size // 10)
    cursor = Place("-published", False, deep.published_at, deep.first_seq).written()
    return Addresses(
        f"/briefings{slug}", topic, actor, f"/api/v1/briefings{slug}",
        f"/?before={deep.first_seq}", f"/api/v1/briefings/?cursor={cursor}",
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("editions", type=int)
    size = parser.parse_args().editions
    assert scratch.FOLDER
    call_command("migrate", verbosity=0)
    template = factories.published(briefing())
    document = json.loads(bytes(template.renditions.get(shape="json").content))
    for start in range(0, size - 1, api.CHUNK):
        numbers = range(start, min(start + api.CHUNK, size - 1))
        api.add(template, numbers, whole=set(range(size - 1 - WHOLE, size - 1)))
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    json.dump({"addresses": asdict(addresses(template, size)), "document": document}, sys.stdout)


if __name__ == "__main__":
    main()
