"""What editors' words on pairs of reports make of the origins behind them. Their word stands; what is unknown still
never counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sources.overlap.corroboration import Origin, ReportOrigin

OUR_JUDGEMENT = "in our judgement"


@dataclass(frozen=True, slots=True)
class PairWord:
    """An editor's word on the origins behind two reports, by their keys: independent, or one source shared."""

    one: str
    other: str
    independent: bool
    reason: str

    def is_on(self, one: Origin, other: Origin) -> bool:
        return (self.one in one.reports and self.other in other.reports) or (
            self.one in other.reports and self.other in one.reports
        )


def judged(origins: Sequence[Origin], reports: Sequence[ReportOrigin], words: Sequence[PairWord]) -> tuple[Origin, ...]:
    """The origins as editors have them: joined, set apart, and those called independent established.

    One is established when it was called independent of every other that counts: a word on one pair says nothing of a
    third origin.
    """
    if not words:
        return tuple(origins)
    found = list(origins)
    for word in words:
        found = _apart(found, reports, word) if word.independent else _joined(found, word)
    counted = _counted(found, [word for word in words if word.independent])
    return tuple(_established(origin, origin in counted, words) for origin in found)


def _joined(origins: list[Origin], word: PairWord) -> list[Origin]:
    both = [origin for origin in origins if word.one in origin.reports or word.other in origin.reports]
    if len(both) < 2:
        return origins
    first, second = both
    why = f"one source, {OUR_JUDGEMENT}: {word.reason}"
    whole = Origin(first.key, first.reports + second.reports, first.established or second.established, why)
    return [whole if origin is first else origin for origin in origins if origin is not second]


def _apart(origins: list[Origin], reports: Sequence[ReportOrigin], word: PairWord) -> list[Origin]:
    """Where the machine ties the two, the later report goes its own way, its copies with it."""
    for at, origin in enumerate(origins):
        if word.one in origin.reports and word.other in origin.reports:
            leaving = {word.other, *(report.key for report in reports if report.copy_of == word.other)}
            if word.one in leaving:
                return origins  # the two are one text, whatever was said when they were not
            stays = tuple(key for key in origin.reports if key not in leaving)
            goes = tuple(key for key in origin.reports if key in leaving)
            parts = [replace(origin, key=stays[0], reports=stays), Origin(goes[0], goes, False, origin.why)]
            return [*origins[:at], *parts, *origins[at + 1 :]]
    return origins


def _counted(origins: Sequence[Origin], words: Sequence[PairWord]) -> list[Origin]:
    """The larger of two sets of mutually independent origins: grown from those that the machine found to be, or from
    the editors' words alone."""
    found = [origin for origin in origins if origin.established]
    most = max((_grown(found, origins, words), _grown([], origins, words)), key=len)
    return most if len(most) > 1 else found


def _grown(start: Sequence[Origin], origins: Sequence[Origin], words: Sequence[PairWord]) -> list[Origin]:
    grown = list(start)
    for origin in origins:
        named = any(word.one in origin.reports or word.other in origin.reports for word in words)
        if named and origin not in grown and all(_independent(origin, other, words) for other in grown):
            grown.append(origin)
    return grown


def _independent(one: Origin, other: Origin, words: Sequence[PairWord]) -> bool:
    return (one.established and other.established) or any(word.is_on(one, other) for word in words)


def _established(origin: Origin, counts: bool, words: Sequence[PairWord]) -> Origin:
    if not counts or origin.established:
        return replace(origin, established=counts)
    told = next(word for word in words if word.independent and {word.one, word.other} & set(origin.reports))
    return replace(origin, established=True, why=f"{origin.why}; independent, {OUR_JUDGEMENT}: {told.reason}")
