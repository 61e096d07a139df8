"""Words with capitals that no rule took for a name: where the desk's own table of names may still find one."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.text.body import BODY_KINDS
from sources.text.naming.words import PARTICLES
from sources.text.types import Mention, Segment

WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*\.?")
MOST_WORDS = 5
JOINTS = PARTICLES | {"of", "the", "for", "and", "et", "y", "und", "du"}
NAMED_KINDS = BODY_KINDS | {"headline", "standfirst"}


@dataclass(frozen=True, slots=True)
class Run:
    """One to five words that stand together and have capitals at both ends."""

    start: int
    end: int
    text: str


def runs(text: str, segments: Sequence[Segment], mentions: Sequence[Mention]) -> tuple[Run, ...]:
    """Every run of the kept text outside the mentions, at each word the longest first."""
    taken = sorted((mention.start, mention.end) for mention in mentions)
    found: list[Run] = []
    for segment in segments:
        if segment.kept and segment.kind in NAMED_KINDS:
            free = list(_free(text, segment, taken))
            found += (run for at in range(len(free)) for run in _from(text, free, at))
    return tuple(found)


def _free(text: str, segment: Segment, taken: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The segment's words that touch none of the places, which are in order."""
    at = bisect_left(taken, (segment.start, 0))
    for word in WORD.finditer(text, segment.start, segment.end):
        while at < len(taken) and taken[at][0] < word.end():
            at += 1
        if at == 0 or taken[at - 1][1] <= word.start():
            yield word


def _from(text: str, words: Sequence[re.Match[str]], at: int) -> Iterator[Run]:
    if not words[at][0][0].isupper():
        return
    last = at
    while last + 1 < len(words) and last - at + 1 < MOST_WORDS and _goes_on(text, words[last], words[last + 1]):
        last += 1
    for stop in range(last, at - 1, -1):
        if words[stop][0][0].isupper():
            start, end = words[at].start(), words[stop].end()
            end -= text[end - 1] == "."
            yield Run(start, end, text[start:end])


def _goes_on(text: str, word: re.Match[str], following: re.Match[str]) -> bool:
    near = text[word.end() : following.start()] in (" ", "\n") and not word[0].endswith(".")
    return near and (following[0][0].isupper() or following[0].lower() in JOINTS)
