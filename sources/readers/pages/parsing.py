"""A page's source → its tree. However broken or deep, none of its text is lost."""

import re
from html import escape

from lxml.etree import ParserError, XMLSyntaxError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from sources.readers.pages.rendering import BLOCKS

TOO_DEEP = "ERR_RESOURCE_LIMIT"
"""libxml2 reads no further where elements stand more than 2,048 deep."""
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>")
HOLDS_NO_TAGS = frozenset({"script", "style", "title", "meta", "link"})


def parse(source: str) -> HtmlElement | None:
    """The tree without comments; None if there is nothing in it. Too deep even when flat, it is read as plain text."""
    root = None
    for form in (str, _flat, escape):
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        try:
            root = document_fromstring(form(source).encode("utf-8"), parser=parser)
        except (ParserError, XMLSyntaxError):
            return None
        last = parser.error_log.last_error
        if last is None or last.type_name != TOO_DEEP:
            break
    return root


def _flat(source: str) -> str:
    """The source with a line break for each block's tag and without the others: nothing stands in anything."""
    return TAG.sub(_flat_tag, source)


def _flat_tag(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name in HOLDS_NO_TAGS:
        return tag[0]
    return "<br>" if name in BLOCKS or name == "br" else ""
