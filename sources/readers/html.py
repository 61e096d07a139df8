"""A web page: the text of the whole of it, which of its lines are the report, and what it says of itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from lxml.html import HtmlElement
from trafilatura import __version__ as EXTRACTOR_VERSION

from sources.readers import text
from sources.readers.pages import body, charset, headline, metadata
from sources.readers.pages.facts import Facts, facts
from sources.readers.pages.parsing import parse
from sources.readers.pages.rendering import Line, render, silence
from sources.readers.types import Document, Item, Limits
from sources.text import language
from sources.text.page.rules import REASONS
from sources.text.types import Block, Hints

READER = f"html 1, trafilatura {EXTRACTOR_VERSION}"
LONGEST_READER = 60
TEMPLATE_LANGUAGE = "en"
MOST_LINES = 20
MOST_TITLES = 20
"""Of what a page calls itself: each is compared with each main heading."""
KINDS = {"li": "list", "tr": "table", "td": "table", "th": "table"} | {f"h{level}": "heading" for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class _Page:
    """`kept` says for each line whether it is the report's; `decided` is false where nobody can tell."""

    lines: Sequence[Line]
    kept: Sequence[bool]
    decided: bool
    headline: int | None


def read(item: Item, limits: Limits) -> Document:
    """Any bytes that are text make a page, however broken. Raises UnreadableError for what is no text."""
    decoded = text.decode(item.data, item.name, charset.declared(item.data, item.charset))
    root = parse(decoded.text)
    told = facts(root) if root is not None else Facts()
    page = _page(root, told) if root is not None else _Page((), (), False, None)
    return Document(
        text="".join(_text(page.lines)),
        charset=decoded.charset,
        reader=", ".join([READER, *decoded.reader.split(", ")[1:]])[:LONGEST_READER],
        media_type="text/html",
        layout=tuple(_layout(page)),
        hints=_believed(_hints(told, page, item), page),
    )


def _page(root: HtmlElement, told: Facts) -> _Page:
    silence(root)
    rendered = render(root)
    kept = body.kept(root, rendered)
    titles = [said.value for said in islice(metadata.titles(told), MOST_TITLES)]
    return _Page(rendered.lines, kept, any(kept), headline.find(rendered.lines, kept, titles))


def _hints(told: Facts, page: _Page, item: Item) -> Hints:
    return metadata.hints(told, headline.said(page.lines, page.headline), item.hints.url, datetime.now(UTC))


def _believed(hints: Hints, page: _Page) -> Hints:
    """Templates come with `lang="en"` and keep it on sites in other languages: the report's words are asked too."""
    if not hints.language.lower().startswith(TEMPLATE_LANGUAGE):
        return hints
    report = (line.text for line, keep in zip(page.lines, page.kept, strict=True) if keep or not page.decided)
    heard = language.detect(" ".join(islice(report, MOST_LINES)))
    return hints if heard in (TEMPLATE_LANGUAGE, language.UNKNOWN) else _without_language(hints)


def _without_language(hints: Hints) -> Hints:
    return replace(
        hints, language="", where={field: words for field, words in hints.where.items() if field != "language"}
    )


def _text(lines: Sequence[Line]) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield from (text.storable(line.text),) if at == 0 else ("\n" * line.breaks, text.storable(line.text))


def _layout(page: _Page) -> Iterator[Block]:
    end = 0
    for at, line in enumerate(page.lines):
        start = end + (line.breaks if at else 0)
        end = start + len(line.text)
        kind = KINDS.get(line.place.tag, "")
        if at == page.headline:
            yield Block(start, end, "headline", True)
        elif page.decided and not page.kept[at]:
            yield Block(start, end, line.place.kind, False, REASONS.get(line.place.kind, ""))
        elif kind or page.decided:
            yield Block(start, end, kind, True if page.decided else None)
