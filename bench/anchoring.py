"""Where annotations go when a text is edited, and how long that takes: `python -m bench.anchoring`.

Made-up edits by their kind (`--texts` of them), real ones where `../shared/data` has them, and the time for one save of
a text of 2,000 and of 5,000 words with 150 annotations: processor time, the best of three rounds.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefings.anchoring import Edit, Span
from tests.briefings.edit_pairs import Case, Writer, cases, judged

DATA = Path(__file__).resolve().parents[1] / "../shared/data/anchoring"
SIZES, EDITS = (80, 300, 800), (3, 12, 30)
"""Words of a made-up text, and edits of it."""
FIRST_SEED = 5_000
"""The numbers in `briefings.anchoring` were found on seeds below."""
SAVES, ANNOTATIONS, ROUNDS = (2_000, 5_000), 150, 3
ALONE = 40
"""So many annotations are also followed each by itself: the slowest of them counts."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`verdict`: right, lost or wrong; `certain`: no editor is asked."""

    kind: str
    verdict: str
    certain: bool


def made_up(texts: int) -> Iterator[Answer]:
    for seed in range(FIRST_SEED, FIRST_SEED + texts):
        writer = Writer(seed)
        old = writer.draft(writer.draw.choice(SIZES))
        new = writer.edited(old, writer.draw.choice(EDITS))
        edit = Edit(old.text, new.text)
        yield from (answer(one, edit) for one in cases(old, new, writer.draw))


def real() -> Iterator[Answer]:
    pairs = {pair["id"]: pair for pair in json.loads((DATA / "pairs.json").read_text())}

    @cache
    def edit(pair: str) -> Edit:
        return Edit(pairs[pair]["old"], pairs[pair]["new"])

    for span in json.loads((DATA / "spans.json").read_text()):
        gold = tuple(span["gold"]) if span["gold"] else None
        yield answer(Case(span["start"], span["end"], gold, span["cls"]), edit(span["pair"]))


def answer(case: Case, edit: Edit) -> Answer:
    place = edit.follow(Span(case.start, case.end))
    return Answer(case.kind, judged(case.gold, place.span if place else None), bool(place and place.certain))


def figures(answers: Iterable[Answer]) -> dict[str, dict[str, float]]:
    """Of each kind of span: how many, and the shares of right and wrong answers."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for one in answers:
        counted[one.kind].update({one.verdict: 1, "wrong, no editor asked": one.verdict == "wrong" and one.certain})
        counted[one.kind]["spans"] += 1
    return {kind: _shares(count) for kind, count in sorted(counted.items())}


def _shares(count: Counter[str]) -> dict[str, float]:
    names = ("right", "lost", "wrong", "wrong, no editor asked")
    return {"spans": count["spans"]} | {name: round(count[name] / count["spans"], 4) for name in names}


def milliseconds(words: int) -> dict[str, float]:
    """For one save with many annotations, each of them, and for one annotation alone."""
    writer = Writer(FIRST_SEED)
    old = writer.draft(words)
    new = writer.edited(old, words // 50).text
    step = len(old.words) // ANNOTATIONS
    spans = [Span(*old.places[word.number]) for word in old.words[:: step or 1]][:ANNOTATIONS]
    save = min(_timed(old.text, new, spans) for _ in range(ROUNDS))
    alone = max(_timed(old.text, new, [span]) for span in spans[:ALONE])
    return {
        "a save": round(save, 1),
        "of it an annotation": round(save / len(spans), 2),
        "one by itself": round(alone, 1),
    }


def _timed(old: str, new: str, spans: list[Span]) -> float:
    began = time.process_time()
    edit = Edit(old, new)
    for span in spans:
        edit.follow(span)
    return 1000 * (time.process_time() - began)


def measured(edits: str, texts: int) -> dict[str, dict[str, dict[str, float]]]:
    """What `edits` asks for; of real edits nothing where the data is not here."""
    if edits == "made-up":
        return {edits: figures(made_up(texts))}
    if edits == "real":
        return {edits: figures(real())} if DATA.is_dir() else {}
    times = {f"{words:,} words": milliseconds(words) for words in SAVES}
    return measured("made-up", texts) | measured("real", texts) | {"milliseconds": times}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--edits", choices=["made-up", "real", "all"], default="all")
    arguments = parser.parse_args()
    print(json.dumps(measured(arguments.edits, arguments.texts), indent=1))
