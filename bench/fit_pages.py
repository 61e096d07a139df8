"""Labelled texts for the fits: reads the JSON Lines of a folder. `docs/weights.md` says which keys they have."""

import argparse
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sources.text.page.lines import Unit, units

FOLDS = 5
WORD = re.compile(r"\w+")
SHINGLE = 4
"""Texts are compared by their runs of so many words."""
MOSTLY, HARDLY = 0.6, 0.2
"""With such a part of its shingles in the gold body a unit belongs to it, or does not; between, nothing is learnt."""
TAIL = 40
"""A unit is one of an interview's turns if its last letters, so many, are: a label may open it."""

Line = Mapping[str, Any]
Label = bool | None
Judge = Callable[[Unit], Label]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text's units, and whether each belongs to the report (None: unknown). `kind`: how the text was labelled."""

    site: str
    kind: str
    units: Sequence[Unit]
    labels: Sequence[Label]


def asked_folder(purpose: str) -> Path:
    """The folder that the command line names."""
    parser = argparse.ArgumentParser(description=purpose, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="holds the labelled texts: docs/weights.md")
    asked: Path = parser.parse_args().folder
    return asked


def lines(folder: Path, pattern: str) -> list[Line]:
    """The lines of all files that match, in the order of their names."""
    paths = sorted(folder.glob(pattern))
    texts = (text for path in paths for text in path.read_text(encoding="utf-8").split("\n"))
    return [json.loads(text) for text in texts if text.strip()]


def articles(folder: Path, count: int, seed: int) -> list[Line]:
    """So many whole articles, drawn by lot: all there are would drown the pages."""
    found = lines(folder, "overlap/articles.jsonl")
    return random.Random(seed).sample(found, min(count, len(found)))


def site(line: Line) -> str:
    """What keeps the pages of one site together when some are held back."""
    return str(line.get("group") or line.get("site") or line["id"])


def folds(sites: Sequence[str]) -> list[int]:
    """The fold of each text: sites stay whole, the largest go first, each to the emptiest fold."""
    held = [0] * FOLDS
    of_site: dict[str, int] = {}
    for name, count in Counter(sites).most_common():
        of_site[name] = held.index(min(held))
        held[of_site[name]] += count
    return [of_site[name] for name in sites]


def labelled(folder: Path, most_articles: int) -> Iterator[Labelled]:
    for line in lines(folder, "pages/*.jsonl"):
        if "gold" in line:
            yield _by(line, "body", _in_body(line))
        elif "with" in line:
            yield _by(line, "passages", _with_passages(line))
    for line in articles(folder, most_articles, seed=0):
        yield _by(line, "article", lambda unit: True)
    for line in lines(folder, "interviews/*.jsonl"):
        yield _by(line, "interview", _in_turns(line))


def _by(line: Line, kind: str, judge: Judge) -> Labelled:
    found = units(line["text"])
    return Labelled(site(line), kind, found, [judge(unit) for unit in found])


def _with_passages(line: Line) -> Judge:
    """From passages that must stay (`with`) and go (`without`)."""
    stays, goes = [[spaced(passage) for passage in line[key]] for key in ("with", "without")]

    def judge(unit: Unit) -> Label:
        text = spaced(unit.text)
        holds = any(passage in text for passage in stays)
        return holds if holds != any(passage in text for passage in goes) else None

    return judge


def _in_turns(line: Line) -> Judge:
    """From the turns of an interview; a text without any is no interview, and a report from end to end."""
    spoken = "".join(letters(turn["text"]) for turn in line["turns"]) or letters(line["text"])
    return lambda unit: letters(unit.text)[-TAIL:] in spoken or None


def _in_body(line: Line) -> Judge:
    """From the report's body (`gold`), and what may stand before it or not (`optional`)."""
    body, optional = _wording(line["gold"]), _wording("\n".join(line.get("optional", ())))

    def judge(unit: Unit) -> Label:
        own = _wording(unit.text)
        if not own.lines or own.lines <= optional.lines:
            return None
        if not own.shingles:
            return own.lines <= body.lines
        inside = own.share_in(body)
        unsure = inside > HARDLY or own.share_in(optional) >= MOSTLY
        return True if inside >= MOSTLY else None if unsure else False

    return judge


@dataclass(frozen=True, slots=True)
class _Wording:
    """The lines of a text, letters and digits alone, and its runs of `SHINGLE` words."""

    lines: frozenset[str]
    shingles: frozenset[tuple[str, ...]]

    def share_in(self, other: "_Wording") -> float:
        return len(self.shingles & other.shingles) / len(self.shingles)


def _wording(text: str) -> _Wording:
    words = WORD.findall(text.casefold())
    runs = zip(*(words[at:] for at in range(SHINGLE)), strict=False)
    return _Wording(frozenset(filter(None, map(letters, text.split("\n")))), frozenset(runs))


def letters(text: str) -> str:
    return "".join(WORD.findall(text.casefold()))


def spaced(text: str) -> str:
    """A text as it compares: one form of each character, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
