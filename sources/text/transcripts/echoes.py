"""Answers that echo other words: sentences with nearly the same words, or a long run of the same words."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sources.text.transcripts.transcript_words import SMALL_WORDS

# A sentence echoes another that holds this share of its weighty words, and this many of them. In real interviews the
# nearest are sentences about oneself that a biography repeats (7 words, half of them names).
CONTAINMENT = 0.7
SHARED_WORDS = 9
# Two such sentences in one answer may each be weaker.
WEAK_CONTAINMENT = 0.6
WEAK_SHARED_WORDS = 6
# A run of this many words (small ones too) does not come twice by chance.
RUN_LENGTH = 10
# Words are compared by their first letters, so that "challenge" and "challenges", "exchanging" and "exchange" meet.
STEM_LENGTH = 6
# A word in more sentences than this leads to no candidates: it would pair everything with everything.
COMMON_IN = 40

_SENTENCE = re.compile(r"[^.?!\n]+[.?!]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ANY_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Source:
    """What may be echoed: its sentences, each as its weighty word stems; where a stem occurs; all runs of words."""

    sentences: list[frozenset[str]] = field(default_factory=list)
    index: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    runs: set[str] = field(default_factory=set)

    def add(self, passage: str) -> None:
        for sentence in _SENTENCE.findall(passage):
            if stems := frozenset(_stems(sentence)):
                for stem in stems:
                    self.index[stem].append(len(self.sentences))
                self.sentences.append(stems)
        self.runs.update(_runs(passage))


def source(passages: Sequence[str]) -> Source:
    found = Source()
    for passage in passages:
        found.add(passage)
    return found


def shared_words(answer: str, source: Source) -> tuple[str, ...]:
    """The words that an answer shares with one sentence (or run) of the article; empty where it echoes nothing."""
    run = next((run for run in _runs(answer) if run in source.runs), "")
    return tuple(run.split()) if run else shared_sentence(answer, source)


def shared_sentence(answer: str, source: Source) -> tuple[str, ...]:
    """The same by sentences alone: people do repeat a turn of phrase, of ten words too, in what they say."""
    weak = []
    for sentence in _SENTENCE.findall(answer):
        stems = _stems(sentence)
        shared = _nearest(stems, source)
        if len(shared) >= SHARED_WORDS and len(shared) >= CONTAINMENT * len(stems):
            return shared
        if len(shared) >= WEAK_SHARED_WORDS and len(shared) >= WEAK_CONTAINMENT * len(stems):
            weak.append(shared)
    return max(weak, key=len) if len(weak) > 1 else ()


def _nearest(stems: Mapping[str, str], source: Source) -> tuple[str, ...]:
    """The words shared with the article's nearest sentence."""
    hits: Counter[int] = Counter()
    for stem in stems:
        places = source.index.get(stem, ())
        if len(places) <= COMMON_IN:
            hits.update(places)
    if not hits:
        return ()
    number = max(hits, key=lambda place: (hits[place], -place))
    return tuple(word for stem, word in stems.items() if stem in source.sentences[number])


def _stems(sentence: str) -> dict[str, str]:
    """Weighty words by stem, in order."""
    words = (word for word in _WORD.findall(sentence) if len(word) > 2 and word.casefold() not in SMALL_WORDS)
    return {word.casefold()[:STEM_LENGTH]: word for word in words}


def _runs(text: str) -> list[str]:
    words = _ANY_WORD.findall(text.casefold())
    return [" ".join(words[at : at + RUN_LENGTH]) for at in range(len(words) - RUN_LENGTH + 1)]
