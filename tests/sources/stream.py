"""A stream of made-up reports: events, each told by several outlets, with copies that are cut, wrapped or edited."""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from sources.pipeline import Outcome
from sources.readers.items import from_text
from sources.readers.types import Item
from sources.text.types import Hints

PLACES = ["Tolna", "Vessen", "Altena", "Lindau", "Norrvik", "Bregenz", "Soest", "Hallein", "Orsova", "Ribe"]
NAMES = [
    "Ada Voss",
    "Ilse Grau",
    "Henrik Aune",
    "Petra Hummel",
    "Tomas Brekke",
    "Maja Lind",
    "Oskar Brandl",
    "Nora Feld",
]
THINGS = [
    "bridge",
    "reservoir",
    "tram line",
    "lighthouse",
    "orchard",
    "quay",
    "library",
    "grain mill",
    "chapel",
    "dyke",
]
DEEDS = ["was closed after cracks were found", "burned down in the night", "reopened after eleven years", "was sold"]
OUTLETS = ["Gazette", "Post", "Courier", "Herald", "Observer"]
TAIL = "Read more in our newsletter, every morning at six."


def items(events: int = 14, seed: int = 3) -> list[Item]:
    rng = random.Random(seed)
    told = [item for event in range(events) for item in _event(rng, event)]
    rng.shuffle(told)
    return told


def _event(rng: random.Random, event: int) -> list[Item]:
    place, who, thing = rng.choice(PLACES), rng.choice(NAMES), rng.choice(THINGS)
    facts = (place, who, thing, rng.choice(DEEDS), rng.randint(11, 990), date(2026, 10, 1) + timedelta(days=event))
    reports = [_report(rng, facts, version) for version in range(rng.randint(1, 3))]
    found = [_item(f"{event}.{n}", text, rng.choice(OUTLETS), facts[5]) for n, text in enumerate(reports)]
    copy = _copied(rng, reports[0])
    return [*found, _item(f"{event}.copy", copy, rng.choice(OUTLETS), facts[5])] if rng.random() < 0.7 else found


def _item(id: str, text: str, outlet: str, day: date) -> Item:
    return from_text(text, id, Hints(outlet=outlet, published=day))


def _report(rng: random.Random, facts: tuple[str, str, str, str, int, date], version: int) -> str:
    place, who, thing, deed, number, _ = facts
    lead = [
        f"The {thing} of {place} {deed}, mayor {who} said on Monday. Some {number} people live beside it.",
        f"{number} residents woke to sirens: the old {thing} in {place} {deed}, according to {who}, the mayor.",
        f"Nobody was hurt when the {thing} at {place} {deed}. Mayor {who} counted {number} neighbours who had to wait.",
    ][version]
    more = [
        f"Engineers had warned of the {thing} since {rng.randint(1990, 2020)}, {who} told reporters.",
        f"The council of {place} meets on Thursday. It has set {rng.randint(20, 90)} million euros aside.",
        f"A second {thing} stands {rng.randint(2, 40)} kilometres down the river and stays in use.",
        f"Schools near the {thing} opened at ten. Buses took the long road by the station of {place}.",
    ]
    rng.shuffle(more)
    return f"{thing.capitalize()} of {place} {deed}\n\n{lead}\n\n" + "\n\n".join(more[: rng.randint(2, 4)]) + "\n"


def _copied(rng: random.Random, text: str) -> str:
    way = rng.randrange(4)
    if way == 0:
        return text
    if way == 1:
        return f"{text}\n{TAIL}\n"
    if way == 2:
        return text.replace("Monday", "Tuesday morning").replace("people", "inhabitants")
    return "\n\n".join(text.split("\n\n")[:-1]) + "\n"


def outcome_of(outcomes: Iterable[Outcome]) -> dict[str, tuple[str, str, int]]:
    """Each item's id → what it is, of which item it is a copy, and its story as a number in order of appearance."""
    ids: dict[int, str] = {}
    stories: dict[int, int] = {}
    found = {}
    for one in outcomes:
        assert one.article is not None, one.error
        ids.setdefault(one.article.pk, one.item.id)
        original = ids.get(one.article.copy_of_id or 0, "")
        story = stories.setdefault(one.article.membership.story_id, len(stories))
        found[one.item.id] = (one.outcome, original, story)
    return found
