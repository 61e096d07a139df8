"""Word files: everything that is read stands in the text, in order; nothing hostile is parsed."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Draft
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from sources.readers.documents import read_document
from sources.readers.items import from_bytes
from sources.readers.types import Document, Limits, UnreadableError
from sources.text import clean


def a_docx(write: Callable[[Draft], None] = lambda draft: None) -> bytes:
    draft = docx.Document()
    write(draft)
    data = io.BytesIO()
    draft.save(data)
    return data.getvalue()


def rewritten(data: bytes, changes: dict[str, bytes]) -> bytes:
    """The same package with some parts replaced or added."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    parts = {info.filename: source.read(info) for info in source.infolist()} | changes
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def read(data: bytes, limits: Limits | None = None) -> Document:
    return read_document(from_bytes(data, "release.docx"), limits or Limits())


def failure(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableError) as raised:
        read(data, limits)
    assert str(raised.value).startswith("release.docx ")
    return str(raised.value)


def kinds(document: Document) -> dict[str, str]:
    return {document.text[block.start : block.end]: block.kind for block in document.layout}


def a_release(draft: Draft) -> None:
    draft.core_properties.title = "The valley gets a plan for its water"
    draft.core_properties.author = "Nora Fields"
    draft.sections[0].header.paragraphs[0].text = "Valley council"
    draft.add_heading("The valley gets a plan for its water", 0)
    draft.add_paragraph("Two reservoirs in four years", style="Subtitle")
    draft.add_paragraph("By Nora Fields")
    draft.add_heading("What is planned", 1)
    words = draft.add_paragraph("The council has ")
    words.add_run("agreed").bold = True
    words.add_run(" on it.\nSo it said.")
    draft.add_paragraph("one reservoir", style="List Bullet")
    draft.add_paragraph("another one", style="List Bullet")
    table = draft.add_table(2, 2)
    for place, cell in enumerate(["Year", "Cost", "2031", "4 million"]):
        table.cell(place // 2, place % 2).text = cell


def test_everything_stands_in_order() -> None:
    document = read(a_docx(a_release))
    assert document.text == (
        "The valley gets a plan for its water\n\nTwo reservoirs in four years\n\nBy Nora Fields\n\nWhat is planned\n\n"
        "The council has agreed on it.\nSo it said.\n\n- one reservoir\n- another one\n\nYear\tCost\n2031\t4 million\n\n"
        "Valley council"
    )
    assert kinds(document) == {
        "The valley gets a plan for its water": "headline",
        "Two reservoirs in four years": "standfirst",
        "What is planned": "heading",
        "- one reservoir": "list",
        "- another one": "list",
        "Year\tCost": "table",
        "2031\t4 million": "table",
        "Valley council": "running head",
    }
    assert [block.kept for block in document.layout] == [None] * 7 + [False]
    assert all(block.kind in clean.KINDS for block in document.layout)


def test_properties_count_if_the_text_bears_them_out() -> None:
    hints = read(a_docx(a_release)).hints
    assert (hints.title, hints.authors) == ("The valley gets a plan for its water", ("Nora Fields",))
    assert hints.published is None

    def stale(draft: Draft) -> None:
        draft.core_properties.title = "The template of the press office"
        draft.core_properties.author = "python-docx"
        draft.add_paragraph("Something else altogether.")

    hints = read(a_docx(stale)).hints
    assert (hints.title, hints.authors) == ("", ())


def test_the_first_heading_is_the_headline_where_no_title_is() -> None:
    def write(draft: Draft) -> None:
        draft.add_heading("First", 1)
        draft.add_heading("Second", 1)

    assert kinds(read(a_docx(write))) == {"First": "headline", "Second": "heading"}


def test_a_table_that_only_places_text_is_read_cell_by_cell() -> None:
    def write(draft: Draft) -> None:
        table = draft.add_table(1, 2)
        table.cell(0, 0).text = "Contact"
        for number in range(5):
            table.cell(0, 1).add_paragraph(f"Paragraph {number}.")

    assert read(a_docx(write)).text.split("\n\n") == ["Contact", *(f"Paragraph {n}." for n in range(5))]


def test_text_boxes_and_footnotes_are_read() -> None:
    def write(draft: Draft) -> None:
        run = draft.add_paragraph("Around it.").add_run()
        run._r.append(
            parse_xml(
                f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
                "<w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
            )
        )
        draft.add_paragraph("It has a note").add_run()._r.append(
            parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>')
        )

    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    text = read(rewritten(a_docx(write), {"word/footnotes.xml": notes.encode()})).text
    assert "Around it." in text
    assert "In the box." in text
    assert "It has a note[1]" in text
    assert text.endswith("[1] The note.")


def with_document(xml: bytes) -> bytes:
    return rewritten(a_docx(), {"word/document.xml": xml})


BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;">]>',
        b'<!DOCTYPE d SYSTEM "http://attacker.example/d.dtd">',
        b"<!DOCTYPE d>",
    ],
)
def test_document_types_are_refused(doctype: bytes) -> None:
    assert "word/document.xml" in failure(with_document(doctype + BODY % b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"))
    assert "docProps/core.xml" in failure(rewritten(a_docx(), {"docProps/core.xml": doctype + b"<x/>"}))


def test_a_part_that_was_not_checked_is_not_opened() -> None:
    """The package may call any part its document: only what ends in .xml or .rels was checked."""
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="word/other.bin"/></Relationships>'
    )
    hostile = b"<!DOCTYPE d>" + BODY % b"<w:p><w:r><w:t>unseen</w:t></w:r></w:p>"
    data = rewritten(a_docx(lambda d: None), {"_rels/.rels": rels, "word/other.bin": hostile})
    assert "unseen" not in read(data).text


def test_a_bomb_is_not_unpacked() -> None:
    bomb = rewritten(a_docx(), {"word/document.xml": BODY % (b" " * 20_000_000)})
    assert "NUTGRAF_MAX_ZIP_RATIO" in failure(bomb)
    assert "NUTGRAF_MAX_ZIP_BYTES" in failure(bomb, Limits(zip_ratio=5_000, zip_bytes=1_000_000))
    assert "NUTGRAF_MAX_ZIP_ENTRIES" in failure(a_docx(), Limits(zip_entries=3))


def test_depth_is_a_sentence() -> None:
    deep = b"<w:tbl><w:tr><w:tc>" * 3_000 + b"</w:tc></w:tr></w:tbl>" * 3_000
    assert "release.docx" in failure(with_document(BODY % deep), Limits(zip_ratio=5_000))


@pytest.mark.parametrize("share", [0.2, 0.6, 0.98])
def test_a_cut_file_is_damaged(share: float) -> None:
    data = a_docx(a_release)
    assert "damaged" in failure(data[: int(share * len(data))])


def test_what_cannot_be_stored_is_replaced() -> None:
    assert read(with_document(BODY % b"<w:p><w:r><w:t>a&#xFFFD;b</w:t></w:r></w:p>")).text == "a\ufffdb"
