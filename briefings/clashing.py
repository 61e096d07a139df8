"""A correction that is not in the draft, since the draft has the same words in another way."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import Act
from briefings.models import Briefing, Edition

FIELDS = ("headline", "standfirst", "body", "not_known")
POINT = "key point: "
"""Before the corrected words of a key point, where the fields that clash are listed."""
VERB = "corrected the live edition"


@dataclass(frozen=True, slots=True)
class Texts:
    """What can be corrected of an edition. `body` is Markdown, `not_known` one point a line."""

    headline: str
    standfirst: str
    body: str
    not_known: str
    key_points: tuple[str, ...] = ()


def texts_of(edition: Edition) -> Texts:
    doc = json.loads(bytes(edition.document))
    points = tuple(point["text"] for point in doc["key_points"])
    return Texts(doc["headline"], doc["standfirst"], doc["body"]["markdown"], "\n".join(doc["not_known"]), points)


def drafted(briefing: Briefing) -> Texts:
    points = tuple(point.text for point in briefing.key_points.all())
    known = "\n".join(briefing.not_known_points())
    return Texts(briefing.headline, briefing.standfirst, briefing.body.replace("\r\n", "\n"), known, points)


@dataclass(frozen=True, slots=True)
class Clash:
    """A correction that is not in the draft: the texts of the editions before and after it, and which fields."""

    edition: Edition
    base: Texts
    texts: Texts
    fields: tuple[str, ...]
    points: tuple[str, ...]


def waiting(briefing: Briefing) -> Clash | None:
    """The last correction that the draft would undo: its words there are those that clashed, untouched since."""
    act = Act.objects.of(briefing).filter(verb=VERB).first()
    clashes: Mapping[str, str] = act.after.get("clashes", {}) if act else {}
    now = drafted(briefing) if clashes else None
    fields = tuple(name for name in FIELDS if now and name in clashes and getattr(now, name) == clashes[name])
    points = tuple(name.removeprefix(POINT) for name in clashes if name not in FIELDS)
    points = tuple(words for words in points if now and words not in now.key_points) if fields or points else ()
    if not act or not (fields or points):
        return None
    rows = {row.number: row for row in briefing.editions.filter(number__gte=act.after["edition"] - 1)}
    number = act.after["edition"]
    return Clash(rows[number], texts_of(rows[number - 1]), texts_of(rows[number]), fields, points)
