"""Made-up texts, edits of them, and where each span truly went: every word keeps its number through the edit.

The words are few and drawn unevenly, so that phrases repeat; stock phrases and whole stock sentences come again on
purpose, and some words are beyond the BMP, combined of several code points, or written without spaces.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count

SMALL = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "for",
    "it",
    "was",
    "on",
    "with",
    "by",
    "at",
    "from",
    "had",
    "as",
    "an",
    "its",
]
SYLLABLES = [
    "ba",
    "ker",
    "lin",
    "to",
    "vas",
    "mer",
    "do",
    "ran",
    "tel",
    "si",
    "gor",
    "hem",
    "pla",
    "nu",
    "wes",
    "tra",
    "kin",
    "lo",
    "fer",
    "äu",
    "ñi",
    "ø",
]
ODD = ["🚢", "👩‍🔬", "𝔘𝔫𝔦𝔱", "nai\u0308ve", "港口", "1,200", "“Aune”", "R&D", "§4", "𐍈𐌰𐍂"]
STOCK = ["the island council of Vessen", "according to the harbour master", "it was said", "the ferry"]
ODD_SHARE, STOCK_SHARE, STOCK_SENTENCE_SHARE = 0.03, 0.05, 0.06
EDITS = 12


@dataclass(frozen=True, slots=True)
class Word:
    number: int
    text: str
    moved: bool = False


Sentence = list[Word]
Paragraph = list[Sentence]


@dataclass(frozen=True, slots=True)
class Case:
    """A span of the old text; `gold`: where it stands in the new one, None when it is gone."""

    start: int
    end: int
    gold: tuple[int, int] | None
    kind: str


@dataclass(frozen=True)
class Draft:
    paragraphs: list[Paragraph]

    @cached_property
    def text(self) -> str:
        return "\n\n".join(" ".join(" ".join(word.text for word in one) for one in some) for some in self.paragraphs)

    @cached_property
    def words(self) -> list[Word]:
        return [word for some in self.paragraphs for one in some for word in one]

    @cached_property
    def places(self) -> dict[int, tuple[int, int]]:
        """Number of a word → its code points."""
        at, found = 0, {}
        for word in self.words:
            start = self.text.index(word.text, at)
            at = start + len(word.text)
            found[word.number] = (start, at)
        return found


@dataclass
class Writer:
    """Writes and edits texts, the same for the same seed."""

    seed: int
    draw: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self._numbers = count()
        names = {"".join(self.draw.choices(SYLLABLES, k=self.draw.randint(2, 4))) for _ in range(400)}
        self._rare = sorted(names)
        self._stock_sentences = [self._fresh() for _ in range(4)]

    def draft(self, words: int) -> Draft:
        paragraphs: list[Paragraph] = []
        while sum(len(one) for some in paragraphs for one in some) < words:
            paragraphs.append([self.sentence() for _ in range(self.draw.randint(1, 6))])
        return Draft(paragraphs)

    def edited(self, draft: Draft, edits: int = EDITS) -> Draft:
        paragraphs = [[list(one) for one in some] for some in draft.paragraphs]
        verbs: list[Callable[[list[Paragraph]], None]] = [
            *(self.insert_sentence, self.delete_sentence, self.replace_sentence, self.move_sentence),
            *(self.insert_words, self.delete_words, self.replace_words, self.respell, self.delete_words),
            *(self.split, self.join, self.delete_paragraph, self.move_paragraph),
        ]
        for verb in self.draw.choices(verbs, k=edits):
            verb(paragraphs)
        return Draft([kept for some in paragraphs if (kept := [one for one in some if one])])

    # Writing

    def sentence(self) -> Sentence:
        again = self.draw.random() < STOCK_SENTENCE_SHARE
        texts = self.draw.choice(self._stock_sentences) if again else self._fresh()
        return [self._word(text) for text in texts]

    def _fresh(self) -> list[str]:
        texts: list[str] = []
        for _ in range(self.draw.randint(4, 22)):
            texts += self._some()
        return [texts[0].capitalize(), *texts[1:-1], texts[-1] + self.draw.choice(".....?!")]

    def _some(self) -> list[str]:
        chance = self.draw.random()
        if chance < STOCK_SHARE:
            return self.draw.choice(STOCK).split()
        if chance < STOCK_SHARE + ODD_SHARE:
            return [self.draw.choice(ODD)]
        words = SMALL if chance < 0.5 else self._rare
        return [words[min(int(self.draw.expovariate(4 / len(words))), len(words) - 1)] + ("," if chance > 0.95 else "")]

    def _word(self, text: str) -> Word:
        return Word(next(self._numbers), text)

    # Editing

    def insert_sentence(self, text: list[Paragraph]) -> None:
        self._put(text, [self._word(some) for some in self._fresh()])

    def delete_sentence(self, text: list[Paragraph]) -> None:
        self._take(text)

    def replace_sentence(self, text: list[Paragraph]) -> None:
        self._some_sentence(text)[:] = [self._word(some) for some in self._fresh()]

    def move_sentence(self, text: list[Paragraph]) -> None:
        self._put(text, [replace(word, moved=True) for word in self._take(text)])

    def insert_words(self, text: list[Paragraph]) -> None:
        sentence = self._some_sentence(text)
        at = self.draw.randint(0, len(sentence))
        sentence[at:at] = [self._word(some) for some in self._some()]

    def delete_words(self, text: list[Paragraph]) -> None:
        sentence = self._some_sentence(text)
        at = self.draw.randrange(len(sentence) or 1)
        del sentence[at : at + self.draw.randint(1, 3)]

    def replace_words(self, text: list[Paragraph]) -> None:
        sentence = self._some_sentence(text)
        at = self.draw.randrange(len(sentence) or 1)
        sentence[at : at + self.draw.randint(1, 3)] = [self._word(some) for some in self._some()]

    def respell(self, text: list[Paragraph]) -> None:
        sentence = self._some_sentence(text)
        long = [at for at, word in enumerate(sentence) if len(word.text) > 5 and word.text.isalpha()]
        if long:
            at = self.draw.choice(long)
            sentence[at] = replace(sentence[at], text=sentence[at].text[:3] + sentence[at].text[4:])

    def split(self, text: list[Paragraph]) -> None:
        at = self.draw.randrange(len(text))
        cut = self.draw.randint(0, len(text[at]))
        text[at : at + 1] = [text[at][:cut], text[at][cut:]]

    def join(self, text: list[Paragraph]) -> None:
        at = self.draw.randrange(len(text))
        text[at : at + 2] = [[one for some in text[at : at + 2] for one in some]]

    def delete_paragraph(self, text: list[Paragraph]) -> None:
        if len(text) > 2:
            del text[self.draw.randrange(len(text))]

    def move_paragraph(self, text: list[Paragraph]) -> None:
        taken = text.pop(self.draw.randrange(len(text)))
        moved = [[replace(word, moved=True) for word in one] for one in taken]
        text.insert(self.draw.randint(0, len(text)), moved)

    def _some_sentence(self, text: list[Paragraph]) -> Sentence:
        return self.draw.choice(self.draw.choice([some for some in text if some] or [[[]]]))

    def _take(self, text: list[Paragraph]) -> Sentence:
        some = self.draw.choice([some for some in text if some] or [[[]]])
        return some.pop(self.draw.randrange(len(some)))

    def _put(self, text: list[Paragraph], sentence: Sentence) -> None:
        some = self.draw.choice(text)
        some.insert(self.draw.randint(0, len(some)), sentence)


# What is true


SAME = 0.5
"""Intersection over union with where the span truly went, from which on an answer is right."""


def judged(gold: tuple[int, int] | None, found: tuple[int, int] | None) -> str:
    """right · lost: no place is given, though there is one · wrong: another place, or one where there is none."""
    if found is None:
        return "right" if gold is None else "lost"
    return "right" if gold and overlap(gold, found) >= SAME else "wrong"


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(both, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


def cases(old: Draft, new: Draft, draw: random.Random) -> Iterator[Case]:
    """Spans of one to fourteen words, every word of the old text in some; those whose gold is arguable are left out."""
    at = 0
    while at < len(old.words):
        length = min(draw.choice([1, 1, 2, 2, 3, 4, 5, 8, 14]), len(old.words) - at)
        case = _case(old, new, old.words[at : at + length])
        if case:
            yield case
        at += length


def _case(old: Draft, new: Draft, span: Sequence[Word]) -> Case | None:
    start, end = old.places[span[0].number][0], old.places[span[-1].number][1]
    exact = old.text[start:end]
    left = [word for word in span if word.number in new.places]
    if not left:
        return Case(start, end, None, "gone, look-alike" if exact in new.text else "gone")
    gold = (new.places[left[0].number][0], new.places[left[-1].number][1])
    letters = sum(len(word.text) for word in left) / sum(len(word.text) for word in span)
    stretched = gold[1] - gold[0] > 2 * len(exact)
    if gold[0] >= gold[1] or stretched or 3 * len(left) < 2 * len(span) or letters < 2 / 3:
        return None
    return Case(start, end, gold, _kind(old.text, exact, new, gold, left))


def _kind(text: str, exact: str, new: Draft, gold: tuple[int, int], left: Sequence[Word]) -> str:
    if new.text[slice(*gold)] != exact:
        return "edited"
    numbers = {word.number for word in left}
    if any(word.moved for word in new.words if word.number in numbers):
        return "moved"
    return "repeat" if text.count(exact) > 1 else "kept"
