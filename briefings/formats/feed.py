"""Feeds of briefings: Atom (RFC 4287, tombstones RFC 6721), RSS 2.0 and JSON Feed 1.1.

An entry keeps its id through all editions; a retracted one leaves a tombstone, also in the formats that have none of
their own (an element of RFC 6721 in RSS, an extension of ours in JSON Feed).
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape

from briefings.formats import wording
from briefings.formats.site import urn

TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
JSON_FEED = "https://jsonfeed.org/version/1.1"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When an empty feed was updated: its bytes, and so its ETag, may not change by the clock."""
NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold at all, not even escaped (section 2.2)."""


@dataclass(frozen=True, slots=True)
class Feed:
    """`entries`, `gone`: summaries of live editions and of retractions, as they are stored."""

    title: str
    description: str
    language: str
    home: str
    address: str
    publisher: str
    entries: list[dict[str, Any]]
    gone: list[dict[str, Any]]


class _Dated(SyndicationFeed):
    def latest_post_date(self) -> datetime:
        return max((datetime.fromisoformat(at) for at in self.feed["changes"]), default=NEVER)

    def add_tombstones(self, handler: Any) -> None:
        for row in self.feed["gone"]:
            place = {"ref": urn(row["uid"]), "when": row["edition"]["published_at"]}
            handler.startElement("at:deleted-entry", place)
            handler.addQuickElement("at:comment", row["edition"]["note"])
            handler.endElement("at:deleted-entry")


class _Atom(_Dated, Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:at": TOMBSTONES}

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def write_items(self, handler: Any) -> None:
        super().write_items(handler)
        self.add_tombstones(handler)


class _Rss(_Dated, Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {"xmlns:at": TOMBSTONES}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))

    def write_items(self, handler: Any) -> None:
        super().write_items(handler)
        self.add_tombstones(handler)


def atom(feed: Feed) -> bytes:
    return _written(_Atom, feed)


def rss(feed: Feed) -> bytes:
    return _written(_Rss, feed)


def json_feed(feed: Feed) -> dict[str, Any]:
    gone = [
        {"id": urn(row["uid"]), "when": row["edition"]["published_at"], "reason": row["edition"]["note"]}
        for row in feed.gone
    ]
    return {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.publisher}],
        "items": [_item(entry, feed) for entry in feed.entries],
        **({"_retracted": {"about": TOMBSTONES, "entries": gone}} if gone else {}),
    }


def _item(entry: dict[str, Any], feed: Feed) -> dict[str, Any]:
    found = {
        "id": urn(entry["uid"]),
        "url": entry["url"],
        "title": entry["headline"],
        "summary": entry["standfirst"],
        "content_text": _words(entry),
        "date_published": entry["first_published_at"],
        "date_modified": entry["edition"]["published_at"],
        "authors": [{"name": name} for name in entry["authors"]],
        "tags": entry["topics"],
        "language": entry["language"],
    }
    return {name: value for name, value in found.items() if value or name == "content_text"}


def _words(entry: dict[str, Any]) -> str:
    """What the newest edition is, where it says so; the sentence under the headline; how well it is supported."""
    parts = [wording.change(entry["edition"]), entry["standfirst"], "; ".join(entry["trust"])]
    return "\n\n".join(part for part in parts if part)


def _written(kind: type[_Dated], feed: Feed) -> bytes:
    writable = _writable(feed.entries)
    changes = [row["edition"]["published_at"] for row in (*feed.entries, *feed.gone)]
    made = kind(
        title=_writable(feed.title),
        link=feed.home,
        description=_writable(feed.description),
        subtitle=_writable(feed.description),
        feed_url=feed.address,
        language=feed.language,
        gone=_writable(feed.gone),
        changes=changes,
    )
    for entry in writable:
        made.add_item(
            title=entry["headline"],
            link=entry["url"],
            description=escape(_words(entry)),
            unique_id=urn(entry["uid"]),
            unique_id_is_permalink=False,
            author_name=", ".join(entry["authors"]) or _writable(feed.publisher),
            pubdate=datetime.fromisoformat(entry["first_published_at"]),
            updateddate=datetime.fromisoformat(entry["edition"]["published_at"]),
            categories=entry["topics"],
            language=entry["language"],
        )
    return str(made.writeString("utf-8")).encode()


def _writable(value: Any) -> Any:
    """The same with U+FFFD for whatever would leave the whole feed ill formed."""
    if isinstance(value, dict):
        return {name: _writable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_writable(inner) for inner in value]
    return NO_XML.sub("\ufffd", value) if isinstance(value, str) else value
