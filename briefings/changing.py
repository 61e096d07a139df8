"""What changed between two editions, word by word, as plain values for a template."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from rapidfuzz.distance import Indel

from sources.overlap.edits import MOST_PAIRS

CELL = " · "
"""Between the cells of a table's row."""
BREAK = "\n\n"
WORD = re.compile(r"\S+\s*")
LONGEST_CRUMB = 2
"""Kept words between two changes that are shown as changed with them: an edit of every other word cannot be read."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text and what became of it: "kept", "gone" or "new"."""

    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page, with those of its paragraphs that changed."""

    name: str
    paragraphs: list["Paragraph"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: list[Word]

    @property
    def before(self) -> list[Word]:
        return [word for word in self.words if word.what != "new"]

    @property
    def after(self) -> list[Word]:
        return [word for word in self.words if word.what != "gone"]


def changes(older: dict[str, Any], newer: dict[str, Any]) -> list[Part]:
    """The parts that changed, in the order of the page."""
    return compared(dict(_parts(older)), dict(_parts(newer)))


def compared(older: Mapping[str, Sequence[str]], newer: Mapping[str, Sequence[str]]) -> list[Part]:
    """The parts that changed; both have the same parts, each in paragraphs."""
    pairs = ((name, before, newer[name]) for name, before in older.items())
    parts = [Part(name, list(_paragraphs(before, after))) for name, before, after in pairs if before != after]
    return [part for part in parts if part.paragraphs]


def _parts(doc: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    yield "headline", [doc["headline"]]
    yield "standfirst", [doc["standfirst"]]
    yield "key points", [f"{point['text']} ({point['support']['words']})" for point in doc["key_points"]]
    yield "differences", [_difference(row) for row in doc["differences"]]
    yield "not known", doc["not_known"]
    yield "text", [line.replace("\t", CELL) for line in doc["body"]["text"].split("\n") if line]
    yield "notes", [_note(note) for note in doc["annotations"] if note["note"]]
    yield "interview", list(interview_lines(doc["interview"])) if doc["interview"] else []
    yield "sources", [_source(source) for source in doc["sources"]]


def _difference(row: dict[str, Any]) -> str:
    values = "; ".join(f"{value['value']} (report {value['number']})" for value in row["values"])
    return f"{row['label']}: {values}. {row['note']}".strip()


def _note(note: dict[str, Any]) -> str:
    return f"“{note['selector']['exact']}”: {note['note']}"


def interview_lines(interview: dict[str, Any]) -> Iterator[str]:
    yield f"{interview['title']}. {interview['disclosure']}"
    for exchange in interview["exchanges"]:
        yield from (f"{turn['speaker']}: {' '.join(turn['paragraphs'])}" for turn in exchange["turns"])


def _source(source: dict[str, Any]) -> str:
    withdrawn = " (withdrawn)" if source["withdrawn"] else ""
    return f"{source['headline']}, {source['outlet']}, {source['dated']}{withdrawn}"


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    """Those that changed; paragraphs that are the same in both hold the others in place."""
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _split(_compared(_tokens(before[i:i_end]), _tokens(after[j:j_end])))


def _tokens(paragraphs: Sequence[str]) -> list[str]:
    """Words with the space after them, and a break between two paragraphs."""
    parted = [WORD.findall(paragraph) for paragraph in paragraphs]
    return [token for words in parted for token in (*words, BREAK)][:-1]


def _compared(before: list[str], after: list[str]) -> list[Word]:
    if len(before) * len(after) > MOST_PAIRS:
        return [Word("".join(before), "gone"), Word("".join(after), "new")]
    words: list[Word] = []
    gone: list[str] = []
    new: list[str] = []
    for step in Indel.opcodes(before, after):
        tag, i, i_end, j, j_end = step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end
        kept = "".join(before[i:i_end]) if tag == "equal" else ""
        is_crumb = i_end - i <= LONGEST_CRUMB and bool(gone or new) and i_end < len(before) and BREAK not in kept
        if not kept:
            gone += before[i:i_end]
            new += after[j:j_end]
        elif is_crumb:
            gone.append(kept)
            new.append(kept)
        else:
            words += [*_edit(gone, new), Word(kept, "kept")]
            gone, new = [], []
    return [*words, *_edit(gone, new)]


def _edit(gone: list[str], new: list[str]) -> list[Word]:
    edits = (Word("".join(gone), "gone"), Word("".join(new), "new"))
    return [word for word in edits if word.text]


def _split(words: list[Word]) -> Iterator[Paragraph]:
    """Cut at breaks between paragraphs; those in which nothing changed are left out."""
    lines: list[list[Word]] = [[]]
    for word in words:
        for number, text in enumerate(word.text.split(BREAK)):
            if number:
                lines.append([])
            if text:
                lines[-1].append(Word(text, word.what))
    yield from (Paragraph(line) for line in lines if any(word.what != "kept" for word in line))
