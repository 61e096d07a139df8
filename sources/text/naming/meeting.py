"""Keys under which the spellings of one name meet, so that a name need only be compared with few others.

Of 712 labelled pairs that `likeness` proposes, 661 share a key; of the 314 in Latin letters alone, 311.
"""

from functools import lru_cache

from xxhash import xxh3_64_digest

from sources.text.naming.groups import core, initials
from sources.text.naming.known_names import PERSON, SAME_ACTOR, STATE
from sources.text.naming.likeness import Form, form
from sources.text.naming.sounds import east_asian_bones, skeleton
from sources.text.naming.territories import state_code

ACRONYM_LETTERS = 3
"""Shorter ones stand for too much: no name meets another by two letters."""

FIRST_SOUNDS = str.maketrans({"G": "K", "S": "K"})
"""J, G and Ch open one name in different scripts."""


@lru_cache(maxsize=8192)
def meeting_keys(name: str) -> frozenset[int]:
    """Hashes that it shares with the names that may be another spelling of it."""
    return frozenset(map(_hash, _keys(form(name))))


def _hash(key: str) -> int:
    return int.from_bytes(xxh3_64_digest(key.encode()), "big", signed=True)


def _keys(name: Form) -> set[str]:
    found = {f"same {state_code(name.key) or SAME_ACTOR.get(name.key, name.key)}"}
    if name.acronym:
        return found | {_letters(name.acronym)}
    if len(name.key.split()) >= ACRONYM_LETTERS:
        found |= {_letters(letters) for letters in initials(tuple(name.key.split()))}
    found.add(f"joined {_bones(''.join(name.words))}")
    if len(name.words) > 1:
        first, last = _bones(name.words[0]), _bones(name.words[-1])
        found |= {f"end {first} {_opening(last)}", f"end {last} {_opening(first)}"}
    return found


def _letters(acronym: str) -> str:
    """In any order: a translated name has its words in another one."""
    return f"letters {''.join(sorted(acronym))}"


def _bones(word: str) -> str:
    """The consonants that every script tells apart; a word of vowels is itself."""
    word = f"v{word[1:]}" if word.startswith("w") else word
    return skeleton(east_asian_bones(word)) or word[:1]


def _opening(bones: str) -> str:
    return bones[0].translate(FIRST_SOUNDS)


def is_full(name: str, kind: str) -> bool:
    """Whether a name is whole: a surname with its particles ("von der Leyen", "al-Burhan") or one word is not."""
    words = form(name).key.split()
    if kind == STATE:
        return bool(words)
    return len(core(tuple(words)) if kind == PERSON and words else words) > 1


def is_acronym(name: str) -> bool:
    """Whether it is written as one ("RSF", "U.N.")."""
    return bool(form(name).acronym)


def stands_for(name: str, kind: str, own: str) -> bool:
    """Whether a spelling says by itself who is meant: no part of the actor's own name, and no acronym of it.

    A nickname does ("Hemedti"), a surname does not.
    """
    if form(name).key == form(own).key:
        return True
    if is_acronym(name):
        return False
    parts = {skeleton(word) for word in form(own).key.split()}
    return is_full(name, kind) or not parts.issuperset(map(skeleton, form(name).key.split()))
