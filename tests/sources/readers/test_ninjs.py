"""IPTC ninjs of all versions: headline, byline, description and body as one text, the rest as hints."""

import json
from typing import Any

import pytest

from sources.readers import ninjs
from sources.readers.documents import read_document
from sources.readers.items import Intake, from_bytes, unpack
from sources.readers.types import Document, Item, Limits, UnreadableError
from sources.text.types import Hints

WORDS = "The harbour of Melby opens its new pier on Sunday."
OLD = {
    "uri": "https://agency.example/items/7",
    "type": "text",
    "language": "en-GB",
    "headline": "New pier opens",
    "by": "Ada Brook and Cy Dale",
    "description_text": "After three years of work.",
    "body_text": f"{WORDS}\n\nFerries leave every hour.",
    "versioncreated": "2025-05-12T11:00:00Z",
    "firstcreated": "2025-05-12T09:30:00+02:00",
    "contentcreated": "1999-01-01T00:00:00Z",
    "copyrightholder": "Harbour Agency",
}
NEW = {
    "uri": "tag:agency.example,2025:7",
    "headlines": [{"role": "short", "value": "Pier opens"}, {"role": "main", "value": "New pier opens"}],
    "descriptions": [{"role": "summary", "value": WORDS}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": WORDS},
        {"role": "richtext", "contentType": "text/html", "value": f"<p>{WORDS}</p><p>Ferries leave every hour.</p>"},
    ],
    "infoSources": [{"role": "creator", "name": "Harbour Agency"}],
    "versionCreated": "2025-05-12",
}


def read(value: Any) -> Document:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_document(from_bytes(data, "item.json"), Limits())


def failure(value: Any) -> str:
    with pytest.raises(UnreadableError) as raised:
        read(value)
    assert str(raised.value).startswith("item.json ")
    return str(raised.value)


def unpacked(value: Any) -> list[Item]:
    return list(unpack(from_bytes(json.dumps(value).encode(), "items.json", Hints(outlet="Gazette")), Intake()))


def test_the_first_version() -> None:
    document = read(OLD)
    assert document.text == (
        f"New pier opens\n\nAda Brook and Cy Dale\n\nAfter three years of work.\n\n{WORDS}\n\nFerries leave every hour."
    )
    assert [(block.kind, document.text[block.start : block.end]) for block in document.layout] == [
        ("headline", "New pier opens"),
        ("byline", "Ada Brook and Cy Dale"),
        ("standfirst", "After three years of work."),
    ]
    hints = document.hints
    assert (hints.title, hints.language, hints.outlet, hints.url, hints.authors) == (
        "New pier opens", "en-GB", "Harbour Agency", "https://agency.example/items/7", ("Ada Brook", "Cy Dale"),
    )  # fmt: skip
    assert hints.published_at
    assert hints.published_at.isoformat() == "2025-05-12T09:30:00+02:00"
    assert hints.where["published"] == "the news item's “firstcreated”"
    assert hints.where["outlet"] == "the news item's sources"


def test_the_third_version_and_its_markup() -> None:
    document = read(NEW)
    assert document.text.split("\n\n") == ["New pier opens", WORDS, "Ferries leave every hour."]
    assert (document.hints.outlet, document.hints.url) == ("Harbour Agency", "")
    assert str(document.hints.published) == "2025-05-12"
    assert document.hints.published_at is None
    assert document.hints.where["published"] == "the news item's “versioncreated”"
    assert all(block.end <= len(document.text) for block in document.layout)
    assert document.reader.startswith("ninjs 1, html")


def test_markup_of_the_first_version() -> None:
    document = read({"uri": "u", "headline": "x", "body_xhtml": f"<div><p>{WORDS}</p><p>More.</p></div>"})
    assert document.text.split("\n\n") == ["x", WORDS, "More."]


def test_a_list_is_its_items_each_with_its_own_bytes() -> None:
    for value in ([OLD, NEW], {"items": [OLD, NEW]}):
        found = unpacked(value)
        assert [item.id for item in found] == ["items.json/1", "items.json/2"]
        assert [json.loads(item.data) for item in found] == [OLD, NEW]
        assert [read_document(item, Limits()).hints.outlet for item in found] == ["Gazette", "Gazette"]


def test_one_item_keeps_its_bytes() -> None:
    data = b' {"uri": "u",  "headline": "x", "body_text": "y"}\n'
    [item] = unpack(from_bytes(data, "item.json"), Intake())
    assert item.data == data


def test_a_bad_item_stops_no_other() -> None:
    found = unpacked([OLD, {"uri": "u"}, NEW, 7])
    assert len(found) == 4
    for item, is_good in zip(found, (True, False, True, False), strict=True):
        if is_good:
            assert read_document(item, Limits()).text
        else:
            with pytest.raises(UnreadableError, match="items.json, item"):
                read_document(item, Limits())


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (b"{not json", "is no JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\xff\xfe\xff", "is no JSON"),
        ({"name": "x"}, "“uri”"),
        ([1, 2], "“uri”"),
        ("text", "“uri”"),
        ({"items": [{"x": 1}]}, ".jsonl"),
        ({"uri": "u", "headline": "x", "type": "picture"}, "of type picture without a body text"),
        (OLD | {"pubstatus": "canceled"}, "is canceled"),
        ([OLD, NEW], "holds 2 items"),
    ],
)
def test_what_is_none_says_what_is_expected(value: Any, word: str) -> None:
    assert word in failure(value)


@pytest.mark.parametrize(
    "changes",
    [
        {"headline": 7, "by": ["x"], "language": None, "infosources": "x", "firstcreated": 1, "bodies": "x"},
        {"headlines": [None, {"value": 3}, {}], "bodies": [[], {"value": None}], "infosources": [1, {"name": {}}]},
        {"language": "x" * 100, "copyrightholder": "y" * 900, "firstcreated": "yesterday", "uri": "javascript:x"},
    ],
)
def test_values_of_the_wrong_kind_are_passed_over(changes: dict[str, Any]) -> None:
    document = read(OLD | changes)
    assert WORDS in document.text
    assert document.hints.outlet in ("Harbour Agency", "")
    assert len(document.hints.language) <= 12
    assert document.hints.url in ("", OLD["uri"])


def test_what_cannot_be_stored_is_replaced() -> None:
    document = read(b'{"uri": "u", "headline": "a\\u0000b c d", "by": "\\ud800", "body_text": "x\\u0000\\udfff"}')
    assert document.text == "a\ufffdb c d\n\n\ufffd\n\nx\ufffd\ufffd"
    assert document.hints.title == "a\ufffdb c d"


def test_items_are_told_from_other_json() -> None:
    assert ninjs.items_of({"uri": "u", "Headlines": []})
    assert not ninjs.items_of({"uri": "u", "title": "x"})
    assert not ninjs.items_of(None)
