"""Which names of one text name one actor: full names and surnames, acronyms, nicknames, spellings."""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from sources.text.fold import fold
from sources.text.naming.known_names import ARMED_GROUP, ORGANISATION, PERSON, SAME_ACTOR, STATE, Known
from sources.text.naming.lists import COMMON_WORDS
from sources.text.naming.nouns import COMPANY_SUFFIXES
from sources.text.naming.sounds import skeleton
from sources.text.naming.spans import Page
from sources.text.naming.words import FUNCTION_WORDS, NAME_SUFFIXES, PARTICLES
from sources.text.word_sets import word_set

KNOWN_WEIGHT, SURE_WEIGHT, GUESS_WEIGHT = 20, 4, 1
SMALL_WORDS = word_set("of the and for de des du la le les del y e et und in on")
LONGEST_ACRONYM = 8
NICKNAME_WORDS = word_set(
    """
    known nicknamed called dubbed alias aka dit surnomme alias genannt conocido
    """
)
NICKNAME_LEADS = word_set(
    """
    also better widely commonly popularly and who is was more most universally otherwise sometimes
    """
)
NICKNAME_TAILS = word_set("as by his her nickname the simply just comme como")
# States whose names are words when a capital is missing.
WORDS_LIKE_STATES = word_set("turkey china guinea jersey")
PLAIN_WORDS = COMMON_WORDS | FUNCTION_WORDS
NO_NAMES_IN_LOWER_CASE = PLAIN_WORDS | WORDS_LIKE_STATES
# A damaged text may write a name without its capital this many times more than with it, no more.
SLIPS = 1
# Particles that count as a name's first word ("Abu Bakr").
OPENING_WORDS = word_set("abu abou umm ould ben")
NICKNAME_REACH = 7
LAST, FIRST, OTHER = "last", "first", "other"


@dataclass(slots=True)
class Name:
    """An accepted mention: tokens `first` to `last`, its folded words, what is known of it, and its actor's key."""

    first: int
    last: int
    words: tuple[str, ...]
    kind: str
    sure: bool
    known: Known | None = None
    key: str = ""


@dataclass(slots=True)
class Joined:
    """Union-find over keys of actors."""

    parent: dict[str, str] = field(default_factory=dict)

    def root(self, key: str) -> str:
        """The key that stands for all keys joined with this one."""
        while self.parent.get(key, key) != key:
            key = self.parent[key]
        return key

    def join(self, key: str, other: str) -> None:
        """From now on the two name one actor."""
        self.parent[self.root(other)] = self.root(key)


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """A person's words without particles and suffixes ("Abdel Fattah al-Burhan": abdel, fattah, burhan)."""
    first = words[:1] if words[0] in OPENING_WORDS and len(words) > 1 else ()
    rest = words[len(first) :]
    return (*first, *(word for word in rest if word not in PARTICLES and word not in NAME_SUFFIXES)) or words


def name_words(page: Page, first: int, last: int) -> tuple[str, ...]:
    """The folded words of a span of tokens."""
    return tuple(word for token in page.words[first : last + 1] for word in fold(token.text).split())


def assign(page: Page, names: list[Name]) -> None:
    """Give every name the key of its actor; names of one actor get one key and one kind."""
    for name in names:
        name.key = name.known.key if name.known else SAME_ACTOR.get(" ".join(name.words), " ".join(name.words))
    joined = Joined()
    _join_bracketed(page, names, joined)
    _join_nicknames(page, names, joined)
    _join_acronyms(names, joined)
    _join_organisations(names, joined)
    _join_persons(names, joined)
    _attach_surnames(names, joined)
    for name in names:
        name.key = joined.root(name.key)
    _settle_kinds(names)


def _join_bracketed(page: Page, names: list[Name], joined: Joined) -> None:
    """ "Rapid Support Forces (RSF)" and "RSF (Rapid Support Forces)"."""
    for name, after in pairwise(names):
        if after.first != name.last + 1 or not _in_brackets(page, after):
            continue
        short, full = (name, after) if len(name.words) == 1 else (after, name)
        if (
            len(short.words) == 1
            and page.words[short.first].text.isupper()
            and len(full.words) > 1
            and _may_shorten(short, full)
        ):
            joined.join(full.key, short.key)
            short.kind, short.sure = full.kind, full.sure


