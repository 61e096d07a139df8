"""When two named sources are the same one, and how a source reads in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.text.attribution import is_outlet
from sources.text.fold import fold
from sources.text.word_sets import word_set

NAMELESS = word_set(
    """
    officials official sources source police authorities witnesses witness eyewitnesses residents people experts
    analysts
    observers prosecutors investigators doctors medics lawyers scientists researchers critics activists organisers
    organizers aides diplomats spokesman spokeswoman spokesperson lawmakers media reports report document documents
    statement data figures records study survey government ministry minister president mayor governor company army
    military court he she they it post video filing filings letter
    the a an of for from in with to and by on at local security senior unnamed anonymous several some two three many
    state familiar matter talks close situation who that
    """
)
"""Words that name nobody in particular. A source called by them alone is not named: another report's "police" may
be the same police or not, so it neither joins two reports nor sets them apart."""

OWN_REPORTERS = word_set(
    "reporter reporters correspondent correspondents newspaper magazine website outlet newsroom own"
)
PLURALS_WITHOUT_ARTICLE = word_set("police media data")
INSTITUTIONS = word_set(
    """
    ministry department government office agency army navy university court bank council commission committee
    parliament senate congress union association federation party presidency authority institute foundation hospital
    company group centre center bureau directorate prosecutor minister president mayor governor
    """
)
HEADS_STAND_BEFORE = word_set("of for in from at de du do da familiar close with")
OWN_WORDS = "its own reporter"
SAME_STEM = 4
"""Letters by which "Malian" and "Mali" are one word."""


@dataclass(frozen=True, slots=True)
class Basis:
    """One named source of a report. `words` tell it apart from others."""

    name: str
    words: frozenset[str]
    last: str
    own: bool = False

    def is_same(self, other: "Basis") -> bool:
        """Cautious: names that may be one source are taken for one ("Minister Ana Ruiz", "Ruiz")."""
        if self.own or other.own:
            return self.own and other.own and self.words == other.words
        shared = len(self.words & other.words)
        return self.last == other.last or shared > 1 or self.words <= other.words or other.words <= self.words


def named(names: Sequence[str], report: str) -> list[Basis]:
    """The named sources among `names`, each once. `report` tells the reporters of one outlet from another's."""
    found = [basis for name in dict.fromkeys(names) if (basis := _basis(name, report))]
    return [basis for at, basis in enumerate(found) if not any(basis.is_same(other) for other in found[:at])]


def outlets(names: Sequence[str]) -> list[str]:
    """The other outlets among `names`: behind their reporting stands a source that is not named here."""
    return [outlet for name in names if (outlet := _outlet(name)) and not _is_own(name)]


def in_sentence(name: str) -> str:
    """The source's name as it stands behind "cites": "the Malian presidency", "police", "Jane Doe"."""
    bare, _, channel = name.partition(", ")
    if _is_own(bare) or (not bare and _is_own(channel)):
        return OWN_WORDS
    article = _article(bare.split())
    return f"{article} {bare}" if article else bare


def _article(words: Sequence[str]) -> str:
    """The article that a name takes, by its head: the word before "of", "for", "in", or the last one."""
    head = next(
        (words[at - 1] for at, word in enumerate(words) if at and word in HEADS_STAND_BEFORE),
        words[-1] if words else "",
    )
    low = head.casefold()
    if any(word.endswith(("'s", "’s")) for word in words) or (low.endswith("s") and not low.endswith("ss")):
        return ""
    if low.startswith("spokes"):
        return "a"
    return "the" if low in INSTITUTIONS or (head.islower() and low not in PLURALS_WITHOUT_ARTICLE) else ""


def _outlet(name: str) -> str:
    """The outlet that a source's name is, or that it spoke to."""
    bare, told, heard = name.partition(", to ")
    source = heard if told else bare.partition(", ")[0]
    return source if is_outlet(source) else ""


def _basis(name: str, report: str) -> Basis | None:
    if _is_own(name):
        return Basis(name, frozenset({"own", report}), report, own=True)
    bare = name.partition(", ")[0]
    if _outlet(name):
        return None
    words = [word[:SAME_STEM] if len(word) > SAME_STEM else word for word in fold(bare).split() if word not in NAMELESS]
    return Basis(name, frozenset(words), words[-1]) if words else None


def _is_own(name: str) -> bool:
    return not OWN_REPORTERS.isdisjoint(fold(name).split())
