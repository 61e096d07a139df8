"""Do two names name one actor? By their letters alone, across scripts and spellings; precision comes first.

Figures below were tuned on 1,800 pairs of names of persons, places and organisations in seven scripts: each class of
pairs reaches 0.5 where its precision passes .97 (.9 for names of a single word, where spelling is all there is).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from rapidfuzz.distance import Levenshtein

from sources.text.fold import fold
from sources.text.naming.known_names import SAME_ACTOR
from sources.text.naming.nouns import ALL_GROUP_NOUNS, COMPANY_SUFFIXES, LEGAL_WORDS, PLACE_RANKS
from sources.text.naming.sounds import bones, east_asian_bones, skeleton, sound
from sources.text.naming.territories import demonym_states, state_code
from sources.text.naming.words import HONORIFICS, NAME_SUFFIXES, TITLES
from sources.text.word_sets import word_set

EAST_ASIAN_SCRIPTS = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
VOWELLESS_SCRIPTS = frozenset(("ARABIC", "HEBREW"))
SMALL_WORDS = word_set(
    """
    al el ul as ad an ar ash az es ez er the of and for in de la le les du des der die das del di da do dos y e
    und et a
    """
)
# A word of which one name has another or none: never the same actor.
DISTINGUISHING = word_set(
    """
    north south east west este oeste norte sur sud nord new upper lower jr sr junior senior
    """
)
WRITTEN_OUT = {"united states": "us", "united kingdom": "uk", "united nations": "un"}
NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?|[ivx]{2,}")
ACRONYM = re.compile(r"(?:[^\W\d_]\.?){2,8}")
BEFORE_NAMES = TITLES | HONORIFICS
BEHIND_NAMES = COMPANY_SUFFIXES | NAME_SUFFIXES
MOST_WORDS = 5
SHORTEST_ACRONYM = 3

SAME_BUT_FORM, JOINED, SUBSTANTIALLY, ACRONYM_OF, ACRONYM_SHUFFLED = 0.97, 0.9, 0.65, 0.75, 0.55
DOUBTFUL, HARDLY = 0.4, 0.1
# Likeness of two words: same sound; same consonants (then by their vowels); else by edits, never enough alone.
SAME_SOUND, SAME_BONES, BY_EDITS, INITIAL = 0.95, 0.6, 0.75, 0.85
SHORTEST_SOUND = 6


@dataclass(frozen=True, slots=True)
class Form:
    """A name made ready: its key, its words without titles, legal forms and small words, its script, its acronym."""

    key: str
    words: tuple[str, ...]
    script: str
    acronym: str


@dataclass(frozen=True, slots=True)
class Scale:
    """For a class of pairs: the key that words are compared by, and the raw likeness that counts as 0.5."""

    vowels: bool
    east_asian: bool
    single: float
    several: float


LATIN = Scale(vowels=True, east_asian=False, single=0.99, several=0.86)
CROSS = Scale(vowels=True, east_asian=False, single=0.70, several=0.66)
VOWELLESS = Scale(vowels=False, east_asian=False, single=0.74, several=0.62)
EAST_ASIAN = Scale(vowels=False, east_asian=True, single=0.80, several=0.71)


def likeness(a: str, b: str) -> float:
    """How surely two names are one actor's, 0 to 1; 0.5 and more proposes it."""
    one, two = sorted((form(a), form(b)), key=lambda one: (len(one.words), one.key))
    if one.key == two.key and (one.key or a == b):
        return 1.0
    if not one.key:
        return 0.0
    decided = _decided(one, two)
    return _compared(one, two) if decided is None else decided


@lru_cache(maxsize=8192)
def form(name: str) -> Form:
    """A name made ready for comparison."""
    surname, comma, given = name.partition(",")
    if comma and not set(fold(given).split()) & BEHIND_NAMES:
        name = f"{given} {surname}"
    key = fold(name)
    for long, short in WRITTEN_OUT.items():
        key = key.replace(long, short)
    bare = name.strip()
    acronym = key.replace(" ", "") if ACRONYM.fullmatch(bare) and bare.replace(".", "").isupper() else ""
    return Form(key, _words(key), _script(name), acronym)


def _words(key: str) -> tuple[str, ...]:
    words = [word for word in key.split() if word not in SMALL_WORDS] or key.split()
    while len(words) > 1 and words[0] in BEFORE_NAMES:
        words = words[1:]
    for formal in (LEGAL_WORDS, PLACE_RANKS):
        kept = [word for word in words if word not in formal]
        words = kept or words
    return tuple(demonym_states().get(word, word) for word in words) if len(words) > 1 else tuple(words)


def _script(name: str) -> str:
    letter = next((c for c in name if c.isalpha()), "a")
    return unicodedata.name(letter, "LATIN").split(" ")[0]