def _in_brackets(page: Page, name: Name) -> bool:
    behind = page.text[page.words[name.last].end : page.words[name.last].end + 2]
    return page.words[name.first].gap.strip().endswith(("(", "[")) and behind.lstrip("”\"'’")[:1] in (
        ")",
        "]",
        ",",
        ";",
        " ",
    )


def _may_shorten(short: Name, full: Name) -> bool:
    return full.kind in (ORGANISATION, ARMED_GROUP) or short.words[0] in initials(full.words)


def initials(words: tuple[str, ...]) -> tuple[str, str]:
    """The first letters of a name's words, without and with its small words."""
    return "".join(w[0] for w in words if w not in SMALL_WORDS), "".join(w[0] for w in words)


def nickname_at(page: Page, name: Name) -> tuple[int, int] | None:
    """The tokens of a nickname that the text gives right behind a name ("..., known as “Hemedti”")."""
    words = page.words
    index = name.last + 1
    stop = min(len(words), index + NICKNAME_REACH)
    while index < stop and words[index].low in NICKNAME_LEADS and "." not in words[index].gap:
        index += 1
    if index >= stop or words[index].low not in NICKNAME_WORDS or "." in words[index].gap:
        return None
    index += 1
    while index < stop and words[index].low in NICKNAME_TAILS and words[index].near:
        index += 1
    last = index
    while last + 1 < stop and words[last + 1].near and words[last + 1].capital and not words[last + 1].title:
        last += 1
    return (index, last) if index < stop and words[index].capital and not words[index].title else None


def _join_nicknames(page: Page, names: list[Name], joined: Joined) -> None:
    starts = {name.first: name for name in names}
    for name in names:
        span = nickname_at(page, name)
        if span and span[0] in starts and name.kind in (PERSON, ORGANISATION, ARMED_GROUP):
            nickname = starts[span[0]]
            joined.join(name.key, nickname.key)
            nickname.kind, nickname.sure = name.kind, name.sure


def _join_acronyms(names: list[Name], joined: Joined) -> None:
    full_names: dict[str, str] = {}
    for name in names:
        if len(name.words) > 1 and name.kind in (ORGANISATION, ARMED_GROUP, STATE):
            for letters in initials(name.words):
                full_names.setdefault(letters, name.key)
    for name in names:
        if len(name.words) == 1 and 2 <= len(name.words[0]) <= LONGEST_ACRONYM and name.kind != STATE:
            full = full_names.get(name.words[0])
            if full:
                joined.join(full, name.key)


def _join_organisations(names: list[Name], joined: Joined) -> None:
    """ "Wagner" and "Wagner Group", "Boeing" and "Boeing Co."."""
    groups = [name for name in names if name.kind in (ORGANISATION, ARMED_GROUP)]
    by_words = {name.words: name.key for name in groups}
    for name in groups:
        bare = tuple(word for word in name.words if word not in COMPANY_SUFFIXES)
        short = name.words[:1]
        if bare != name.words and bare in by_words:
            joined.join(by_words[bare], name.key)
        elif (
            len(name.words) == 2
            and short in by_words
            and short[0] not in COMMON_WORDS
            and name.words[1] in COMPANY_WORDS
        ):
            joined.join(by_words[short], name.key)


COMPANY_WORDS = COMPANY_SUFFIXES | word_set(
    """
    group forces airlines airways systems technologies movement militia network party holdings
    """
)


def _join_persons(names: list[Name], joined: Joined) -> None:
    """Fuller and shorter forms of full names: same first and last word, the rest of one inside the other."""
    by_ends: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        words = core(name.words)
        if name.kind == PERSON and len(words) > 1:
            by_ends[skeleton(words[0]), skeleton(words[-1])].append(name)
    for same in by_ends.values():
        longest = max(same, key=lambda name: len(name.words))
        for name in same:
            if set(map(skeleton, core(name.words))) <= set(map(skeleton, core(longest.words))):
                joined.join(longest.key, name.key)


