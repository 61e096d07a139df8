"""E-mails: the whole body as text, replies and signatures set aside, what is attached taken by the same rules."""

import random
from contextlib import suppress
from email.message import EmailMessage
from itertools import pairwise
from time import process_time
from typing import Any

import pytest

from sources.readers import mail, quotes
from sources.readers.documents import read_document
from sources.readers.items import Intake, from_bytes, unpack
from sources.readers.types import Document, Item, Limits, UnreadableError
from sources.text import clean
from sources.text.types import Hints
from tests.sources.readers.test_archive import a_zip

RELEASE = "The harbour of Melby opens its new pier on Sunday.\n\nFerries to the islands leave from it every hour.\n"


def a_mail(body: str = RELEASE, html: str = "", **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {"Subject": "New pier opens", "From": "Ada Brook <ada@harbour.example>", "To": "desk@paper.example"}
    for name, value in (given | {"Date": "Mon, 12 May 2025 09:30:00 +0200"} | headers).items():
        message[name] = value
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def read(message: EmailMessage | bytes) -> Document:
    data = message if isinstance(message, bytes) else message.as_bytes()
    return read_document(from_bytes(data, "release.eml"), Limits())


def unpacked(message: EmailMessage, **hints: Any) -> list[Item]:
    return list(unpack(from_bytes(message.as_bytes(), "release.eml", Hints(**hints)), Intake()))


def set_aside(document: Document) -> list[str]:
    assert all(block.kind in clean.KINDS and block.reason for block in document.layout if block.kept is False)
    return [document.text[block.start : block.end].strip() for block in document.layout if block.kept is False]


def test_the_body_and_what_the_header_says() -> None:
    document = read(a_mail(Subject="RE: New pier opens"))
    assert document.text == RELEASE
    assert (document.hints.title, document.hints.authors) == ("New pier opens", ("Ada Brook",))
    assert document.hints.published_at
    assert document.hints.published_at.isoformat() == "2025-05-12T09:30:00+02:00"
    assert str(document.hints.published) == "2025-05-12"
    assert document.hints.where == {
        "title": "the e-mail's Subject header",
        "authors": "the e-mail's From header",
        "published": "the e-mail's Date header",
        "published_at": "the e-mail's Date header",
    }
    assert document.media_type == "message/rfc822"
    assert document.layout == ()


@pytest.mark.parametrize(
    "subject",
    ["Re: New pier", "AW: RE: New pier", "[EXT] SV: New pier", "Re[2]: New pier", "回复:New pier", "New pier"],
)
def test_marks_of_replies_are_no_part_of_the_subject(subject: str) -> None:
    document = read(a_mail(Subject=subject))
    assert document.hints.title == "New pier"
    assert document.hints.published


def test_encoded_headers_and_charsets() -> None:
    raw = (
        b"Subject: =?iso-8859-1?Q?Gr=FC=DFe_aus?= =?utf-8?B?IEvDtmxu?=\nFrom: =?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <j@k.example>\n"
        b"Content-Type: text/plain; charset=iso-8859-2\nContent-Transfer-Encoding: quoted-printable\n\n=A3=F3d=BC\n"
    )
    document = read(raw)
    assert (document.text, document.charset) == ("Łódź\n", "iso8859-2")
    assert (document.hints.title, document.hints.authors) == ("Grüße aus Köln", ("Jörg Müller",))


def test_headers_of_unencoded_bytes_and_unknown_charsets() -> None:
    assert read("Subject: Grüße\n\nx".encode()).hints.title == "Grüße"
    assert read("Subject: Grüße\n\nx".encode("latin-1")).hints.title == "Grüße"
    assert read(b"Subject: =?no-such?Q?Gr=C3=BC=C3=9Fe?=\n\nx").hints.title == "Grüße"


@pytest.mark.parametrize(
    "sent",
    ["", "gestern", "Mon, 99 May 2025 09:30:00 +0200", "1 Jan 0001 00:00:00 +9959", "Fri, 31 Dec 9999 23:59:59 -1000"],
)
def test_a_date_that_is_none_is_passed_over(sent: str) -> None:
    assert read(f"Subject: x\nDate: {sent}\n\nx".encode()).hints.published is None


def test_a_sender_that_is_no_person_writes_nothing() -> None:
    for sender in ("press@harbour.example", '"press@harbour.example" <press@harbour.example>'):
        assert read(a_mail(From=sender)).hints.authors == ()


REPLIES = [
    "On Mon, 5 May 2025 at 10:00, Cy Dale <cy@paper.example> wrote:\n> When is it?",
    "On Mon, 5 May 2025 at 10:00, Cy Dale\n<cy@paper.example> wrote:\n\n> When is it?\n>\n> Yours",
    "Am 05.05.2025 um 10:00 schrieb Cy Dale:\n> Wann?",
    "Le lun. 5 mai 2025 à 10:00, Cy Dale <cy@paper.example> a écrit :\n\nQuand ?\n\nCy",
    "El 5/5/2025 a las 10:00, Cy Dale escribió:\n> ¿Cuándo?",
    "-----Original Message-----\nFrom: Cy Dale\nSent: Monday\nTo: Ada Brook\nSubject: Pier\n\nWhen is it?",
    "-----Ursprüngliche Nachricht-----\nVon: Cy Dale\n\nWann?",
    "________________________________\nVon: Cy Dale <cy@paper.example>\nGesendet: Montag\nAn: Ada Brook\nBetreff: Pier\n\nWann?",
    "De : Cy Dale <cy@paper.example>\nEnvoyé : lundi\nÀ : Ada Brook\nObjet : Quai\n\nQuand ?",
    "> Only marked.\n> Without a word before.",
]


@pytest.mark.parametrize("reply", REPLIES)
def test_quoted_replies_are_set_aside(reply: str) -> None:
    document = read(a_mail(f"{RELEASE}\n{reply}\n"))
    assert set_aside(document) == [reply]
    assert document.text == f"{RELEASE}\n{reply}\n"


def test_words_below_and_between_quotations_are_the_sender_s() -> None:
    first = "On 5 May 2025, Cy Dale <cy@paper.example> wrote:\n> When is it?"
    document = read(a_mail(f"{first}\n\nOn Sunday, as we said.\n\n> And who comes?\n\nThe minister.\n"))
    assert set_aside(document) == [first, "> And who comes?"]


def test_a_message_of_nothing_but_quotations_keeps_them() -> None:
    assert read(a_mail("> All of it\n> is quoted.\n")).layout == ()


@pytest.mark.parametrize(
    "text",
    [
        "On 5 May 2025 the minister wrote:\n\nWe shall build it.\n",
        "From here on it is easy.\nTo: all of you.\n",
        "Date: Sunday\nPlace: Melby\nSubject: Opening\n\nCome all.\n",
    ],
)
def test_reports_that_look_like_replies_are_left_alone(text: str) -> None:
    assert set_aside(read(a_mail(text))) == []


@pytest.mark.parametrize(
    "line", ["On 5 May 2025 x@y wrote:\n> q\n", "From: a\nSent: b\nTo: c\n\n", ">\n\n", "--\n", "- \n", "On 5 a\n"]
)
def test_hostile_quotations_take_time_in_proportion(line: str) -> None:
    """Thirty thousand of each take one to three seconds; when the time went with the square, the first took twelve."""
    began = process_time()
    quotes.blocks(line * 30_000, is_forward=False)
    assert process_time() - began < 8


def test_signatures() -> None:
    signature = "-- \nAda Brook\nHarbour of Melby"
    reply = "On 5 May 2025, Cy Dale <cy@paper.example> wrote:\n> When is it?"
    assert set_aside(read(a_mail(f"{RELEASE}\n{signature}\n"))) == [signature]
    assert set_aside(read(a_mail(f"{RELEASE}\n{signature}\n\n{reply}\n"))) == [signature, reply]
    long = "--\n" + "A line of the report.\n" * 20
    assert set_aside(read(a_mail(f"{RELEASE}\n{long}"))) == []


FORWARDS = [
    (
        "Fwd: New pier",
        "---------- Forwarded message ---------\nFrom: Ada Brook\nDate: Monday\nSubject: New pier\nTo: desk",
    ),
    ("WG: New pier", "Von: Ada Brook\nGesendet: Montag\nAn: desk\nBetreff: New pier"),
    ("New pier", "Begin forwarded message:\n\nFrom: Ada Brook\nSubject: New pier\nTo: desk"),
]


@pytest.mark.parametrize(("subject", "head"), FORWARDS)
def test_a_forwarded_message_is_what_was_sent(subject: str, head: str) -> None:
    document = read(a_mail(f"See below.\n\n{head}\n\n{RELEASE}", Subject=subject))
    assert set_aside(document) == [head]
    assert document.hints.title == "New pier"
    assert document.hints.authors == (() if ":" in subject else ("Ada Brook",))


def test_plain_text_goes_before_html_unless_it_is_a_stub() -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in RELEASE.split("\n\n")) + "</body></html>"
    assert read(a_mail(RELEASE, page)).text == RELEASE
    from_html = read(a_mail("No HTML?\n", page))
    assert "every hour" in from_html.text
    assert "<p>" not in from_html.text
    assert from_html.reader.startswith("mail 1, html")


