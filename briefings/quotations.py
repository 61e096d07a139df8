"""Quotations in a briefing's text whose words are not in what they are said to come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefings import markup, saving
from briefings.models import Annotation, Briefing
from sources.models import SourceArticle
from sources.text import quotations
from sources.text.quotations import Quotation

DASHES = ("—", "–", "-")
"""What a line that names the speaker of a block quotation begins with."""


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A quotation, and the reports in which its words were looked for; `cited`: they are cited under it."""

    quotation: Quotation
    reports: tuple[SourceArticle, ...]
    cited: bool

    def __str__(self) -> str:
        words = " ".join(self.quotation.words.split())
        shown = words if len(words) <= 80 else f"{words[:80]}…"
        if not self.cited:
            return f"The words “{shown}” are quoted, and stand in none of the reports."
        return f"The words “{shown}” are quoted, and do not stand in {' or '.join(f'“{a}”' for a in self.reports)}."


def unfounded(briefing: Briefing, marks: Sequence[Annotation], articles: Sequence[SourceArticle]) -> list[Unfounded]:
    """Of the text as it is, with the marks at their places in it. Raises markup.MarkupError."""
    html = saving.html_of(briefing)
    text = markup.plain_text(html)
    quoted = [*quotations.find(text), *_in_blocks(html)]
    reports = {article.pk: article for article in articles}
    words = {pk: quotations.words_of(article.raw.text) for pk, article in reports.items()} if quoted else {}
    found: list[Unfounded] = []
    for one in quoted:
        cited = _cited_under(one, marks)
        looked_in = [pk for pk in (cited or reports) if pk in reports]
        if not quotations.stands_in(one.words, [words[pk] for pk in looked_in]):
            found.append(Unfounded(one, tuple(reports[pk] for pk in looked_in), bool(cited)))
    return found


def _in_blocks(html: str) -> Iterator[Quotation]:
    for node in markup.quoted_blocks(html):
        is_source_line = node.text.lstrip().startswith(DASHES)
        if not is_source_line and not quotations.find(node.text) and len(node.text.split()) >= quotations.FEWEST_WORDS:
            yield Quotation(node.start, node.end, node.text)


def _cited_under(one: Quotation, marks: Sequence[Annotation]) -> list[int]:
    """The reports that marks on the quotation, or on a part of it, cite."""
    there = [mark for mark in marks if mark.state == "anchored" and mark.start < one.end and mark.end > one.start]
    return list(dict.fromkeys(citation.article_id for mark in there for citation in mark.citations.all()))