def _decided(one: Form, two: Form) -> float | None:
    """What is settled without comparing letters: states, known synonyms, forms, numbers, acronyms."""
    codes = state_code(one.key), state_code(two.key)
    if all(codes):
        return float(codes[0] == codes[1])
    if SAME_ACTOR.get(one.key, one.key) == SAME_ACTOR.get(two.key, two.key):
        return 1.0
    if bool(one.acronym) != bool(two.acronym):
        return _as_acronym(one, two)
    apart = set(one.words) ^ set(two.words)
    if (one.acronym and two.acronym) or any(word in DISTINGUISHING or NUMBER.fullmatch(word) for word in apart):
        return HARDLY
    if one.words == two.words:
        return SAME_BUT_FORM
    if "".join(one.words) == "".join(two.words):
        return JOINED
    return None


def _as_acronym(one: Form, two: Form) -> float | None:
    if len(one.acronym or two.acronym) < SHORTEST_ACRONYM:
        return None
    short, full = (one, two) if one.acronym else (two, one)
    letters = "".join(word[0] for word in full.key.split() if word not in SMALL_WORDS)
    if short.acronym in (letters, "".join(word[0] for word in full.key.split())):
        return ACRONYM_OF
    return ACRONYM_SHUFFLED if sorted(short.acronym) == sorted(letters) else None


def _compared(one: Form, two: Form) -> float:
    scale = _scale(one, two)
    matched = _matched(one, two, scale)
    raw = (min(matched) + sum(matched) / len(matched)) / 2
    if len(one.words) != len(two.words):
        return _with_extra_words(one, two, _scaled(raw, scale.several))
    if scale is LATIN and len(one.words) == 1:
        return _single(one.words[0], two.words[0])
    return _scaled(raw, scale.single if len(one.words) == 1 else scale.several)


def _scale(one: Form, two: Form) -> Scale:
    scripts = {one.script, two.script}
    if scripts & EAST_ASIAN_SCRIPTS:
        return EAST_ASIAN
    if len(scripts) > 1 and scripts & VOWELLESS_SCRIPTS:
        return VOWELLESS
    return CROSS if len(scripts) > 1 else LATIN


def _scaled(raw: float, half: float) -> float:
    """Stretch a raw likeness so that `half` becomes 0.5."""
    return 0.5 * raw / half if raw < half else 0.5 + 0.45 * (raw - half) / (1 - half)


def _matched(one: Form, two: Form, scale: Scale) -> list[float]:
    """The likeness of each of the shorter name's words to its partner, in the best assignment."""
    short, long = one.words[:MOST_WORDS], two.words[:MOST_WORDS]
    table = {(x, y): _word_likeness(x, y, scale) for x in short for y in long}
    return max(
        ([table[pair] for pair in zip(short, chosen, strict=True)] for chosen in permutations(long, len(short))),
        key=sum,
    )


def _word_likeness(a: str, b: str, scale: Scale) -> float:
    if a == b:
        return 1.0
    if min(len(a), len(b)) == 1:
        return INITIAL if a[0] == b[0] else 0.0
    if scale.east_asian:
        return Levenshtein.normalized_similarity(east_asian_bones(a), east_asian_bones(b))
    if not scale.vowels:
        return Levenshtein.normalized_similarity(bones(a), bones(b))
    if scale is CROSS:
        return Levenshtein.normalized_similarity(sound(a), sound(b))
    return _latin_words(a, b)


def _latin_words(a: str, b: str) -> float:
    if sound(a) == sound(b):
        return SAME_SOUND
    edits = Levenshtein.normalized_similarity(skeleton(a), skeleton(b))
    if bones(a) == bones(b) and bones(a):
        return SAME_BONES + (SAME_SOUND - SAME_BONES) * edits
    return BY_EDITS * edits


def _single(a: str, b: str) -> float:
    """Two single words in one script: neighbours on the map differ by a letter, so only one sound will do."""
    likely = skeleton(a) == skeleton(b) or (sound(a) == sound(b) and min(len(a), len(b)) >= SHORTEST_SOUND)
    return SUBSTANTIALLY if likely else DOUBTFUL * _latin_words(a, b)


def _with_extra_words(one: Form, two: Form, score: float) -> float:
    """One name has words more: a middle name may be left out, the ends may not, and a group's name is whole."""
    if len(one.words) == 1:
        return DOUBTFUL * score
    if ALL_GROUP_NOUNS & (set(one.words) | set(two.words)):
        return DOUBTFUL * score
    ends = [(one.words[0], two.words[0]), (one.words[-1], two.words[-1])]
    if all(sound(a) == sound(b) for a, b in ends):
        return min(SUBSTANTIALLY, score)
    return DOUBTFUL * score