def test_html_replies_are_set_aside_too() -> None:
    page = f"<p>{RELEASE}</p><p>On 5 May 2025, Cy Dale &lt;cy@paper.example&gt; wrote:</p><blockquote><p>When?</p></blockquote>"
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(page, subtype="html")
    document = read(message)
    assert "When?" in set_aside(document)[-1]
    spans = [(block.start, block.end) for block in document.layout]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_attachments_are_items_of_their_own() -> None:
    message = a_mail()
    message.add_attachment("Annex.\n", filename="annex.txt")
    message.add_attachment(b"\xff\xd8\xff\xe0 jpeg", maintype="image", subtype="jpeg", filename="pier.jpg")
    message.add_attachment(
        a_zip(("b.txt", "B"), ("a.zip", a_zip(("c.txt", "C")))), maintype="application", subtype="zip"
    )
    message.add_attachment(a_mail("Inner words.\n", Subject="Inner"))
    found = unpacked(message, outlet="Gazette", url="https://harbour.example/")
    assert [(item.id, item.error) for item in found] == [
        ("release.eml", ""),
        ("release.eml/annex.txt", ""),
        ("release.eml/pier.jpg", found[2].error),
        ("release.eml/part 3/a.zip", found[3].error),
        ("release.eml/part 3/b.txt", ""),
        ("release.eml/part 4.eml", ""),
    ]
    assert "pier.jpg is a picture" in found[2].error
    assert "archive within an archive" in found[3].error
    assert {item.hints.outlet for item in found} == {"Gazette"}
    assert {item.hints.url for item in found[1:]} == {""}
    inner = read_document(found[5], Limits())
    assert (inner.text, inner.hints.title) == ("Inner words.\n", "Inner")
    assert read_document(found[1], Limits()).text == "Annex.\n"


