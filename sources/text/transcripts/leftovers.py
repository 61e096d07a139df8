"""Sentences that a text generator leaves behind, and the turns of phrase it is fond of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

SIGNS = ("[", "{{", "{%", "<%", "${")
_WORD = re.compile(r"\w+")
Sets = tuple[tuple[str, ...], ...]


def _sets(alternatives: str) -> Sets:
    """ "a b|c": the words of each alternative, the rarest first."""
    return tuple(tuple(words.split()) for words in alternatives.split("|"))


def _rarest(sets: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(words[0] for words in sets)


def _holds(held: frozenset[str], sets: Sets) -> bool:
    """Whether all the words of one of the sets are there."""
    return any(words[0] in held and held.issuperset(words) for words in sets)


@dataclass(frozen=True, slots=True)
class _Leftover:
    """A pattern of what only a generator (or a form nobody filled) says of its own text.

    `words`: all the words of one of these sets are in every match. They are looked up first: the patterns are slow.
    """

    words: Sets
    pattern: re.Pattern[str]


def _leftover(words: str, *alternatives: str) -> _Leftover:
    return _Leftover(_sets(words), re.compile("|".join(alternatives), re.IGNORECASE | re.MULTILINE))


LEFTOVERS: tuple[_Leftover, ...] = (
    _leftover(
        "html|markdown|seo|wordpress",
        r"\bthis (?:html|markdown|seo|wordpress)[ -](?:formatted|friendly|optimi[sz]ed|ready) (?:interview|"
        r"article|post|blog|piece|content|version|q\s?&\s?a)",
    ),
    _leftover(
        "html|markdown|seo|wordpress|ai|gpt|engine search|engines search|model language",
        r"\bthis (?:\w+ ){0,2}(?:interview|article|blog post|post|piece|q\s?&\s?a|content|conversation) (?:is|was|"
        r"has been|is being) (?:\w+ )?"
        r"(?:designed|formatted|optimi[sz]ed|structured|crafted|written|generated|rewritten|created) (?:for|as|by|"
        r"using|in|with|to be)"
        r"(?: \w+){0,3} (?:a )?(?:wordpress|html|seo|markdown|ai|gpt|search engines?|language model)\b",
    ),
    _leftover(
        "ai|artificial intelligence|model language",
        r"\bas an? (?:ai|artificial intelligence)(?: (?:text|language))?(?: (?:model|assistant|system))?,? "
        r"(?:i|my|we)\b",
        r"\bas a large language model,? (?:i|my|we)\b",
    ),
    _leftover(
        "knowledge my|training my",
        r"\bas of my (?:last|latest|most recent) (?:knowledge|training)(?: data)? (?:update|cut-?off)",
        r"\bmy (?:knowledge|training) cut-?off\b",
    ),
    _leftover(
        "here",
        r"^(?:certainly|sure|of course|absolutely)[!,.:]? here(?: is|['’]s| are) (?:a|an|the|your|my|some)\b",
        r"^here(?: is|['’]s) (?:a|an|the|your) (?:rewritten|revised|reworded|rephrased|paraphrased|updated|"
        r"polished|expanded|html|seo|wordpress|unique)"
        r"(?:[ -]\w+){0,3} (?:version|article|interview|post|text|draft|content)\b",
    ),
    _leftover(
        "[",
        r"\[(?:insert|placeholder|fill in|(?:your|expert|interviewee|interviewer|publication|company|author|"
        r"organi[sz]ation)(?:['’]s)? "
        r"(?:name|title|company|publication|website|email|city))\b[^\]\n]{0,80}\]",
    ),
    _leftover("{{|{%|<%|${", r"\{\{\s?[\w .|-]{1,60}\s?\}\}|\{%[^%\n]{1,80}%\}|<%=?[^%\n]{1,80}%>|\$\{[\w.]{1,40}\}"),
    _leftover("lorem ipsum|todo", r"\b(?:lorem ipsum dolor|todo: (?:add|write|insert))\b"),
    _leftover(
        "request",
        r"\bi (?:cannot|can['’]t|am unable to) (?:fulfil|fulfill|complete|assist with) (?:this|that|your) request\b",
    ),
    _leftover(
        "hope i this|let me know if you",
        r"\b(?:i hope this (?:interview|article|version|rewrite|draft) (?:meets|helps|fits)|"
        r"let me know if you(?:['’]d| would)? (?:like|want|need) "
        r"(?:me to|any (?:changes|adjustments|modifications|revisions)))\b",
    ),
    _leftover(
        "count word|regenerate|meta description",
        r"\bword count: ?\d+ words?\b|\bregenerate response\b|\bmeta description: \S",
    ),
    _leftover("themes from the", r"\bincorporating (?:the )?(?:key|main) themes from the (?:article|text|source)\b"),
)


_RAREST = _rarest(words for leftover in LEFTOVERS for words in leftover.words)


def leftovers(text: str, held: frozenset[str]) -> Iterator[re.Match[str]]:
    """Every leftover in the text, one pattern after the other. `held`: what `words_of` makes of the text."""
    if held.isdisjoint(_RAREST):
        return
    for leftover in LEFTOVERS:
        if _holds(held, leftover.words):
            yield from leftover.pattern.finditer(text)


def words_of(text: str) -> frozenset[str]:
    """The words of a text, folded, and the signs of templates in it."""
    signs = (sign for sign in SIGNS if sign in text)
    return frozenset(chain(_WORD.findall(text.casefold()), signs))


# What a leftover says when it speaks about an interview.
ABOUT_INTERVIEW = re.compile(r"\b(?:interview|conversation(?:al)?|q\s?&\s?a|expert|question)", re.IGNORECASE)

# Phrases that people use too: only a heap of different ones means anything.
_STOCK_PHRASES = re.compile(
    r"\b(?:in today['’]s fast-paced(?: world)?|in (?:an|the) ever-(?:changing|evolving)|ever-evolving landscape|"
    r"rich tapestry|delve (?:deeper )?into|"
    r"navigat(?:e|ing) the complexit(?:y|ies)|it is (?:important|worth|crucial) (?:to note|noting) that|"
    r"serves as testament|a testament to the|"
    r"underscores? the (?:importance|need|significance)|plays? a (?:crucial|pivotal|vital) role|"
    r"multifaceted (?:approach|nature|challenge)|"
    r"foster(?:ing)? sense of foster|pave the way for|at the intersection of|unlock(?:ing)? the (?:full )?potential|"
    r"shed(?:s|ding)? light on|"
    r"holistic approach|game[- ]changer|beacon of hope|double-edged sword|only time will tell|remains to be seen|"
    r"as we move forward|"
    r"in conclusion,|in summary,|a pivotal moment|transformative (?:journey|power|potential))",
    re.IGNORECASE,
)
_STOCK_WORDS = _sets(
    "paced fast|ever changing|evolving ever|tapestry rich|delve into|delve deeper|complexity the|complexities the|"
    "noting important|noting worth|noting crucial|note important to|note worth to|note crucial to|testament a|"
    "underscore the|underscores the|crucial role|pivotal role|vital role|multifaceted|foster a sense of|"
    "fostering a sense of|pave the way|intersection the|unlock the potential|unlocking the potential|shed light on|"
    "sheds light on|shedding light on|holistic approach|changer game|beacon of hope|edged double sword|tell time will|"
    "remains to be seen|forward as we move|conclusion in|summary in|pivotal a moment|transformative"
)


_RAREST_STOCK = _rarest(_STOCK_WORDS)


def stock_phrases(text: str, held: frozenset[str]) -> list[re.Match[str]]:
    """Every stock phrase in the text, in order. `held`: what `words_of` makes of the text."""
    if held.isdisjoint(_RAREST_STOCK) or not _holds(held, _STOCK_WORDS):
        return []
    return list(_STOCK_PHRASES.finditer(text))
