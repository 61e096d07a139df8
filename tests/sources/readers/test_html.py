"""Web pages → text, layout and hints; and what the text floor makes of them. All pages are made up for these tests."""

from datetime import date
from itertools import pairwise
from time import process_time

import pytest

from sources.readers import html
from sources.readers.documents import read_document
from sources.readers.types import Document, Item, Limits, UnreadableError
from sources.text import clean, reading
from sources.text.types import Hints

LINKED = """
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "WebSite", "name": "Quay Courier"},
  {"@type": ["NewsArticle"], "headline": "Old lighthouse gets a new keeper", "datePublished": "2024-03-05T07:30:00+01:00",
   "dateModified": "2024-03-09T10:00:00+01:00", "author": [{"@type": "Person", "name": "Mira Oldenburg"}],
   "publisher": {"@type": "Organization", "name": "Quay Courier"}}]}</script>
"""
FIRST = (
    "The lighthouse on the northern mole has a keeper again for the first time in thirty years, the harbour office said "
    "on Monday, and he moved into the small flat under the lamp with two suitcases."
)
SECOND = (
    "The keeper, a retired ferry engineer, will show visitors around and look after the clockwork of the lamp, which "
    "an association of friends has repaired in four years of work."
)
THIRD = "The office expects some nine thousand visitors a year, and asks two euros of each of them for the upkeep."
LAST = "Whoever wants to climb the ninety steps has to book a day ahead, by telephone or at the counter of the office."
ARTICLE = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Old lighthouse gets a new keeper | Quay Courier</title>
<meta property="og:title" content="Lighthouse keeper found"><meta property="og:site_name" content="Quay Courier">
<link rel="canonical" href="https://courier.example/news/keeper">{LINKED}
<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/culture">Culture</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site better. <button>Accept</button></p></div>
<main><article class="story">
<h1>Old lighthouse gets a new keeper</h1>
<p class="byline">By Mira Oldenburg</p>
<div class="story-body">
<p>{FIRST}</p>
<figure><img src="a.jpg" alt=""><figcaption>The lamp at dusk. Photo: Jo Berg</figcaption></figure>
<p>{SECOND}</p>
<h2>What visitors will see</h2>
<ul><li>The lamp and its clockwork</li><li>The fog horn, which still works</li></ul>
<table><tr><th>Year</th><th>Keepers</th></tr><tr><td>1920</td><td>three</td></tr></table>
<p>{THIRD}</p>
<p><a href="/mole">Storm damages the southern mole for the second time in this winter</a></p>
<div class="newsletter-box"><p>Sign up for our newsletter and get the news of the harbour every morning.</p></div>
</div></article>
<aside class="related"><h3>Related articles</h3><ul><li><a href="/a">Ferry late again</a></li></ul></aside>
<section id="comments"><h3>2 comments</h3><div class="comment"><p>Petra: What a lovely idea, I will surely go.</p></div>
</section></main>
<footer><p>© Quay Courier. All rights reserved.</p><script>var hidden = "nothing to read here";</script></footer>
</body></html>"""


def document(source: str | bytes, **given: object) -> Document:
    data = source.encode() if isinstance(source, str) else source
    return html.read(Item("page", data, **given), Limits())  # type: ignore[arg-type]


def read(found: Document) -> reading.Reading:
    return reading.read(found.text, found.hints, layout=found.layout)


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def kinds(found: Document) -> dict[str, str]:
    """What each line of the text was read as: "kept" or "stripped", and its kind."""
    return {
        found.text[one.start : one.end].strip(): f"{'kept' if one.kept else 'stripped'} {one.kind}"
        for one in read(found).segments
    }


def test_the_text_is_that_of_the_whole_page_in_its_order() -> None:
    found = document(ARTICLE)
    lines = [line for line in found.text.split("\n") if line]
    assert lines[:4] == ["Home", "Sport", "Culture", "We use cookies to make this site better. Accept"]
    assert lines[-1] == "© Quay Courier. All rights reserved."
    assert "1920\tthree" in lines
    assert "Petra: What a lovely idea, I will surely go." in lines
    assert "nothing to read here" not in found.text
    assert "color: red" not in found.text
    assert found.media_type == "text/html"
    assert found.reader.startswith("html 1, trafilatura ")


def test_the_report_is_kept_with_its_structure_and_the_page_around_it_has_reasons() -> None:
    found = kinds(document(ARTICLE))
    assert found["Old lighthouse gets a new keeper"] == "kept headline"
    assert found["By Mira Oldenburg"] == "kept byline"
    assert found[FIRST] == found[SECOND] == found[THIRD] == "kept paragraph"
    assert found["What visitors will see"] == "kept heading"
    assert found["The fog horn, which still works"] == "kept list"
    assert found["1920\tthree"] == "kept table"
    assert found["The lamp at dusk. Photo: Jo Berg"] == "stripped caption"
    assert found["Storm damages the southern mole for the second time in this winter"].startswith("stripped")
    assert found["Sport"] == "stripped navigation"
    assert found["Ferry late again"] == "stripped related links"
    assert found["We use cookies to make this site better. Accept"] == "stripped cookie notice"
    assert found["Petra: What a lovely idea, I will surely go."] == "stripped comment form"
    assert found["Sign up for our newsletter and get the news of the harbour every morning."] == "stripped newsletter"
    assert found["© Quay Courier. All rights reserved."] == "stripped copyright"


def test_blocks_stand_in_order_with_known_kinds_and_segments_tile_the_text() -> None:
    found = document(ARTICLE)
    assert all(first.end <= second.start for first, second in pairwise(found.layout))
    assert {block.kind for block in found.layout} <= {"", *clean.KINDS}
    segments = read(found).segments
    assert [segments[0].start, segments[-1].end] == [0, len(found.text)]
    assert all(first.end == second.start for first, second in pairwise(segments))
    assert all(one.kept != bool(one.reason) for one in segments)


def test_what_the_page_says_of_itself_comes_with_its_place() -> None:
    found = read(document(ARTICLE)).metadata
    assert (found.headline, found.found["headline"]) == ("Old lighthouse gets a new keeper", "the page's headline")
    assert (found.authors, found.found["authors"]) == (("Mira Oldenburg",), "the page's linked data (author)")
    assert (found.published_on, found.found["published_on"]) == (
        date(2024, 3, 5), "the page's linked data (datePublished)",
    )  # fmt: skip
    assert (found.language, found.found["language"]) == ("en", "<html lang>")
    hints = document(ARTICLE).hints
    assert hints.published_at
    assert hints.published_at.isoformat() == "2024-03-05T07:30:00+01:00"
    assert (hints.outlet, hints.url) == ("Quay Courier", "https://courier.example/news/keeper")
    assert hints.where["url"] == "<link rel=canonical>"


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ('<meta property="article:modified_time" content="2024-03-05T07:30:00Z">', "published"),
        ('<meta property="article:published_time" content="2199-01-01T00:00:00Z">', "published"),
        ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', "published"),
        ('<meta property="article:published_time" content="last Monday">', "published"),
        ('<link rel="canonical" href="https://courier.example/">', "url"),
        ('<link rel="canonical" href="https://elsewhere.example/news/1">', "url"),
        ('<link rel="canonical" href="javascript:alert(1)">', "url"),
        ('<link rel="canonical" href="http://[broken/news">', "url"),
        ('<meta name="author" content="https://social.example/me">', "authors"),
        ('<meta name="author" content="admin">', "authors"),
        ('<meta property="og:locale" content="<b>english, mostly</b>">', "language"),
    ],
)
def test_what_cannot_be_believed_is_no_hint(head: str, field: str) -> None:
    found = document(page(f"<p>{FIRST}</p>", head), hints=Hints(url="https://www.courier.example/news/7"))
    assert not getattr(found.hints, field)
    assert field not in found.hints.where


def test_a_template_that_calls_every_page_english_is_not_believed() -> None:
    german = "Der alte Leuchtturm auf der Mole hat zum ersten Mal seit dreißig Jahren wieder einen Wärter. " * 4
    assert document(f'<html lang="en-US"><body><article><p>{german}</p></article></body></html>').hints.language == ""


def test_a_day_without_a_time_or_zone_stays_a_day() -> None:
    for said in ("2024-03-05", "2024-03-05T07:30:00", "5 March 2024"):
        found = document(page(f"<p>{FIRST}</p>", f'<meta name="date" content="{said}">')).hints
        assert (found.published, found.published_at) == (date(2024, 3, 5), None)
    assert found.where["published"] == "the page's metadata (date)"


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "utf-8"])
def test_the_charset_a_page_names_is_used(charset: str) -> None:
    words = f"“Cafés” are closed, the town’s mayor said. {FIRST}"
    source = page(f"<p>{words}</p>", f'<meta charset="{charset}">')
    found = document(source.encode("utf-8" if charset == "utf-8" else "cp1252"))
    assert found.text == words
    assert found.charset == ("utf-8" if charset == "utf-8" else "cp1252")


def test_a_declared_charset_goes_before_the_pages_own_unless_it_does_not_fit() -> None:
    source = page(f"<p>Ærø, Tårnby. {FIRST}</p>", '<meta charset="windows-1252">').encode("cp1252")
    assert document(source, charset="utf-8").charset == "cp1252"
    assert document(source, charset="iso-8859-15").charset == "iso8859-15"


def test_a_fragment_without_a_page_around_it_is_kept() -> None:
    found = document(f"<p>{FIRST}</p><p>{SECOND}</p>")
    assert found.text == f"{FIRST}\n\n{SECOND}"
    assert read(found).body == f"{FIRST}\n\n{SECOND}"


def test_where_trafilatura_finds_nothing_the_text_floor_decides() -> None:
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Home", "World", "Sport", "Subscribe"))
    deep = "<div>" * 300
    found = document(page(f"<ul>{menu}</ul>{deep}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"))
    assert not any(block.kept for block in found.layout)
    assert read(found).body.split("\n\n")[-3:] == [FIRST, SECOND, THIRD]
    assert "Subscribe" not in read(found).body


def test_a_report_in_several_containers_of_one_kind_is_kept_whole() -> None:
    chunk = "<div class='grid'><div class='article-body'>{}</div></div><aside>Advertisement</aside>"
    first, second = f"<p>{FIRST}</p><p>{SECOND}</p>" * 3, f"<p>{THIRD}</p><p>{LAST}</p>"
    found = read(document(page(f"<main>{chunk.format(first)}{chunk.format(second)}</main>")))
    assert found.body.split("\n\n") == [FIRST, SECOND] * 3 + [THIRD, LAST]


TURNS = (
    (
        "How did you become a lighthouse keeper?",
        "I was an engineer on the ferries for thirty years, and when I retired I could not live without the sea, so I "
        "wrote to the harbour office and asked for the key.",
    ),
    (
        "What do you do when there is fog?",
        "I get up, I wind the clockwork of the old horn, and then I sit by the window with my tea and I listen.",
    ),
    (
        "Are you ever lonely up there?",
        "Never in summer, when I have guests every day. In February I talk to my cat, and I think that she likes it.",
    ),
    ("And who pays for all of this?", "My friends of the association do, and I am grateful to each one of them."),
)


@pytest.mark.parametrize("labels", [("Quay Courier: ", "<strong>Ole Brandt:</strong> "), ("", "")])
def test_questions_and_answers_of_a_page_are_an_interview(labels: tuple[str, str]) -> None:
    asks, answers = labels
    body = "".join(f"<p><strong>{asks}{asked}</strong></p><p>{answers}{said}</p>" for asked, said in TURNS)
    lead = "<h1>“I never sleep in a storm”</h1><p>An interview with Ole Brandt, 66, who keeps the light.</p>"
    found = document(page(f"<article>{lead}{body}</article>"))
    parsed = read(found).interview
    assert parsed
    assert [turn.role for turn in parsed.turns] == ["interviewer", "interviewee"] * 4
    assert found.text[parsed.turns[1].start : parsed.turns[1].end] == TURNS[0][1]


def test_line_breaks_cells_and_preformatted_lines_are_kept_and_other_white_space_is_not() -> None:
    found = document("<div>one\n two<br>three<br><br>four</div><pre>a  b\n  c</pre><table><tr><td>x<td> y </table>")
    assert found.text == "one two\nthree\n\nfour\n\na  b\n  c\n\nx\ty"


@pytest.mark.parametrize(
    "source",
    [
        b"", b" ", b"<", b"<a" * 50_000, b"<!--" * 10_000, b"<p>" * 20_000, b"<title>" + b" | " * 50_000,
        b'<script type="application/ld+json">{"headline":' + b"[" * 100_000 + b"</script>",
        b'<script type="application/ld+json">{"@type": "NewsArticle", "headline": 7, "author": {"name": [null]}}</script>',
    ],
)  # fmt: skip
def test_broken_pages_without_text_have_none(source: bytes) -> None:
    assert document(source).text.strip("<") == ""


def test_however_deep_a_page_goes_its_text_is_there() -> None:
    for source in ("<div>" * 100_000 + FIRST, "<b>word " * 5_000 + FIRST, "<ul><li>" * 3_000 + FIRST):
        assert document(source).text.endswith(FIRST)


def test_what_no_database_stores_is_replaced() -> None:
    found = document(b"<p>" + b"long enough to be a text " * 9 + b"a\0b&#xD800;c&#0;d</p>")
    assert not set(found.text) & {"\0", "\ud800"}
    assert "\ufffd" in found.text


def test_what_is_no_text_says_so() -> None:
    with pytest.raises(UnreadableError, match=r"shot\.html is not a text file"):
        document(b"\0\1\2\3" * 200, name="shot.html")


@pytest.mark.parametrize(
    "source",
    [
        b'<meta charset="punycode"><p>' + b"abcd " * 40 + b"-" + b"ba" * 100_000,
        b'<div title="<">' * 3_000 + b"words",
        b"words" + b"<div>" * 2_100 + b"<" + b"a" * 100_000,
        b"<title>" + b"word " * 100_000 + b"</title>" + b"<h1>some few words</h1>" * 3_000,
    ],
)
def test_hostile_pages_take_no_longer_than_others(source: bytes) -> None:
    """Each of these took from five seconds to minutes, or ended in a RecursionError."""
    began = process_time()
    assert document(source).text
    assert process_time() - began < 3


def test_a_date_beyond_all_calendars_is_none() -> None:
    assert (
        document(page("<p>x</p>", '<meta name="date" content="Mon, 1 Jan 99999999999 00:00:00 GMT">')).hints.published
        is None
    )


def test_where_a_page_belongs_is_kept_beside_where_it_was_found() -> None:
    given = Hints(url="https://courier.example/news/keeper?from=feed")
    hints = read_document(Item("x", ARTICLE.encode(), given, "x.html"), Limits()).hints
    assert (hints.url, hints.canonical) == (given.url, "https://courier.example/news/keeper")
    assert hints.where["canonical"] == "<link rel=canonical>"
