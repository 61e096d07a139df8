"""RSS, Atom and JSON Feed → entries; what is no feed, or declares more than a feed may, says so."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.readers.feed import Entry, FeedDocument, read_feed, words_of
from sources.readers.types import UnreadableError

URL = "https://post.example/news/feed.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour &amp; Island Post</title><language>en-GB</language><ttl>45</ttl>
<item><guid isPermaLink="false">post-7</guid><link>../pier?id=7</link><title>Pier &lt;i&gt;reopens&lt;/i&gt;, 3 &amp;amp; 4 stay shut</title>
<dc:creator>Ada Voss</dc:creator><pubDate>Mon, 05 Oct 2026 23:30:00 -0400</pubDate>
<description>The pier reopens.</description>
<content:encoded><![CDATA[<p onclick="x()">The pier reopens on Friday.</p><script>count(1)</script>]]></content:encoded></item>
<item><link>https://post.example/2</link><title>Two</title><author>desk@post.example (Bo Berg)</author>
<dc:date>2026-10-04</dc:date><description>Bread &amp; salt.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://kurier.example/z/">
<title type="html">Kurier &amp;amp; Bote</title>
<entry xml:lang="fr"><id>urn:k:1</id><link rel="alternate" href="eins"/><title>Un</title>
<published>2026-10-03T08:00:00+02:00</published><updated>2026-10-04T09:00:00Z</updated>
<author><name>Zoé Lang</name></author><author><name>Ute Roth</name></author>
<summary>court</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un &lt; deux</p></div></content></entry>
<entry><id>urn:k:2</id><title>Zwei</title><updated>2026-10-04T09:00:00Z</updated><content type="text">1 &lt; 2 &amp; 3</content></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://old.example/"><title>Old News</title><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="https://old.example/1"><title>One</title><link>https://old.example/1</link><dc:date>2026-10-02T10:00:00Z</dc:date></item>
</rdf:RDF>"""

JSON_FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Jot",
    "language": "en",
    "items": [
        {"id": 7, "url": "/a", "title": "A", "content_html": "<p>Long enough.</p>", "summary": "s", "authors": [{"name": "Mo"}, {}], "date_published": "2026-10-03T08:00:00Z", "date_modified": "2026-10-04T08:00:00Z"},
        {"id": "b", "external_url": "https://else.example/b", "content_text": "1 < 2", "author": {"name": "Di"}, "language": "sv"},
        {"note": "neither id nor address"},
        "no object",
    ],
}  # fmt: skip


def read(text: str, url: str = URL) -> FeedDocument:
    return read_feed(text.encode(), url)


def test_rss() -> None:
    feed = read(RSS)
    assert (feed.title, feed.language, feed.minutes) == ("Harbour & Island Post", "en-gb", 45)
    eastern = timezone(timedelta(hours=-4))
    assert feed.entries[0] == Entry(
        id="post-7",
        url="https://post.example/pier?id=7",
        title="Pier reopens, 3 & 4 stay shut",
        authors=("Ada Voss",),
        published=date(2026, 10, 5),
        published_at=datetime(2026, 10, 5, 23, 30, tzinfo=eastern),
        content='<p onclick="x()">The pier reopens on Friday.</p><script>count(1)</script>',
        is_html=True,
        language="en-gb",
    )
    two = feed.entries[1]
    assert (two.id, two.authors) == ("https://post.example/2", ("Bo Berg",))
    assert (two.published, two.published_at) == (date(2026, 10, 4), None)
    assert (two.content, two.is_html) == ("Bread & salt.", False)


def test_atom() -> None:
    feed = read(ATOM)
    one, two = feed.entries
    assert (feed.title, feed.language) == ("Kurier & Bote", "de")
    assert (one.url, one.authors, one.language) == ("https://kurier.example/z/eins", ("Zoé Lang", "Ute Roth"), "fr")
    assert (one.published, one.updated) == (date(2026, 10, 3), "2026-10-04T09:00:00Z")
    assert (one.content, one.is_html) == ("<p>Un &lt; deux</p>", True)
    assert (two.content, two.is_html, two.language) == ("1 < 2 & 3", False, "de")


def test_when_an_entry_changed_is_not_when_it_was_published() -> None:
    two = read(ATOM).entries[1]
    assert (two.published, two.published_at) == (None, None)
    assert two.updated


def test_rss_1_has_its_dates_and_its_pace_from_modules() -> None:
    feed = read(RDF)
    assert feed.minutes == 360
    assert feed.entries[0].published_at == datetime(2026, 10, 2, 10, tzinfo=UTC)


def test_json_feed() -> None:
    feed = read(json.dumps(JSON_FEED))
    assert [entry.id for entry in feed.entries] == ["7", "b"]
    one, two = feed.entries
    assert (one.url, one.authors, one.content, one.is_html) == ("https://post.example/a", ("Mo",), "<p>Long enough.</p>", True)  # fmt: skip
    assert (one.published_at, one.updated) == (datetime(2026, 10, 3, 8, tzinfo=UTC), "2026-10-04T08:00:00Z")
    assert (two.url, two.authors, two.content, two.is_html) == ("https://else.example/b", ("Di",), "1 < 2", False)
    assert (one.language, two.language) == ("en", "sv")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "utf-8-sig"])
