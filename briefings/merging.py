"""Two versions of a text side by side: what differs, word by word, and which side changed it since both began."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sources.overlap import edits
from sources.overlap.edits import Change

# Words with the blanks behind them: joined they are the text, sign by sign.
_TOKEN = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both texts; where they agree `mine` and `theirs` are the same.

    `take_theirs`: only the other person changed it, so that theirs is proposed; mine is never thrown away.
    """

    mine: str
    theirs: str
    take_theirs: bool = False

    @property
    def agrees(self) -> bool:
        return self.mine == self.theirs


def merge(mine: str, theirs: str, base: str | None) -> list[Piece]:
    """`base`: the text that both began with, if it is known. `mine` of all pieces joined is `mine`; so with theirs."""
    left, right = _words(mine), _words(theirs)
    untouched = _untouched(_words(base), left) if base is not None else []
    return [_piece(change, left, right, untouched) for change in _changes(left, right)]


def bring(mine: str, theirs: str, base: str) -> str | None:
    """Mine with what they changed in the base; None where both changed the same words, and not alike."""
    begun = _words(base)
    hunks = [*_edits(begun, _words(theirs)), *_edits(begun, _words(mine))]
    ordered = sorted(set(hunks), key=lambda edit: (edit.start, edit.end))
    if any(other.start <= one.end for one, other in pairwise(ordered)):
        return None
    for edit in reversed(ordered):
        begun[edit.start : edit.end] = edit.words
    return "".join(begun)


@dataclass(frozen=True, slots=True)
class _Edit:
    """Words [start, end) of the base became `words`."""

    start: int
    end: int
    words: tuple[str, ...]


def _edits(base: Sequence[str], text: Sequence[str]) -> list[_Edit]:
    changes = [change for change in _changes(base, text) if not change.kept]
    return [_Edit(one.left, one.left_end, tuple(text[one.right : one.right_end])) for one in changes]


def _piece(change: Change, left: Sequence[str], right: Sequence[str], untouched: Sequence[range]) -> Piece:
    mine = "".join(left[change.left : change.left_end])
    theirs = "".join(right[change.right : change.right_end])
    alone = any(kept.start <= change.left and change.left_end <= kept.stop for kept in untouched)
    return Piece(mine, theirs, not change.kept and alone)


def _untouched(base: Sequence[str], mine: Sequence[str]) -> list[range]:
    """Stretches of words of mine that stand so in the base."""
    if base == mine:
        return [range(len(mine))]
    return [range(change.left, change.left_end) for change in _changes(mine, base) if change.kept]


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _changes(left: Sequence[str], right: Sequence[str]) -> Iterator[Change]:
    """As `edits.changes`; texts that are too long to be compared differ as a whole."""
    found = edits.changes(left, right)
    yield from found if found is not None else [Change(False, 0, len(left), 0, len(right))]
