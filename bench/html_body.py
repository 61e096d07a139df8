"""How well, and how fast, reports are read out of web pages: `python -m bench.html_body PAGES.tar GOLD.jsonl`.

PAGES.tar holds HTML files, gzipped or not, named by page (`page-1.html.gz`); GOLD.jsonl has a line for each page with
`id` ("page-1" or "page-1/variant"), `gold` (the report's body) and perhaps `optional` (texts that may be kept or not).

F1 is that of the mean precision and the mean recall over runs of four words; `lost` is the share of pages with less
than nine tenths of the report, `dirty` that of pages of which over a fifth is something else.
"""

import argparse
import gzip
import json
import re
import tarfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path, PurePosixPath

from sources.readers import html
from sources.readers.types import Item, Limits
from sources.text import reading

WORD = re.compile(r"\w+")
RUN = 4
LOST, DIRTY = 0.9, 0.8
ROUNDS = 5
ORDINARY = range(500, 901)
"""So many words has the report of an ordinary page."""
PARAGRAPHS, SENTENCES = 16, 2
SENTENCE = "The council of the harbour town said on day {0} of the talks that pier {1} would open again to {2} ferries"

Runs = Counter[tuple[str, ...]]
Read = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Page:
    data: bytes
    gold: str
    optional: Sequence[str]


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float


def body_of(data: bytes) -> str:
    document = html.read(Item("page", data), Limits())
    return reading.read(document.text, document.hints, layout=document.layout).body


def pages(archive: Path, gold: Path) -> Iterator[Page]:
    known = {
        line["id"].partition("/")[0]: line for line in map(json.loads, gold.read_text("utf-8").strip().split("\n"))
    }
    with tarfile.open(archive) as files:
        for member in files:
            name = PurePosixPath(member.name).name.partition(".html")[0]
            if (file := files.extractfile(member)) and (line := known.get(name)):
                data = file.read()
                data = gzip.decompress(data) if member.name.endswith(".gz") else data
                yield Page(data, line["gold"], line.get("optional", ()))


def runs(text: str) -> Runs:
    words = WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))) if words else Counter()


def score(page: Page, body: str) -> Score:
    gold, found = runs(page.gold), runs(body)
    optional = set().union(*map(runs, page.optional))
    right = (gold & found).total()
    wrong = sum(count for run, count in (found - gold).items() if run not in optional)
    return Score(right / ((right + wrong) or 1), right / (gold.total() or 1))


def figures(scores: Sequence[Score]) -> Mapping[str, float]:
    precision, recall = (
        sum(part) / len(scores) for part in zip(*((s.precision, s.recall) for s in scores), strict=True)
    )
    return {
        "F1": 2 * precision * recall / ((precision + recall) or 1),
        "precision": precision,
        "recall": recall,
        "lost": sum(one.recall < LOST for one in scores) / len(scores),
        "dirty": sum(one.precision < DIRTY for one in scores) / len(scores),
    }


def a_second(read: Read, data: Sequence[bytes]) -> float:
    """Pages a second of one core, the best of some rounds: whatever else the machine does only slows it down."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for one in data:
            read(one)
        times.append(time.process_time() - began)
    return len(data) / min(times)


def ordinary(number: int) -> bytes:
    """A page of a newspaper with a report of some 700 words in it."""
    sentences = (SENTENCE.format(number + at, at, at % 7) for at in count())
    paragraphs = [". ".join(islice(sentences, SENTENCES)) + "." for _ in range(PARAGRAPHS)]
    menu = "".join(f'<li><a href="/s{at}">Section {at}</a></li>' for at in range(20))
    cards = "".join(
        f'<div class="card"><a href="/{at}"><h3>Another headline of that day, {at}</h3></a></div>' for at in range(12)
    )
    head = '<meta charset="utf-8"><title>Pier opens again</title><meta name="author" content="Ada Example">'
    report = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body><nav><ul>{menu}</ul></nav><main><article>'
        f'<h1>Pier opens again</h1><p class="byline">By Ada Example</p>{report}</article></main>'
        f'<aside class="related">{cards}</aside><footer><ul>{menu}</ul><p>© Harbour Post</p></footer></body></html>'
    ).encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="?")
    parser.add_argument("gold", type=Path, nargs="?")
    asked = parser.parse_args()
    made = [ordinary(number) for number in range(20)]
    print(f"made pages of {len(body_of(made[0]).split())} words: {a_second(body_of, made):.0f} a second")
    if asked.pages and asked.gold:
        found = list(pages(asked.pages, asked.gold))
        scores = figures([score(page, body_of(page.data)) for page in found])
        print(f"{len(found)} pages: " + "  ".join(f"{name} {value:.4f}" for name, value in scores.items()))
        real = [page.data for page in found if len(page.gold.split()) in ORDINARY]
        size = sum(map(len, real)) // len(real) // 1024
        print(
            f"{len(real)} of them with reports of that length, {size} kB each: {a_second(body_of, real):.0f} a second"
        )


if __name__ == "__main__":
    main()