def test_the_charset_that_a_feed_declares(charset: str) -> None:
    text = f"<?xml version='1.0' encoding='{charset.removesuffix('-sig')}'?><rss version='2.0'><channel><title>Grüße</title></channel></rss>"
    assert read_feed(text.encode(charset), URL).title == "Grüße"


def test_the_servers_word_on_the_charset_comes_first() -> None:
    text = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Grüße</title></channel></rss>"
    assert read_feed(text.encode("iso-8859-1"), URL, "iso-8859-1").title == "Grüße"


def test_a_feed_that_is_no_good_xml_is_read_all_the_same() -> None:
    broken = (
        RSS.replace("</rss>", "").replace("Bread &amp; salt.", "Bread & salt&nbsp;.").replace("<ttl>45</ttl>", "<br>")
    )
    feed = read(broken)
    assert [entry.id for entry in feed.entries] == ["post-7", "https://post.example/2"]


@pytest.mark.parametrize("said", ["", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z", "2026-13-45", "9" * 5000, "Mon, 1 Jan 99999999999 00:00:00 GMT"])  # fmt: skip
def test_a_date_that_is_none(said: str) -> None:
    text = f"<rss version='2.0'><channel><item><guid>1</guid><pubDate>{said}</pubDate></item></channel></rss>"
    [entry] = read(text).entries
    assert (entry.published, entry.published_at) == (None, None)


def test_a_link_that_is_no_web_address_is_left_out() -> None:
    text = "<rss version='2.0'><channel><item><guid isPermaLink='false'>1</guid><link>javascript:alert(1)</link></item></channel></rss>"
    assert read(text).entries[0].url == ""
    item = {"id": "1", "url": "http://[bad"}
    assert read(json.dumps(JSON_FEED | {"items": [item]})).entries[0].url == ""


def refused(text: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(text)
    assert URL in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "prolog",
    [
        "<!DOCTYPE rss>",
        '<!DOCTYPE rss SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE rss [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "x" [<!ENTITY a "aaaa">]>',
    ],
)
@pytest.mark.parametrize("fault", ["", "&nbsp;", "<"])
def test_no_document_type_and_no_entities(prolog: str, fault: str) -> None:
    text = f"{prolog}<rss version='0.91'><channel><title>{fault}</title></channel></rss>"
    assert "declares a document type or entities" in refused(text)
    assert "declares a document type or entities" in refused(f"<?xml version='1.0' encoding='utf-7'?>{text}")


def test_the_document_type_that_rss_091_demands() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    text = f"<?xml version='1.0'?>\n{doctype}<rss version='0.91'><channel><item><title>T</title><link>https://a.example/</link></item></channel></rss>"
    assert [entry.title for entry in read(text).entries] == ["T"]


def test_a_web_page_is_no_feed_but_may_name_one() -> None:
    page = "<!doctype html><html><head><link rel=alternate type='application/rss+xml' href='/rss'></head><body>x</body>"
    assert "is a web page, no feed. It names its feed: https://post.example/rss" in refused(page)
    assert "Give the address of the feed itself" in refused("<html><body>x</body></html>")


@pytest.mark.parametrize("text", ["{}", '{"items": []}', "{" * 100_000, '{"version": "https://jsonfeed.org/version/1", "items": 7}', "Dear reader", "<kml/>", "[1]", "x" * 100])  # fmt: skip
def test_what_is_no_feed_says_so(text: str) -> None:
    assert "is no feed in RSS, Atom or JSON Feed" in refused(text)


def test_a_feed_of_too_many_tags_is_refused_before_it_takes_the_time() -> None:
    assert "150,000 tags" in refused("<rss version='2.0'><channel>" + "<a>" * 150_000)


def test_words_without_their_mark_up() -> None:
    assert words_of(Entry("1", content="<p class='n7'>One\n <b>two</b></p>3 < 4")) == "One two 3 < 4"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("\ud800") | st.just("http://[x"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "x"]), inner, max_size=2),
    max_leaves=4,
)
keys = st.sampled_from(["id", "url", "external_url", "title", "content_html", "content_text", "summary", "authors", "author", "date_published", "date_modified", "language"])  # fmt: skip


@given(st.lists(st.dictionaries(keys, values, max_size=6) | values, max_size=3), values, values)
def test_a_json_feed_may_hold_anything(items: list[Any], title: Any, language: Any) -> None:
    feed = read(json.dumps(JSON_FEED | {"items": items, "title": title, "language": language}))
    for entry in feed.entries:
        json.dumps([entry.id, entry.url, entry.title, entry.content, entry.updated, entry.authors]).encode()
        f"{entry}".encode()
