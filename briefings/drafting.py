"""Story → draft: the reports' factual passages as cited key points, differences, actors. Nothing is invented."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from accounts.models import Act, User
from briefings import anchoring, disputing, markup, proposing, saving
from briefings.models import Annotation, Briefing, Citation, KeyPoint, SlugRedirect
from briefings.supporting import report_sentences
from sources import deciding
from sources.comparing import compare_reports, sentences_of
from sources.models import Interview, SourceArticle, Story
from sources.text import attribution, passages
from sources.text.types import Sentence

MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|])")
MOST_PASSAGES = 3
"""Factual passages quoted in the body from each report, beside those under the key points."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of a report; `number` is the report's number on the page."""

    article: SourceArticle
    sentence: Sentence
    number: int = 0


@transaction.atomic
def draft(story: Story, *, by: User) -> Briefing:
    """A draft from a story, each sentence proposed until an editor accepts it.

    Its reports are accepted; a flagged interview stays outside until it is disposed of.
    """
    articles = [article for article in story.articles().latest_versions() if article.state != "withdrawn"]
    if not articles:
        raise ValidationError("No report of this story can be drafted from: they were spiked or withdrawn.")
    waiting = story.articles().in_inbox()
    if waiting:
        deciding.accept(waiting, by=by)
    compare_reports(story)
    lead = articles[0]
    briefing = Briefing.objects.create(
        headline=lead.headline[:300] or str(story)[:300],
        slug=free_slug(lead.headline),
        standfirst=lead.standfirst,
        language=lead.language if lead.language != "und" else "en",
        story=story,
        interview=_clean_interview(articles),
    )
    briefing.authors.add(by)
    used = _key_points(briefing, articles)
    _standfirst(briefing)
    _body(briefing, articles, used)
    proposing.propose(briefing)
    disputing.mark(briefing, by=by)
    saving.save(briefing, expected=0, by=by)
    Act.objects.record("drafted from a story", briefing, by=by, after={"story": str(story.uid)})
    return briefing


def free_slug(headline: str) -> str:
    """An address made of the headline that no briefing has, or had."""
    base = slugify(headline)[:80].strip("-") or "briefing"
    taken = {
        *Briefing.objects.filter(slug__startswith=base).values_list("slug", flat=True),
        *SlugRedirect.objects.filter(slug__startswith=base).values_list("slug", flat=True),
    }
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _clean_interview(articles: Sequence[SourceArticle]) -> Interview | None:
    """An interview that nothing is said against; a flagged one waits for its disposition."""
    return Interview.objects.filter(article__in=articles, flags=None).order_by("pk").first()


def _key_points(briefing: Briefing, articles: Sequence[SourceArticle]) -> set[tuple[int, int]]:
    """Make the key points; answers the places (article, start) of the passages they took."""
    by_uid = {str(article.uid): article for article in articles}
    used: set[tuple[int, int]] = set()
    for position, point in enumerate(passages.key_points([report_sentences(article) for article in articles])):
        row = KeyPoint.objects.create(briefing=briefing, position=position, text=point.sentence.text)
        places = [(point.report, point.sentence), *((s.report, s.sentence) for s in point.support)]
        for uid, sentence in places:
            Citation.objects.create(key_point=row, **_cited(Quoted(by_uid[uid], sentence)))
            used.add((by_uid[uid].pk, sentence.start))
    return used


def _standfirst(briefing: Briefing) -> None:
    """Where the first report has none: the best borne out of the key points, for an editor to start from."""
    first = briefing.key_points.order_by("position").first()
    if first and not briefing.standfirst:
        briefing.standfirst = first.text
        briefing.save(update_fields=["standfirst"])


def _cited(quoted: Quoted) -> dict[str, object]:
    said = attribution.find(quoted.sentence.text)
    start, end = quoted.sentence.start, quoted.sentence.end
    exact = quoted.article.quote(start, end)
    end -= len(exact) - len(exact.rstrip())
    return {
        "article": quoted.article,
        "start": start,
        "end": end,
        "exact": exact.rstrip(),
        "attributed_to": said.attributed_to[:300],
        "basis": said.basis,
    }


def _body(briefing: Briefing, articles: Sequence[SourceArticle], used: set[tuple[int, int]]) -> None:
    """Further factual passages, as quotations of their reports, with their citations and the actors they name."""
    paragraphs: list[str] = []
    quoted: list[Quoted] = []
    for number, article in enumerate(articles, start=1):
        facts = [
            Quoted(article, sentence, number)
            for sentence in sentences_of(article)
            if article.copy_of_id is None
            and sentence.segment_kind == "paragraph"
            and (article.pk, sentence.start) not in used
            and passages.kind(sentence.text) == "fact"
        ][:MOST_PASSAGES]
        quoted += facts
        paragraphs += [_quotation(fact) for fact in facts]
    briefing.body = "\n\n".join(["## What the reports say", *paragraphs]) if paragraphs else ""
    briefing.save(update_fields=["body"])
    text = markup.plain_text(saving.html_of(briefing))
    _annotate_quotes(briefing, text, quoted)
    _annotate_actors(briefing, text, articles)


def _quotation(quoted: Quoted) -> str:
    source = quoted.article.outlet.name if quoted.article.outlet else f"Report {quoted.number}"
    return f"{_escaped(source)}: “{_escaped(' '.join(quoted.sentence.text.split()))}”"


def _escaped(text: str) -> str:
    return MARKDOWN_SIGNS.sub(r"\\\1", text)


def _annotate_quotes(briefing: Briefing, text: str, quoted: Sequence[Quoted]) -> None:
    at = 0
    for quote in quoted:
        words = " ".join(quote.sentence.text.split())
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        row = _mark(briefing, "citation", anchoring.select(text, start, at))
        Citation.objects.create(annotation=row, **_cited(quote))


def _annotate_actors(briefing: Briefing, text: str, articles: Sequence[SourceArticle]) -> None:
    """Each actor at the first mention in the text."""
    mentions = [m for a in articles for m in a.mentions.exclude(state="rejected").select_related("actor") if m.actor]
    for actor in dict.fromkeys(mention.actor for mention in mentions):
        if actor is None or actor.kind in ("place", "state"):
            continue
        names = {mention.text for mention in mentions if mention.actor == actor and " " in mention.text}
        places = [(text.find(name), name) for name in names if name in text]
        if places:
            start, name = min(places, key=lambda place: (place[0], -len(place[1])))
            _mark(briefing, "actor", anchoring.select(text, start, start + len(name)), actor_id=actor.pk)


def _mark(briefing: Briefing, kind: str, place: anchoring.Selector, actor_id: int | None = None) -> Annotation:
    return Annotation.objects.create(
        briefing=briefing,
        kind=kind,
        exact=place.exact,
        prefix=place.prefix,
        suffix=place.suffix,
        start=place.start,
        end=place.end,
        actor_id=actor_id,
    )
