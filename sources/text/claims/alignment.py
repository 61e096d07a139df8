"""Whether two sentences of different reports state the same: by the words, names and numbers they share."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sources.text.claims import quantities
from sources.text.claims.alignment_words import OFFICES, SAME_ACT, STOP_WORDS
from sources.text.claims.quantities import Quantity
from sources.text.fold import plain
from sources.text.naming.territories import demonym_states

LONGEST = 6000
"""Characters read of a sentence."""
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a sentence is about. `names`: the terms written with a capital, or belonging to a known name."""

    words: frozenset[str]
    names: frozenset[str]
    quantities: tuple[Quantity, ...]

    @property
    def acts(self) -> frozenset[str]:
        """The terms that tell what is done, rather than who is who."""
        return frozenset(word for word in self.words - self.names - OFFICES if not word[0].isdigit())


@dataclass(frozen=True, slots=True)
class Likeness:
    """`shared` terms; `cover` is the weight they have in the sentence that they cover more of, `cosine` in both."""

    shared: frozenset[str]
    cover: float
    cosine: float


def terms(sentence: str, names: frozenset[str] = frozenset()) -> Terms:
    """The terms of a sentence. `names`: folded words of names known from its report."""
    text = _POSSESSIVE.sub("", sentence[:LONGEST])
    words: set[str] = set()
    capitals: set[str] = set()
    for at, found in enumerate(_WORD.finditer(text)):
        term = _term(found[0])
        if term:
            words.add(term)
            if (at and found[0][0].isupper()) or term in names:
                capitals.add(term)
    return Terms(frozenset(words), frozenset(capitals), quantities.find(sentence[:LONGEST]))


@lru_cache(maxsize=65536)
def _term(word: str) -> str:
    """A word's term; none of one that says too little."""
    term = stem(plain(word))
    return "" if term in STOP_WORDS or (len(term) < 2 and not term.isdigit()) else term


def stem(word: str) -> str:
    """A folded word's term: its act or state if it tells one, else without its English ending."""
    if word in SAME_ACT:
        return SAME_ACT[word]
    if word in demonym_states():
        return demonym_states()[word].split()[0]
    bare = _bare(word)
    return SAME_ACT.get(bare, bare)


def _bare(word: str) -> str:
    for ending, replacement in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) > 3 and not word.endswith("ss"):
            root = word[: -len(ending)] + replacement
            return root[:-1] if ending != "s" and root.endswith("e") else root
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


LEAST_SHARED = 3
"""Terms that two sentences which state the same have in common."""
LEAST_WEIGHT = 0.5
"""Weight left to a term that nearly every sentence of a story has: its protagonists' names still tell something."""


class Weights:
    """How much a term says, from the number of a story's sentences that have it (inverse document frequency)."""

    def __init__(self, sentences: Sequence[Terms]) -> None:
        seen = Counter(word for sentence in sentences for word in sentence.words)
        count = len(sentences) + 1
        self._of = {word: math.log(count / (times + 0.5)) + LEAST_WEIGHT for word, times in seen.items()}

    def total(self, words: frozenset[str]) -> float:
        return sum(self._of[word] for word in words)

    def likeness(self, one: Terms, other: Terms) -> Likeness:
        """Both sentences are among those that the weights were made from."""
        shared = one.words & other.words
        if len(shared) < LEAST_SHARED:
            return Likeness(shared, 0.0, 0.0)
        weight, of_one, of_other = self.total(shared), self.total(one.words), self.total(other.words)
        return Likeness(shared, weight / min(of_one, of_other), weight / math.sqrt(of_one * of_other))


SAME_COVER, SAME_COSINE = 0.45, 0.4
"""From here two sentences state the same. Judged by eye on some 70 pairs from press reports of one event: nearly all
pairs above do, and those below seldom, save long sentences."""
LONG_COSINE, LONG_SHARED, LONG_NAMES, LONG_ACTS = 0.3, 7, 3, 3
"""Long sentences say more besides; so many shared terms, names and acts tell as much. With two acts, lists of the
same people passed for one statement (read on the same pairs)."""


def states_same(one: Terms, other: Terms, likeness: Likeness) -> bool:
    """Whether the two state the same, and no number of one contradicts the other's."""
    return states_same_but_for_numbers(one, other, likeness) and not conflicting(one, other)


def states_same_but_for_numbers(one: Terms, other: Terms, likeness: Likeness) -> bool:
    """Whether enough of the sentences' weight is shared, with an act and with a name or a number."""
    if len(likeness.shared) < LEAST_SHARED or not _much_shared(one, other, likeness):
        return False
    anchors = (one.names & other.names) or same_quantity(one, other)
    return bool(one.acts & other.acts) and bool(anchors)


def _much_shared(one: Terms, other: Terms, likeness: Likeness) -> bool:
    if likeness.cover >= SAME_COVER and likeness.cosine >= SAME_COSINE:
        return True
    names, acts = one.names & other.names, one.acts & other.acts
    return (
        likeness.cosine >= LONG_COSINE
        and len(likeness.shared) >= LONG_SHARED
        and len(names) >= LONG_NAMES
        and len(acts) >= LONG_ACTS
    )


def same_quantity(one: Terms, other: Terms) -> bool:
    return any(a.counts_same(b) and a.says_same(b) for a in one.quantities for b in other.quantities)


def conflicting(one: Terms, other: Terms) -> bool:
    """Whether one counts something that the other counts as well, and they cannot both be right."""
    return any(_contradicted(quantity, other.quantities) for quantity in one.quantities)


def _contradicted(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    matches = [other for other in others if quantity.counts_same(other)]
    return bool(matches) and quantity.measure != "duration" and not any(quantity.agrees(other) for other in matches)
