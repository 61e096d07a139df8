"""Our own sentences in an edition, said in the language of its page. For programs the edition keeps them in English."""

import re
from typing import Any

from django.utils.translation import gettext, gettext_noop

SENTENCES = (
    gettext_noop("Single report"),
    gettext_noop("One source, carried by {count}"),
    gettext_noop("Reported independently by {count}"),
    gettext_noop("Independence not established"),
    gettext_noop("In {count} reports; independence not established"),
    gettext_noop("Only report {count}; cites {who}"),
    gettext_noop("Only report {count}; names no source"),
    gettext_noop("In no report"),
    gettext_noop("Only in an interview; we could not verify its speaker"),
    gettext_noop("names no source"),
    gettext_noop("cites {who}"),
    gettext_noop("credits {outlet}, which was not read; names no source"),
    gettext_noop("credits {outlet}, which was not read; cites {who}"),
    gettext_noop("1 point differs"),
    gettext_noop("{count} points differ"),
    gettext_noop("interview by us"),
    gettext_noop("expert checked"),
    gettext_noop("expert unverified"),
    gettext_noop("This report holds a text generator's closing sentence."),
    gettext_noop("From an interview whose speaker we could not verify."),
    gettext_noop("This interview was conducted by us{rest}"),
    gettext_noop(
        "This interview was not conducted by us. It is taken from report {count}. We checked who {who} is{rest}"
    ),
    gettext_noop(
        "This interview was not conducted by us. It is taken from report {count}. "
        "We could not confirm that {who} exists.{rest}"
    ),
)
"""What is said of corroboration, differences and an interview, with what may stand in it; `rest` stays as it is."""

INSERTED = {"count": r"\d+", "who": r".+?", "outlet": r".+?", "rest": r".*"}
SPOKEN = ("words", "notices", "disclosure")
"""The fields of an edition that hold such sentences."""


def _pattern(sentence: str) -> re.Pattern[str]:
    pattern = re.escape(sentence)
    for name, what in INSERTED.items():
        pattern = pattern.replace(rf"\{{{name}\}}", f"(?P<{name}>{what})")
    return re.compile(pattern, re.DOTALL)


PATTERNS = tuple((_pattern(sentence), sentence) for sentence in SENTENCES)


def said(words: str) -> str:
    """In the active language; as they are where they are no sentence of ours."""
    for pattern, sentence in PATTERNS:
        if found := pattern.fullmatch(words):
            return gettext(sentence).format(**found.groupdict())
    return words


def said_throughout(value: Any, field: str = "") -> Any:
    """An edition's document, its sentences said in the active language."""
    if isinstance(value, dict):
        return {name: said_throughout(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [said_throughout(inner, field) for inner in value]
    return said(value) if field in SPOKEN and isinstance(value, str) else value