def test_what_lies_too_deep_is_said() -> None:
    inner = a_mail("Inner.\n")
    inner.add_attachment("Annex.\n", filename="annex.txt")
    archive = a_zip(("inner.eml", inner.as_bytes()))
    found = list(unpack(from_bytes(archive, "all.zip"), Intake()))
    assert [item.id for item in found if not item.error] == ["all.zip/inner.eml", "all.zip/inner.eml/annex.txt"]
    outer = a_mail()
    outer.add_attachment(archive, maintype="application", subtype="zip", filename="all.zip")
    errors = [item.error for item in unpacked(outer) if item.error]
    assert errors == ["annex.txt is attached to a message that lies too deep. Send that message by itself."]


def test_a_message_that_says_nothing_is_but_its_attachments() -> None:
    message = a_mail("\n")
    message.add_attachment("Annex.\n", filename="annex.txt")
    assert [item.id for item in unpacked(message)] == ["release.eml/annex.txt"]


def test_names_that_lead_astray_stay_names() -> None:
    message = a_mail()
    message.add_attachment("x", filename="../../etc/passwd.txt")
    assert unpacked(message)[1].name == "passwd.txt"


def test_too_many_parts_are_refused_before_they_cost_time() -> None:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(150))
    data = f"Subject: x\n{head}\n".encode() + b"x\n" * 200_000
    assert data.count(b"\n") * 150 > mail.MOST_WORK
    [item] = unpack(from_bytes(data, "deep.eml"), Intake())
    assert "deep.eml has 200,452 lines and 150 boundaries" in item.error
    assert "Save its text and its attachments as files" in item.error


def test_more_parts_than_any_message_has_are_refused() -> None:
    head = "From: a@quay.example\nContent-Type: multipart/mixed; boundary=b\n\n"
    for parts, refused in ((mail.MOST_PARTS + 1, True), (3, False)):
        data = head + "--b\nContent-Type: text/plain; name=a.txt\n\nx\n" * parts
        items = list(unpack(from_bytes(data.encode(), "many.eml"), Intake()))
        assert ("2,000 are read" in items[0].error) is refused
        assert len(items) == (1 if refused else parts)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no header at all",
        b"Subject: x\nContent-Type: multipart/mixed\n\nx",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n--b",
        b"Subject: x\nContent-Type: text/plain; charset*0*=%FF''x\n\nx",
        b"Subject: x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n!!!",
        b"Subject: x\nContent-Transfer-Encoding: base64\n\n!!! not base64 =",
        b"Subject: =?utf-8?B?a?=\nFrom: <<<>>>@\nDate: \xff\n\nx",
        b"Subject: x\n" + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 3_000,
    ],
)
def test_broken_messages_are_never_more_than_unreadable(data: bytes) -> None:
    for item in unpack(from_bytes(data, "broken.eml"), Intake()):
        if not item.error:
            try:
                read_document(item, Limits())
            except UnreadableError as error:
                assert "broken.eml" in str(error)


@pytest.mark.parametrize("seed", range(60))
def test_damage_anywhere_is_never_more_than_unreadable(seed: int) -> None:
    message = a_mail(RELEASE, "<p>x</p>")
    message.add_attachment("Annex.\n", filename="annex.txt")
    data, chance = bytearray(message.as_bytes()), random.Random(seed)
    for _ in range(20):
        data[chance.randrange(len(data))] = chance.randrange(256)
    for item in unpack(from_bytes(bytes(data[: chance.randrange(len(data))]), "broken.eml"), Intake()):
        if not item.error:
            with suppress(UnreadableError):
                read_document(item, Limits())
