"""What stands behind a briefing: its reports by number, their origins, and what each passage is worth, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.db.models import prefetch_related_objects

from sources.models import Interview, SourceArticle
from sources.origins import origins_of
from sources.overlap import corroboration
from sources.overlap.corroboration import CitedPassage, Origin
from sources.text.following import followable
from sources.text.types import Attribution

CONTEXT_CHARS = 120

NOTICES = {
    "generator leftover": "This report holds a text generator's closing sentence.",
    "unverified speaker": "This report quotes a speaker we found nowhere else.",
    "unknown speaker": "No other report in our archive names that speaker.",
    "echo": "Answers in this report's interview repeat its own text.",
    "stock phrasing": "This report holds stock phrasing.",
}
NOTED_ON_CITATIONS = ("generator leftover",)
UNVERIFIED = "From an interview whose speaker we could not verify."
ONLY_UNVERIFIED = "Only in an interview; we could not verify its speaker"


class Passage(Protocol):
    """A citation or a difference's value: an exact span of a report."""

    article_id: int
    start: int
    end: int
    exact: str
    attributed_to: str
    basis: str


@dataclass(frozen=True)
class Evidence:
    """`articles`: the reports in order of arrival; their numbers on the page follow it."""

    articles: list[SourceArticle]

    @cached_property
    def numbers(self) -> dict[int, int]:
        return {article.pk: number for number, article in enumerate(self.articles, start=1)}

    @cached_property
    def by_pk(self) -> dict[int, SourceArticle]:
        return {article.pk: article for article in self.articles}

    @cached_property
    def signals(self) -> dict[int, set[str]]:
        prefetch_related_objects(self.articles, "flags")
        return {article.pk: {flag.signal for flag in article.flags.all()} for article in self.articles}

    @cached_property
    def interviews(self) -> dict[int, Interview]:
        rows = Interview.objects.filter(article__in=self.articles).prefetch_related("turns")
        return {interview.article_id: interview for interview in rows}

    @cached_property
    def found_origins(self) -> tuple[Origin, ...]:
        prefetch_related_objects(self.articles, "segments")
        return origins_of(self.articles)

    def origin_id(self, article: SourceArticle) -> str:
        places = (n for n, o in enumerate(self.found_origins, start=1) if str(article.uid) in o.reports)
        return f"o{next(places)}"

    def origins(self) -> list[dict[str, Any]]:
        return [
            {"id": f"o{n}", "established": origin.established, "words": origin.why, "sources": list(origin.reports)}
            for n, origin in enumerate(self.found_origins, start=1)
        ]

    def sources(self) -> list[dict[str, Any]]:
        prefetch_related_objects(self.articles, "flags")
        return [self._source(article) for article in self.articles]

    def _source(self, article: SourceArticle) -> dict[str, Any]:
        outlets = {a.outlet.name.casefold() for a in self.articles if a.outlet}
        return {
            "uid": str(article.uid),
            "number": self.numbers[article.pk],
            "headline": article.headline,
            "outlet": article.outlet.name if article.outlet else "",
            "byline": article.byline,
            "authors": article.authors,
            "credited_to": article.credited_to,
            "credited_read": article.credited_to.casefold() in outlets,
            "published_on": article.published_on.isoformat() if article.published_on else None,
            "dated": article.dated(),
            "received_at": f"{article.raw.received_at:%Y-%m-%dT%H:%M:%SZ}",
            "url": followable(article.canonical_url or article.raw.url),
            "language": article.language,
            "sha256": article.raw.sha256,
            "origin": self.origin_id(article),
            "copy_of": str(article.copy_of.uid) if article.copy_of and article.copy_of_id in self.by_pk else None,
            "withdrawn": article.state == "withdrawn",
            "flags": [{"signal": f.signal, "explanation": f.explanation} for f in article.flags.all()],
        }

    def passage(self, cited: Passage) -> dict[str, Any]:
        article = self.by_pk[cited.article_id]
        return {
            "source": str(article.uid),
            "number": self.numbers[article.pk],
            "exact": cited.exact,
            "start": cited.start,
            "end": cited.end,
            "attributed_to": cited.attributed_to,
            "basis": cited.basis,
            "notices": self.notices(cited),
        }

    def value(self, told: Passage) -> dict[str, Any]:
        """A difference's value: its passage, and the origin behind it."""
        return self.passage(told) | {"origin": self.origin_id(self.by_pk[told.article_id])}

    def passage_in_context(self, cited: Passage) -> dict[str, Any]:
        """With the whole words around it in the report, so that a reader can judge."""
        article = self.by_pk[cited.article_id]
        before = article.quote(max(0, cited.start - CONTEXT_CHARS), cited.start).rpartition("\n")[2]
        after = article.quote(cited.end, cited.end + CONTEXT_CHARS).partition("\n")[0]
        if len(before) == CONTEXT_CHARS:
            before = f"…{before.partition(' ')[2]}"
        if len(after) == CONTEXT_CHARS:
            after = f"{after.rpartition(' ')[0]}…"
        return self.passage(cited) | {"before": before, "after": after}

    def notices(self, cited: Passage) -> list[str]:
        """What a reader has to know of the report before believing the passage."""
        signals = self.signals[cited.article_id]
        notices = [words for signal, words in NOTICES.items() if signal in signals and signal in NOTED_ON_CITATIONS]
        if self.is_unverified_answer(cited):
            notices.append(UNVERIFIED)
        return notices

    def is_unverified_answer(self, cited: Passage) -> bool:
        interview = self.interviews.get(cited.article_id)
        if interview is None or interview.corroborates:
            return False
        return any(cited.start < turn.end and turn.label_start < cited.end for turn in interview.turns.all())

    def support(self, citations: Sequence[Passage]) -> dict[str, Any]:
        """How a statement is corroborated, in words. Answers of unverified speakers corroborate nothing."""
        counted = [c for c in citations if not self.is_unverified_answer(c)]
        found = corroboration.support_of(
            [CitedPassage(str(self.by_pk[c.article_id].uid), Attribution(c.attributed_to, c.basis)) for c in counted],
            self.found_origins,
            {str(a.uid): self.numbers[a.pk] for a in self.articles},
        )
        return {
            "status": found.status,
            "words": ONLY_UNVERIFIED if citations and not counted else found.words,
            "reports": found.reports,
            "independent": found.independent,
        }

    def trust_words(self) -> str:
        return corroboration.trust_line(self.found_origins)
