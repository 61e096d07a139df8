"""PDF: the whole text, wrapped lines joined, running heads and page numbers set aside."""

from typing import Any

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod

from sources.readers import paper
from sources.readers.documents import read_document
from sources.readers.items import from_bytes
from sources.readers.paper import Line
from sources.readers.types import Document, Limits, UnreadableError
from sources.text import clean

LONG = (
    "The harbour authority has opened a new pier after three years of work, and ferries to the outer islands now leave "
    "from it once every hour, which the chairwoman called a good day for everybody who lives there. "
)
SECOND = "Whoever wants to see it may come on Sunday. The keys were handed over by the builders at noon that day."


class Sheet(FPDF):
    def header(self) -> None:
        self.set_font("helvetica", size=8)
        self.cell(0, 5, "Harbour Authority, press office", new_x="LMARGIN", new_y="NEXT")
        self.ln(4)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("helvetica", size=8)
        self.cell(0, 10, f"{self.page_no()}", align="C")


def a_pdf(*paragraphs: str, sheet: FPDF | None = None, headline: str = "", **settings: Any) -> bytes:
    pdf = sheet or FPDF()
    pdf.add_page()
    for name, value in settings.items():
        getattr(pdf, f"set_{name}")(value)
    if headline:
        pdf.set_font("helvetica", "B", 18)
        pdf.multi_cell(0, 9, headline, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("times", size=11)
    for paragraph in paragraphs:
        pdf.multi_cell(0, 5.5, paragraph, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
    return bytes(pdf.output())


def raw_pdf(stream: bytes, extra: str = "") -> bytes:
    """One page that draws the stream."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >> >>",
        b"<< /Length %d %s >> stream\n%s\nendstream" % (len(stream), extra.encode(), stream),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj %s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(data)
    return data + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def read(data: bytes) -> Document:
    return read_document(from_bytes(data, "report.pdf"), Limits())


def failure(data: bytes) -> str:
    with pytest.raises(UnreadableError) as raised:
        read(data)
    return str(raised.value)


def set_aside(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.layout if block.kept is False]


def test_wrapped_lines_are_joined_and_paragraphs_kept_apart() -> None:
    document = read(a_pdf(LONG * 2, SECOND, LONG, headline="A pier for the outer islands opens"))
    assert document.text.split("\n\n") == [
        "A pier for the outer islands opens", (LONG * 2).strip(), SECOND, LONG.strip(),
    ]  # fmt: skip
    assert [(block.kind, block.kept) for block in document.layout] == [("headline", None)]
    assert document.media_type == "application/pdf"
    assert "pypdf" in document.reader


def test_running_heads_and_page_numbers_are_set_aside_and_stay_in_the_text() -> None:
    paragraphs = [f"{number} times. {LONG * 2}" for number in range(3, 30)]
    document = read(a_pdf(*paragraphs, sheet=Sheet()))
    assert set(set_aside(document)) == {"Harbour Authority, press office", "1", "2", "3"}
    assert document.text.count("Harbour Authority, press office") == 3
    assert all(block.kind in clean.KINDS and block.reason for block in document.layout)


def test_a_paragraph_goes_on_over_the_page() -> None:
    paragraphs = [f"{number} times. {LONG * 3}".strip() for number in range(3, 30)]
    text = read(a_pdf(*paragraphs, sheet=Sheet())).text
    assert [paragraph for paragraph in paragraphs if paragraph not in text] == []


def test_properties_count_if_the_text_bears_them_out() -> None:
    given: dict[str, Any] = {"title": "A pier for the outer islands opens", "author": "Ada Brook"}
    document = read(a_pdf("By Ada Brook", LONG, headline="A pier for the outer islands opens", **given))
    assert (document.hints.title, document.hints.authors) == ("A pier for the outer islands opens", ("Ada Brook",))
    assert document.hints.where["title"] == "the file's properties"
    stale = read(a_pdf("By Ada Brook", LONG, title="Microsoft Word - draft of pier", author="Front Office"))
    assert (stale.hints.title, stale.hints.authors, stale.hints.published) == ("", (), None)


def test_a_scan_says_how_to_get_a_text() -> None:
    assert failure(a_pdf()) == (
        "report.pdf has no text layer: it is a scan or a picture. Run text recognition (OCR) over it first."
    )
    stamped = Sheet()
    stamped.add_page()
    assert "no text layer" in failure(a_pdf(sheet=stamped))


def test_a_password_is_asked_for_nobody_s() -> None:
    locked = FPDF()
    locked.set_encryption("owner", user_password="user", encryption_method=EncryptionMethod.RC4)
    assert failure(a_pdf(LONG, sheet=locked)) == "report.pdf is encrypted. Save it without a password."
    unprintable = FPDF()
    unprintable.set_encryption("owner", encryption_method=EncryptionMethod.RC4, permissions=AccessPermission.none())
    assert LONG.strip() in read(a_pdf(LONG, sheet=unprintable)).text


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_cut_file_is_read_as_far_as_it_goes_or_refused(share: float) -> None:
    data = a_pdf(LONG, SECOND)
    try:
        assert read(data[: int(share * len(data))]).text
    except UnreadableError as error:
        assert str(error).startswith("report.pdf ")


def lines(*texts: str, size: float = 10, gap: float = 12) -> list[Line]:
    return [Line(text, 50, 700 - number * gap, size, 0) for number, text in enumerate(texts)]


def joined(*texts: str) -> list[str]:
    return [piece.text for piece in paper.pieces([lines(*texts)])]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("The new pier was opened by the govern-", "ment after a long time of building."), "the government after"),
        (
            ("The new pier was opened by the govern\u00ad", "ment after a long time of building."),
            "the government after",
        ),
        (("A self-made pier is what some of them call this self-", "made thing of theirs in town."), "this self-made"),
        (("The long run and the term of it, as they are of a long-", "term kind, all the same."), "a long-term kind"),
        (("The pier was opened by the people of North-", "Melby after a long time of building it."), "North- Melby"),
    ],
)
def test_hyphens_at_line_ends(texts: tuple[str, ...], expected: str) -> None:
    assert expected in joined(*texts)[0]


def test_a_short_line_ends_its_paragraph_where_no_gap_does() -> None:
    first = ("This paragraph has a line that goes all the way to the edge,", "and ends short of it.")
    second = ("The next one starts at the same height of line as all others", "do, and goes on.")
    assert len(joined(*first, *second)) == 2


def test_items_of_a_list_are_lines_of_their_own() -> None:
    found = list(
        paper.pieces([lines("• one thing that is long enough to be broken at its end and", "goes on", "• two")])
    )
    assert [(piece.text.split()[1], piece.kind) for piece in found] == [("one", "list"), ("two", "list")]
    assert found[0].text.endswith("and goes on")


def test_columns_part_paragraphs_only_where_one_ends() -> None:
    left = lines("The first column holds a sentence that", "does not end before the column itself")
    right = [Line("does, and is over here.", 300, 700, 10, 0), Line("It ends.", 300, 660, 10, 0)]
    assert [piece.text for piece in paper.pieces([[*left, *right]])][1:] == ["It ends."]


def test_ligatures_are_letters() -> None:
    assert "office" in read(a_pdf("The office is open.")).text


def test_a_number_that_is_no_page_s_stays() -> None:
    pages = [[Line("Year", 50, 700, 10, page), Line(str(1990 + 7 * page), 50, 60, 10, page)] for page in range(2)]
    assert {piece.text: piece.kept for piece in paper.pieces(pages)} == {"Year": False, "1990 1997": None}


def test_a_line_repeated_within_the_text_is_no_running_head() -> None:
    pages = [
        [Line("Council", 50, 780, 8, page), Line("and so it goes on.", 50, 700 - 60 * page, 10, page)]
        for page in range(3)
    ]
    found = {piece.text: piece.kept for piece in paper.pieces(pages)}
    assert found == {"Council": False, "and so it goes on.": None}
