"""Which of a page's lines are the report: trafilatura's answer, brought back to the lines, and mended."""

import logging
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from lxml.etree import _Element, iterwalk
from lxml.html import HtmlElement
from trafilatura.core import bare_extraction
from trafilatura.settings import Document, Extractor

from sources.readers.pages.rendering import Line, Rendered
from sources.text.page.debris import WORD

OPTIONS = Extractor(output_format="xml", comments=False, fast=True, recall=True)
"""Body F1 of its settings on 90 labelled pages (milliseconds a page), without readers' comments, and with the two mends
below, `_with_kin` and `_without_links`: as it comes .964 (18) → .976; precise .965 (20) → .978; fast .951 (13) → .964;
fast and generous .961 (11) → .975. The last is the only good one that an ordinary page has time for."""
DEEPEST, MOST_ELEMENTS, MOST_DEPTHS = 200, 8_000, 300_000
"""Pages beyond are not shown to trafilatura, which looks at a block's whole inside for each block. The largest of the
labelled pages has 51, 2,022 and 23,430."""
PARTS = frozenset({"p", "head", "list", "item", "row", "quote", "lb", "table", "code", "div", "body"})
CELL = "cell"
RUN = 4
MOSTLY = 0.5
"""A line of which so many runs of four words are in the answer is in it."""
SHARE_OF_KIND = 0.1
"""A paragraph belongs to the report if so much of it stands in places with the same tags and classes, all the way up:
many sites part a report into several containers. Between .02 and .3 it makes no difference on the labelled pages."""
SENTENCE = 60
ENDS = tuple(".!?…:。！？؟।。")
CLOSERS = "\"”’'»)]›」』“"
LINK, LONGEST_LINK = 0.8, 200
"""A paragraph that is hardly more than a link leads to another report."""
PARAGRAPHS = frozenset(["p", "div", "blockquote", "h2", "h3", "h4", "h5", "h6"])

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def kept(root: HtmlElement, page: Rendered) -> list[bool]:
    """For each line of the page whether it belongs to the report; no line does where nobody can tell."""
    if page.deepest > DEEPEST or page.elements > MOST_ELEMENTS or page.depths > MOST_DEPTHS:
        return [False] * len(page.lines)
    answer = bare_extraction(root, options=OPTIONS)
    found = _aligned(page.lines, list(_pieces(answer.body))) if isinstance(answer, Document) else []
    return _without_links(page.lines, _with_kin(page.lines, found)) if any(found) else [False] * len(page.lines)


def _pieces(body: _Element) -> Iterator[str]:
    """The answer's paragraphs, headings, items and rows."""
    run: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        if run and element.tag in PARTS:
            yield "".join(run)
            run.clear()
        if words := element.text if event == "start" else element.tail:
            run.append(words)
        elif element.tag == CELL:
            run.append(" ")
    yield "".join(run)


def _aligned(lines: Sequence[Line], pieces: Sequence[str]) -> list[bool]:
    """A piece is the line of the same characters, of several the one next to the piece before.

    What is left over, where the answer joined or mended lines, is compared by its words.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        places[_squeezed(line.text)].append(at)
    found, rest, last = [False] * len(lines), [], -1
    for piece in pieces:
        squeezed = _squeezed(piece)
        if same := places.get(squeezed):
            after = bisect_right(same, last)
            last = min(same[max(0, after - 2) : after + 2], key=lambda at: (found[at], abs(at - last - 1)))
            found[last] = True
        elif squeezed:
            rest.append(piece)
    return _by_words(lines, found, rest) if rest else found


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _by_words(lines: Sequence[Line], found: Sequence[bool], rest: Sequence[str]) -> list[bool]:
    known = {run for piece in rest for run in _runs(piece)}
    words = {word for piece in rest for word in WORD.findall(piece)}
    result = list(found)
    for at, line in enumerate(lines):
        if result[at]:
            continue
        if runs := _runs(line.text):
            result[at] = sum(run in known for run in runs) >= MOSTLY * len(runs)
        else:
            result[at] = any(found[max(0, at - 1) : at + 2]) and words.issuperset(WORD.findall(line.text))
    return result


def _runs(text: str) -> list[tuple[str, ...]]:
    words = WORD.findall(text)
    return list(zip(*(words[at:] for at in range(RUN)), strict=False))


def _with_kin(lines: Sequence[Line], found: Sequence[bool]) -> list[bool]:
    """The paragraphs too that stand in places of the kind that the report stands in."""
    sizes: Counter[int] = Counter()
    for line, keep in zip(lines, found, strict=True):
        sizes[line.place.signature] += len(line.text) if keep else 0
    least = max(1.0, SHARE_OF_KIND * sizes.total())
    return [
        keep or (sizes[line.place.signature] > least and _is_paragraph(line))
        for line, keep in zip(lines, found, strict=True)
    ]


def _is_paragraph(line: Line) -> bool:
    return (
        len(line.text) >= SENTENCE and line.text.rstrip(CLOSERS).endswith(ENDS) and line.linked < 0.4 * len(line.text)
    )


def _without_links(lines: Sequence[Line], found: Sequence[bool]) -> list[bool]:
    """Without the paragraphs that are links, unless the report would then be gone."""
    rest = [keep and not _is_link(line) for line, keep in zip(lines, found, strict=True)]
    return rest if any(_is_paragraph(line) for line, keep in zip(lines, rest, strict=True) if keep) else list(found)


def _is_link(line: Line) -> bool:
    return line.place.tag in PARAGRAPHS and len(line.text) < LONGEST_LINK and line.linked > LINK * len(line.text)