def _attach_surnames(names: list[Name], joined: Joined) -> None:
    """A name of one word is the person of that surname (or first name) whom the text named last."""
    owners = _owners(names)
    for name in names:
        words = core(name.words)
        if len(words) > 1 or (name.kind != PERSON and (name.known or name.sure)):
            continue
        owner = _owner(name, skeleton(words[0]), owners)
        if owner:
            name.key, name.kind = joined.root(owner.key), PERSON


def _owners(names: list[Name]) -> dict[tuple[str, str], list[Name]]:
    """Full names by their last, first and other words, each list in the order of the text."""
    found: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        words = core(name.words)
        if name.kind == PERSON and len(words) > 1:
            found[LAST, skeleton(words[-1])].append(name)
            found[FIRST, skeleton(words[0])].append(name)
            for word in words[1:-1]:
                found[OTHER, skeleton(word)].append(name)
    return found


def _owner(name: Name, bones: str, owners: dict[tuple[str, str], list[Name]]) -> Name | None:
    for position in (LAST, FIRST, OTHER):
        listed = owners.get((position, bones))
        if listed:
            return listed[max(bisect_left(listed, name.first, key=lambda other: other.first) - 1, 0)]
    return None


def _settle_kinds(names: list[Name]) -> None:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[name.key][name.kind] += KNOWN_WEIGHT if name.known else SURE_WEIGHT if name.sure else GUESS_WEIGHT
    for name in names:
        name.kind = votes[name.key].most_common(1)[0][0]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the accepted names of a text allow to be found again in headlines and damaged words."""

    phrases: dict[tuple[str, ...], Name]
    longest: dict[str, int]


def lexicon(names: list[Name]) -> Lexicon:
    """Every accepted name by its folded words, and persons by their surnames."""
    phrases: dict[tuple[str, ...], Name] = {}
    for name in names:
        phrases.setdefault(name.words, name)
    for name in names:
        words = core(name.words)
        if name.kind == PERSON and len(words) > 1:
            phrases.setdefault(words[-1:], name)
            phrases.setdefault(_with_particles(name.words), name)
    longest: dict[str, int] = {}
    for words in phrases:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Lexicon(phrases, longest)


def _with_particles(words: tuple[str, ...]) -> tuple[str, ...]:
    """The surname with the particles before it ("von der Leyen")."""
    words = tuple(word for word in words if word not in NAME_SUFFIXES) or words
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return words[start:]


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens `first` to `last` that read like an accepted name."""

    first: int
    last: int
    name: Name


def found_again(page: Page, known: Lexicon) -> list[Place]:
    """Where the accepted names stand in the text, in any case of letters, longest first at each word."""
    found: list[Place] = []
    index = 0
    while index < len(page.words):
        place = _place_at(page, index, known) if _may_begin(page.words[index].low, known) else None
        if place:
            found.append(place)
        index = place.last + 1 if place else index + 1
    return found


def _may_begin(low: str, known: Lexicon) -> bool:
    """A plain word is its own key; the others are folded first."""
    return low in known.longest or not (low.isascii() and low.isalpha())


def _place_at(page: Page, index: int, known: Lexicon) -> Place | None:
    words = page.words
    keys = tuple(fold(words[index].text).split())
    limit = known.longest.get(keys[0], 0) if keys else 0
    best = None
    stop = index
    while len(keys) <= limit:
        name = known.phrases.get(keys)
        place = Place(index, stop, name) if name else None
        if place and _readable(page, place):
            best = place
        stop += 1
        if stop >= len(words) or not words[stop].near:
            break
        keys = keys + tuple(fold(words[stop].text).split())
    return best


def _readable(page: Page, place: Place) -> bool:
    """Is the name still to be seen as one, or has its case become that of plain words?"""
    words = page.words[place.first : place.last + 1]
    name = place.name
    if any(word.capital for word in words) and words[-1].low not in PLAIN_WORDS:
        return not (len(words) == 1 and words[0].title)
    if len(words) > 1 and name.kind != PERSON:
        return sum(word.capital for word in words) * 2 >= len(words)
    low = words[-1].low
    if low in NO_NAMES_IN_LOWER_CASE or page.lower[low] > page.upper[low] + SLIPS:
        return False
    return len(low) > 3 and name.kind in (PERSON, STATE)
