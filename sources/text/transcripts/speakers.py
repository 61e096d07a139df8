"""Which labels name one speaker, and how that speaker is best written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from sources.text.transcripts.labels import Label, addition, bare
from sources.text.transcripts.transcript_words import HONORIFICS

# One letter more, less or swapped is a slip of the pen in a name as long as this; shorter names may be two persons.
SLIP_MIN_LENGTH = 9
# Spellings are compared pair by pair, so the commonest ones alone; a day of parliament has about so many voices.
MOST_VOICES = 150


@dataclass(frozen=True, slots=True)
class Name:
    """A label's name in comparable form."""

    honorifics: frozenset[str]
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        return " ".join((*sorted(self.honorifics), *self.words))


def comparable(label: str) -> Name:
    """Folded words without dots, and the honorifics before them set apart (unless nothing else is there)."""
    words = [word.strip(".,'’") for word in bare(label).casefold().replace(".", ". ").split()]
    words = [word for word in words if word]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    titles = 0
    while titles < len(words) - 1 and words[titles] in HONORIFICS:
        titles += 1
    return Name(frozenset(words[:titles]), tuple(words[titles:]))


@dataclass(frozen=True, slots=True)
class Cast:
    """The speakers of a set of labels: every label's name leads to its speaker, named in the best spelling found."""

    speaker_of: Mapping[str, str]
    additions: Mapping[str, tuple[str, ...]]

    def of(self, label: Label) -> str | None:
        return self.speaker_of.get(label.name)


def cast(labels: Sequence[Label], text: str) -> Cast:
    """Unites spellings: case, surname after the first mention, initials, a slip of the pen."""
    counts = Counter(label.name for label in labels)
    counts = Counter(dict(counts.most_common(MOST_VOICES)))
    names = {spelling: comparable(spelling) for spelling in counts}
    groups = _united(names, counts)
    best = {key: _best_spelling(spellings, counts, text) for key, spellings in groups.items()}
    speaker_of = {spelling: best[key] for key, spellings in groups.items() for spelling in spellings}
    additions = {
        best[key]: tuple(added for spelling in spellings if (added := addition(spelling)))
        for key, spellings in groups.items()
    }
    return Cast(speaker_of, additions)


def _united(names: Mapping[str, Name], counts: Counter[str]) -> dict[str, list[str]]:
    """Spellings by the key of the fullest name they belong to."""
    known = {name.key: name for name in names.values()}
    weight: Counter[str] = Counter()
    for spelling, name in names.items():
        weight[name.key] += counts[spelling]
    short_forms = {short: name.key for spelling, name in names.items() if (short := _declared_short_form(spelling))}
    target = {key: _fuller(name, known.values(), short_forms) or key for key, name in known.items()}
    target |= {key: other for key, other in _slips(known, weight).items() if target[key] == key}
    groups: dict[str, list[str]] = {}
    for spelling, name in names.items():
        key = name.key
        while target[key] != key:
            key = target[key]
        groups.setdefault(key, []).append(spelling)
    return groups


def _declared_short_form(spelling: str) -> str:
    """`Ruth Obi (RO)` says itself how it is cut short."""
    added = addition(spelling)
    return "".join(added.casefold().replace(".", " ").split()) if added.isupper() and len(added) <= 6 else ""


def _fuller(name: Name, known: Iterable[Name], short_forms: Mapping[str, str]) -> str | None:
    """The key of the one fuller name that this one cuts short; none when two could be meant."""
    squeezed = "".join(name.words)
    if squeezed in short_forms and short_forms[squeezed] != name.key:
        return short_forms[squeezed]
    fits = [other.key for other in known if _cuts_short(name, other)]
    return fits[0] if len(fits) == 1 else None


def _cuts_short(name: Name, other: Name) -> bool:
    if name.key == other.key or not _titles_agree(name, other):
        return False
    if name.words == other.words:
        return len(name.honorifics) < len(other.honorifics)
    if len(name.words) < len(other.words) and name.words in (other.words[-len(name.words) :], other.words[:1]):
        return len("".join(name.words)) > 1
    squeezed = "".join(name.words)
    if squeezed in ("q", "a") or len(squeezed) >= len("".join(other.words)):
        return False
    return squeezed == "".join(word[0] for word in other.words) and len(squeezed) <= 4


def _titles_agree(name: Name, other: Name) -> bool:
    return not name.honorifics or not other.honorifics or bool(name.honorifics & other.honorifics)


def _slips(known: Mapping[str, Name], weight: Counter[str]) -> dict[str, str]:
    """Miswritten keys, each with the commoner key that it miswrites."""
    ranked = sorted((key for key in known if len(key) >= SLIP_MIN_LENGTH), key=lambda key: -weight[key])
    slips: dict[str, str] = {}
    for place, key in enumerate(ranked):
        for commoner in ranked[:place]:
            if (
                weight[commoner] > weight[key]
                and commoner not in slips
                and _one_slip_apart(known[key], known[commoner])
            ):
                slips[key] = commoner
                break
    return slips


def _one_slip_apart(name: Name, other: Name) -> bool:
    if name.honorifics != other.honorifics or any(word.isdigit() for word in name.words):
        return False
    return DamerauLevenshtein.distance(name.key, other.key, score_cutoff=1) <= 1


def _best_spelling(spellings: Sequence[str], counts: Counter[str], text: str) -> str:
    """The fullest name, in the case in which the text writes it best."""
    fullest = max(len(comparable(spelling).words) for spelling in spellings)
    longest = [spelling for spelling in spellings if len(comparable(spelling).words) == fullest]
    best = max(longest, key=lambda spelling: (_well_cased(spelling), not spelling.isupper(), counts[spelling]))
    shown = best if _office(best) else bare(best)
    mixed = shown.title()
    return mixed if shown.isupper() and len(comparable(shown).words) > 1 and mixed in text else shown


def _well_cased(spelling: str) -> int:
    return sum(word[0].isupper() for word in bare(spelling).split())


def _office(spelling: str) -> bool:
    """`The CHAIRPERSON (Mr G Doidge)`: who holds the office is part of the label."""
    added = addition(spelling)
    return "(" in spelling and comparable(added).honorifics != frozenset() and len(added.split()) > 1
