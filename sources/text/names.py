"""Recognition of actors by rules: who and what a report names, and which names are one actor's.

The steps: words (`naming.tokens`), candidates (`spans`), their kind and standing (`kinds`), grouping
(`groups`), titles (`titles`). What it finds are proposals: an editor confirms or rejects them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sources.text.fold import fold
from sources.text.naming.groups import Name, Place, assign, found_again, lexicon, name_words, nickname_at
from sources.text.naming.kinds import THING, Verdict, judge
from sources.text.naming.known_names import PERSON
from sources.text.naming.likeness import likeness
from sources.text.naming.spans import Candidate, Page, candidates, page
from sources.text.naming.speakers import bystanders
from sources.text.naming.titles import JOINT, title_of
from sources.text.types import Mention, Segment

__all__ = ["FoundActor", "actors", "fold", "likeness", "mentions"]


@dataclass(frozen=True, slots=True)
class FoundActor:
    """An actor of one text: the fullest spelling, the others, and the titles that stand beside them."""

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    titles: tuple[str, ...]


def mentions(text: str, segments: Sequence[Segment], language: str) -> tuple[Mention, ...]:
    """The names of actors in the kept text, in order, not overlapping."""
    read = page(text, segments, language)
    names = _with_nicknames(read, _accepted(read))
    assign(read, names)
    names = _without(names, bystanders(text, segments))
    names = _with_found_again(read, names)
    return tuple(_mention(read, name) for name in names)


def _accepted(read: Page) -> list[Name]:
    judged = [(candidate, judge(read, candidate)) for candidate in candidates(read)]
    things = {name_words(read, found.first, found.last) for found, verdict in judged if verdict.kind == THING}
    names = [_name(read, candidate, verdict) for candidate, verdict in judged if verdict.accepted]
    in_prose = {name.words for name in names if not read.words[name.first].titled}
    return [name for name in names if not _named_as_thing(name, things) and not _run_on(read, name, in_prose)]


def _run_on(read: Page, name: Name, in_prose: set[tuple[str, ...]]) -> bool:
    """In a headline the words behind a name have capitals too: does the text know the name without them?"""
    if name.known or not read.words[name.first].titled or name.words in in_prose:
        return False
    return any(name.words[:count] in in_prose for count in range(1, len(name.words)))


def _named_as_thing(name: Name, things: set[tuple[str, ...]]) -> bool:
    """What is a product or a work in one place of a text is one in all ("Dreamliner", "Dreamliners")."""
    last = name.words[-1].removesuffix("s")
    if name.sure:
        return False
    return not things.isdisjoint((name.words, (*name.words[:-1], last), (*name.words[:-1], last + "s")))


def _without(names: list[Name], bystanders: frozenset[str]) -> list[Name]:
    """Leave out who asked or wrote."""
    keys = {name.key for name in names if name.kind == PERSON and _is_one_of(name, bystanders)}
    return [name for name in names if name.key not in keys]


def _is_one_of(name: Name, bystanders: frozenset[str]) -> bool:
    return " ".join(name.words) in bystanders


def _name(read: Page, candidate: Candidate, verdict: Verdict) -> Name:
    words = name_words(read, candidate.first, candidate.last)
    return Name(candidate.first, candidate.last, words, verdict.kind, verdict.sure, candidate.known)


def _with_nicknames(read: Page, names: list[Name]) -> list[Name]:
    taken = {index for name in names for index in range(name.first, name.last + 1)}
    added = []
    for name in names:
        span = nickname_at(read, name)
        if span and taken.isdisjoint(range(span[0], span[1] + 1)):
            added.append(Name(*span, name_words(read, *span), name.kind, name.sure))
    return sorted(names + added, key=lambda name: name.first)


def _with_found_again(read: Page, names: list[Name]) -> list[Name]:
    """Add the places where headlines and damaged words repeat an accepted name; a longer find replaces a shorter."""
    kept = {index: name for name in names for index in range(name.first, name.last + 1)}
    for place in found_again(read, lexicon(names)):
        inside = {id(kept[i]): kept[i] for i in range(place.first, place.last + 1) if i in kept}
        if all(_widens(place, name) for name in inside.values()):
            found = replace(
                place.name, first=place.first, last=place.last, words=name_words(read, place.first, place.last)
            )
            kept |= dict.fromkeys(range(place.first, place.last + 1), found)
    unique = {id(name): name for name in kept.values()}
    return sorted(unique.values(), key=lambda name: name.first)


def _widens(place: Place, name: Name) -> bool:
    return (
        place.first <= name.first and name.last <= place.last and (name.last - name.first) < (place.last - place.first)
    )


def _mention(read: Page, name: Name) -> Mention:
    start, end = read.words[name.first].start, read.words[name.last].end
    title = title_of(read, name.first, name.last) if name.kind == PERSON else ""
    return Mention(start, end, read.text[start:end], name.key, name.kind, title)


def actors(mentions: Sequence[Mention]) -> tuple[FoundActor, ...]:
    """The actors that the mentions name, in the order of their first mention."""
    by_key: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_key[mention.actor].append(mention)
    return tuple(_actor(key, found) for key, found in by_key.items())


def _actor(key: str, found: list[Mention]) -> FoundActor:
    spellings = Counter(" ".join(mention.text.split()) for mention in found)
    name = max(
        spellings,
        key=lambda text: (len(fold(text).split()), not text.isupper(), _capitals(text), len(text), spellings[text]),
    )
    aliases = tuple(text for text in spellings if text != name)
    named = [title for mention in found for title in mention.title.split(JOINT) if title]
    titles = tuple({title.casefold(): title for title in reversed(named)}.values())[::-1]
    return FoundActor(key, name, found[0].kind, aliases, titles)


def _capitals(text: str) -> int:
    return sum(word[:1].isupper() for word in text.split())
