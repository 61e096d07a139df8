"""How fast texts are read and cleaned, on one core, in processor time: `python -m bench.read_speed`.

Articles a second for made-up ones (pasted plain, and with the page around them), for the labelled pages and the HTML
pages where `../shared/data` has them. With `--hostile`: seconds for texts that a parser may choke on, by size, and how
much longer a megabyte takes than a quarter of it (4 is linear).
"""

import argparse
import gzip
import json
import random
import tarfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sources.readers import html
from sources.readers.types import Item, Limits
from sources.text import attribution, names, sentences
from sources.text.page.wordlists import words
from sources.text.reading import read
from sources.text.types import Hints
from tests.text import hostile

DATA = Path(__file__).resolve().parents[1] / "../shared/data"
ARTICLES, WORDS = 200, 700
OUTLETS, MENU, LINKS = 20, 45, 15
"""Pages of so many outlets, each with its own menu of so many lines; so many links to other reports, all different."""
ROUNDS = 3
"""The best of so many rounds counts: others on the machine only make it slower."""
SIZES = (125_000, 250_000, 500_000, 1_000_000)
SENTENCES = 500
"""Whose word a sentence is, is asked of those that matter: here of so many."""

SMALL = sorted(
    words("the of and to in a is that for it as was with on by he she they be this have from or had not but at which")
)
SYLLABLES = sorted(words("ba ker lin to vas mer do ran tel si gor hem pla nu wes tra kin lo fer"))


@dataclass(frozen=True, slots=True)
class Texts:
    """What is measured: texts (or bytes) by name, the words in them, and how one is read."""

    name: str
    items: Sequence[str | bytes]
    words: int
    read: Callable[[str | bytes], object]


def made_up(draw: random.Random, menu: Sequence[str]) -> str:
    """An article of some 700 words, or a page of so many words with its outlet's menu, its links and its notices."""
    lines = [_title(draw), f"By {_name(draw)}", f"{draw.randint(1, 28)} March 2024", ""]
    links = [_title(draw) for _ in range(LINKS)] if menu else []
    left = WORDS - sum(len(line.split()) for line in (*lines, *menu, *links))
    while left > 0:
        paragraph = _paragraph(draw)
        lines += [paragraph, ""]
        left -= len(paragraph.split())
    return "\n".join([*menu, *lines, "Share this article", "Read more:", *links, "© 2024 The Post"])


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(SYLLABLES, k=draw.randint(1, 4)))


def _name(draw: random.Random) -> str:
    return f"{_word(draw)} {_word(draw)}".title()


def _title(draw: random.Random, words: int = 8) -> str:
    return " ".join(_word(draw) for _ in range(words)).capitalize()


def _paragraph(draw: random.Random) -> str:
    return " ".join(_sentence(draw) for _ in range(draw.randint(2, 4)))


def _sentence(draw: random.Random) -> str:
    pick = (draw.choice(SMALL) if draw.random() < 0.45 else _word(draw) for _ in range(draw.randint(10, 25)))
    said = f", said {_name(draw)}" if draw.random() < 0.3 else ""
    return f"{' '.join(pick).capitalize()}{said}."


def all_texts() -> Iterator[Texts]:
    draw = random.Random(0)
    menus = [[_title(draw, 1 + at % 3) for at in range(MENU)] for _ in range(OUTLETS)]
    yield _pasted("made up, plain", [made_up(draw, ()) for _ in range(ARTICLES)])
    yield _pasted("made up, a page dump", [made_up(draw, draw.choice(menus)) for _ in range(ARTICLES)])
    if (pages := DATA / "pages/dev.jsonl").exists():
        yield _pasted("pages/dev.jsonl", [json.loads(line)["text"] for line in pages.read_text().split("\n") if line])
    if (archive := DATA / "html/dev.tar").exists():
        documents = list(_documents(archive))
        count = sum(len(html.read(Item("page", data), Limits()).text.split()) for data in documents)
        yield Texts("html/dev.tar", documents, count, _read_html)


def _documents(archive: Path) -> Iterator[bytes]:
    with tarfile.open(archive) as tar:
        for member in tar:
            if (file := tar.extractfile(member)) and ".htm" in member.name:
                yield gzip.decompress(file.read()) if member.name.endswith(".gz") else file.read()


def _pasted(name: str, texts: Sequence[str]) -> Texts:
    return Texts(name, texts, sum(len(text.split()) for text in texts), lambda text: read(str(text), Hints()))


def _read_html(data: str | bytes) -> object:
    assert isinstance(data, bytes)
    document = html.read(Item("page", data), Limits())
    return read(document.text, document.hints, (), document.layout)


def seconds(work: Callable[[], object]) -> float:
    """Processor time, not the clock's."""
    start = time.process_time()
    work()
    return time.process_time() - start


def report_speed() -> None:
    print(f"{'':24}  articles  words each  articles/s  of {WORDS} words/s")
    for texts in all_texts():
        best = min(seconds(lambda texts=texts: [texts.read(item) for item in texts.items]) for _ in range(ROUNDS))  # type: ignore[misc]
        count = len(texts.items)
        print(
            f"{texts.name:24}  {count:8}  {texts.words / count:10.0f}  {count / best:10.0f}"
            f"  {texts.words / WORDS / best:14.0f}"
        )


def report_hostile(wanted: str) -> None:
    print(
        f"{'seconds of processor time':38}{''.join(f'{size // 1000:>8}k' for size in SIZES)}   1M/250k  and the names"
    )
    for name, generate in {**hostile.ALL, **hostile.IN_PROSE}.items():
        if wanted not in name:
            continue
        texts = [generate(size) for size in SIZES]
        took = [seconds(lambda text=text: read(text, Hints())) for text in texts]  # type: ignore[misc]
        ratio = took[-1] / took[1]
        after = seconds(lambda text=texts[-1]: _name_and_ask(text)) - took[-1]  # type: ignore[misc]
        slow = "  slow" if took[-1] > 5 or after > 5 else "  not linear" if ratio > 6 else ""
        print(f"{name:38}{''.join(f'{one:9.2f}' for one in took)}   {ratio:7.1f}  {after:13.2f}{slow}", flush=True)


def _name_and_ask(text: str) -> None:
    """What the pipeline asks of a text besides: its actors, its sentences, and whose word some of them are."""
    reading = read(text, Hints())
    names.actors(names.mentions(text, reading.segments, reading.metadata.language))
    for sentence in sentences.split(text, reading.segments)[:SENTENCES]:
        attribution.find(sentence.text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hostile", nargs="?", const="", metavar="NAME", help="hostile texts (whose name holds NAME)")
    asked = parser.parse_args()
    report_speed() if asked.hostile is None else report_hostile(asked.hostile)


if __name__ == "__main__":
    main()
