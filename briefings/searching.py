"""Search over live editions: what is indexed of a document, what was asked, and the words around what was found."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import InvalidPage
from django.urls import reverse
from modelsearch import index as modelsearch

from accounts.openapi import is_key
from briefings.browsing import summary_of
from briefings.models import Edition, Entry, SearchText
from briefings.models.search import SearchTextQuerySet
from briefings.narrowing import Narrowing
from sources.text.fold import plain

MOST_WORDS = 12
"""Words of a question that are looked for; nobody types more, and each costs."""
AROUND = 16
"""Words shown on either side of the first one found: two lines on a phone."""
LONGEST_QUESTION = 200
WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader looks for. `words`: folded; `since` and `until`: days of first publication, both included."""

    text: str = ""
    topic: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None
    before: str = ""

    @classmethod
    def by(cls, query: Mapping[str, str]) -> "Question":
        """Raises InvalidPage for what can be no question."""
        given = [query.get(name, "") for name in ("q", "topic", "actor", "before")]
        if not "".join(given).isprintable() or (given[3] and not is_key(given[3])):
            raise InvalidPage("There is nothing here.")
        days = (_day(query.get("from", "")), _day(query.get("to", "")))
        return cls(given[0].strip()[:LONGEST_QUESTION], given[1], given[2], *days, given[3])

    @property
    def words(self) -> list[str]:
        return words_of(self.text)[:MOST_WORDS]

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.topic or self.actor or self.since or self.until)

    def url(self, **changed: Any) -> str:
        asked = replace(self, **{"before": "", **changed})
        days = {"from": asked.since, "to": asked.until}
        given = {"q": asked.text, "topic": asked.topic, "actor": asked.actor, **days, "before": asked.before}
        return f"{reverse('search')}?{urlencode({name: value for name, value in given.items() if value})}"


def words_of(text: str) -> list[str]:
    """Folded, as they are looked for."""
    return [plain(word) for word in WORD.findall(text)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    summary: dict[str, Any]
    excerpt: list[Piece]


@dataclass(frozen=True, slots=True)
class Answer:
    """`narrower`: entries of what is shown, by which it can be narrowed; `next_url` empty on the last page."""

    hits: list[Hit]
    narrower: list[Entry]
    chosen: list[Entry]
    next_url: str


def keep(edition: Edition, doc: dict[str, Any]) -> None:
    """Let the live edition's words be found; those of a retraction are no longer."""
    if doc["status"] == "retracted":
        forget(edition)
        return
    row, _ = SearchText.objects.update_or_create(
        briefing=edition.briefing,
        defaults={
            "edition": edition,
            "first_seq": edition.first_seq,
            "published_at": datetime.fromisoformat(doc["first_published_at"]),
            "title": doc["headline"],
            "text": "\n".join(_texts(doc)),
        },
    )
    modelsearch.insert_or_update_object(row)


def forget(edition: Edition) -> None:
    for row in SearchText.objects.filter(briefing=edition.briefing):
        modelsearch.remove_object(row)
        row.delete()


def _texts(doc: dict[str, Any]) -> Iterator[str]:
    """Our own words and the expert's; the reports' are theirs."""
    yield doc["standfirst"]
    yield from (point["text"] for point in doc["key_points"])
    yield doc["body"]["text"]
    yield from doc["not_known"]
    yield from (note["note"] for note in doc["annotations"])
    yield from (" ".join([actor["name"], *actor["also_written"]]) for actor in doc["actors"])
    yield " ".join(doc["topics"])
    for exchange in (doc["interview"] or {"exchanges": []})["exchanges"]:
        yield from (" ".join(turn["paragraphs"]) for turn in exchange["turns"])


def answer(question: Question, size: int) -> Answer:
    rows = SearchText.objects.matching(" ".join(question.words)) if question.words else SearchText.objects.all()
    rows = rows.listed().order_by("-first_seq")
    for kind in ("topic", "actor"):
        slug = getattr(question, kind)
        rows = rows.under(kind, slug) if slug else rows
    if question.since:
        rows = rows.filter(published_at__gte=_midnight(question.since))
    if question.until:
        rows = rows.filter(published_at__lt=_midnight(question.until) + timedelta(days=1))
    if question.before:
        rows = rows.filter(first_seq__lt=int(question.before))
    found = list(rows[: size + 1])
    shown = found[:size]
    summaries = dict(Edition.objects.filter(pk__in=[row.edition_id for row in shown]).with_contents("summary"))
    return Answer(
        [Hit(summary_of(summaries[row.edition_id]), excerpt(row.text, set(question.words))) for row in shown],
        _narrower(shown, question),
        [entry for kind in ("topic", "actor") for entry in _chosen(kind, getattr(question, kind))],
        question.url(before=str(shown[-1].first_seq)) if len(found) > size else "",
    )


def narrowed(words: list[str], by: Narrowing) -> SearchTextQuerySet:
    """Those that hold all the words, and stand where a list is narrowed to; the newest briefing first."""
    if by.is_empty:
        return SearchText.objects.none()
    rows = SearchText.objects.matching(" ".join(words)).listed().filter(**dict(by.times))
    for group in by.groups:
        rows = rows.among(group)
    return rows.order_by("-first_seq")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _narrower(shown: list[SearchText], question: Question) -> list[Entry]:
    if len(shown) < 2:
        return []
    kinds = [kind for kind in ("topic", "actor") if not getattr(question, kind)]
    return list(Entry.objects.shared_by([row.edition_id for row in shown], kinds)[:8])


def _chosen(kind: str, slug: str) -> list[Entry]:
    return list(Entry.objects.public().filter(kind=kind, slug=slug)) if slug else []


def excerpt(text: str, words: set[str]) -> list[Piece]:
    """The words around the first place where one was found, each hit apart. Empty when none is in the text."""
    tokens = list(WORD.finditer(text))
    at = next((n for n, token in enumerate(tokens) if _is_hit(token[0], words)), None)
    if at is None:
        return []
    shown = tokens[max(0, at - AROUND) : at + AROUND]
    end = shown[-1].end()
    pieces = [Piece("… " if at > AROUND else text[: shown[0].start()], False)]
    last = shown[0].start()
    for token in shown:
        hit = _is_hit(token[0], words)
        pieces += [Piece(text[last : token.start()], False), Piece(token[0], hit)]
        last = token.end()
    pieces.append(Piece(" …" if end < len(text.rstrip()) - 1 else text[last:], False))
    return [Piece("".join(p.text for p in run), found) for found, run in groupby(pieces, key=lambda p: p.found)]


def _is_hit(word: str, words: set[str]) -> bool:
    return plain(word) in words or any(plain(part) in words for part in re.split("['’]", word))
