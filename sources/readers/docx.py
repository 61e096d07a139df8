"""Word files: mammoth's HTML → the whole text, a block a paragraph, with footnotes, text boxes, heads and feet.

Runs in the child process. Comments and deleted words are no part of the document; pictures and links are not followed.
"""

import io
import re
from collections.abc import Iterator
from importlib.metadata import version
from zipfile import ZIP_STORED, ZipFile

import lxml.html
import mammoth
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml.etree import _Element as Element

from sources.readers import archive
from sources.readers.compose import LINE, PARAGRAPH, RUNNING_HEAD, Piece, Properties, believed, compose
from sources.readers.types import Document, Limits, UnreadableError

READER = f"docx 1, mammoth {version('mammoth')}"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
"""
XML = (".xml", ".rels")
EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORE = {"title": "{http://purl.org/dc/elements/1.1/}title", "author": "{http://purl.org/dc/elements/1.1/}creator"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {"p", "ul", "ol", "table", *HEADINGS}
LAYOUT_BLOCKS = 3
"""More blocks than this in one cell, and the table only places the text on the page: it is read cell after cell."""
BACK_LINK = ("#footnote-ref-", "#endnote-ref-")


def parse(data: bytes, limits: Limits) -> Document:
    """The document; it has no charset of its own. Raises UnreadableError, a sentence that goes on after the name."""
    parts = _parts(data, limits)
    html = mammoth.convert_to_html(
        _packed(parts), style_map=STYLES, include_embedded_style_map=False, convert_image=_no_picture
    ).value
    composed = compose([*_pieces(_tree(html)), *_edges(parts)])
    return Document(composed.text, "", READER, MEDIA_TYPE, composed.layout, believed(_properties(parts), composed.text))


def _parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The XML parts by name, each parsed once to see that it declares no document type."""
    try:
        opened = archive.opened(data, archive.Budget(limits))
        infos = [info for info in opened.zip.infolist() if info.filename.lower().endswith(XML)]
        parts = {info.filename: archive.unpacked(opened, info) for info in infos}
    except archive.ArchiveError as error:
        raise UnreadableError(str(error)) from None
    if not any(name.startswith("word/") for name in parts):
        raise UnreadableError("is no Word file. Save it as .docx.")
    for name, part in parts.items():
        _check(name, part)
    return parts


def _check(name: str, part: bytes) -> None:
    try:
        fromstring(part, forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableError(
            f"declares a document type or entities in {name}, which no Word file needs. Save it again as .docx."
        ) from None


def _packed(parts: dict[str, bytes]) -> io.BytesIO:
    """A ZIP of nothing but the parts that were checked, so that nothing else can be opened."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    packed.seek(0)
    return packed


def _no_picture(picture: object) -> list[object]:
    return []


def _tree(html: str) -> Element:
    tree: Element = lxml.html.fragment_fromstring(
        html, create_parent="div", parser=lxml.html.HTMLParser(huge_tree=True)
    )
    for link in list(tree.iter("a")):
        if link.get("href", "").startswith(BACK_LINK):
            link.drop_tree()  # type: ignore[attr-defined]  # lxml.html's own method
    return tree


def _pieces(tree: Element) -> Iterator[Piece]:
    titles = sorted(tree.iter("h1"), key=lambda element: element.get("class") != "title")
    headline = titles[0] if titles else None
    for element in tree:
        yield from _blocks(element, headline)


def _blocks(element: Element, headline: Element | None) -> Iterator[Piece]:
    if element.tag in ("ul", "ol"):
        yield from _items(element)
    elif element.tag == "table":
        yield from _rows(element, headline)
    elif element.tag in HEADINGS:
        yield Piece(_text(element), "headline" if element is headline else "heading")
    else:
        yield Piece(_text(element), "standfirst" if element.get("class") == "subtitle" else "")


def _items(element: Element) -> Iterator[Piece]:
    """A line for each item, its mark before it; footnotes are mammoth's last list, a paragraph each."""
    for number, item in enumerate(element.findall("li"), start=1):
        if "note-" in item.get("id", ""):
            yield Piece(f"[{number}] {_text(item)}")
            continue
        mark = f"{number}. " if element.tag == "ol" else "- "
        words = _text(item)
        yield Piece(mark + words if words else "", "list", gap=PARAGRAPH if number == 1 else LINE)
        for child in item.iterchildren("ul", "ol", "table"):
            yield from _blocks(child, None)


def _rows(table: Element, headline: Element | None) -> Iterator[Piece]:
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    if _only_places(rows):
        for cell in (cell for row in rows for cell in row):
            for child in cell:
                yield from _blocks(child, headline)
        return
    for number, row in enumerate(rows):
        cells = [" ".join(_cell(cell).split()) for cell in row]
        yield Piece("\t".join(cells), "table", gap=LINE if number else PARAGRAPH)


def _only_places(rows: list[Element]) -> bool:
    return all(len(row) == 1 for row in rows) or any(len(cell) > LAYOUT_BLOCKS for row in rows for cell in row)


def _cell(cell: Element) -> str:
    return " ".join(str(words) for words in cell.itertext())


def _text(element: Element) -> str:
    """The words of one block, without the blocks inside it that come after."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "br":
            pieces.append("\n")
        elif child.tag == "p":
            pieces.append(f"{_text(child)}\n")
        elif child.tag not in BLOCKS:
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces).strip(" ") if element.tag in BLOCKS else "".join(pieces)


def _edges(parts: dict[str, bytes]) -> Iterator[Piece]:
    """The heads and feet of the pages, last: they stand on every page, and are no part of the report."""
    for name in sorted(filter(EDGES.fullmatch, parts)):
        for paragraph in fromstring(parts[name]).iter(f"{WORDS}p"):
            words = "".join(run.text or "" for run in paragraph.iter(f"{WORDS}t"))
            yield Piece.stripped(words, RUNNING_HEAD)


def _properties(parts: dict[str, bytes]) -> Properties:
    core = parts.get("docProps/core.xml")
    found = fromstring(core) if core else None
    words = {name: (found.findtext(tag) or "") if found is not None else "" for name, tag in CORE.items()}
    return Properties(words["title"], words["author"], "the file's properties")
