"""Last step of the pipeline: does anything else in the archive know the people who answer in an interview?"""

from collections.abc import Iterator

from django.db.models import Q

from sources.models import Flag, Interview, SourceArticle, Turn
from sources.models.articles import SourceArticleQuerySet
from sources.text.flags import UNKNOWN, UNVERIFIED
from sources.text.names import fold
from sources.text.transcripts.speakers import comparable

FULL_NAME = 2
"""Words that a name has at least: a bare surname may be anybody's."""


def look_up_speakers(article: SourceArticle) -> None:
    """Flag those who answer, cannot be verified from their own report, and are named in no other one.

    It says how many reports were here then: a later one that names them lifts the flag when this one is read again.
    """
    interview = Interview.objects.filter(article=article).first()
    unverified = list(article.flags.filter(signal=UNVERIFIED)) if interview else []
    article.flags.filter(signal=UNKNOWN).delete()
    if interview and unverified:
        Flag.objects.bulk_create(_unknown(interview, unverified))


def _unknown(interview: Interview, unverified: list[Flag]) -> Iterator[Flag]:
    others = _others(interview.article)
    count = others.count()
    for flag in unverified if count else ():
        name = _speaker_at(interview, flag)
        words = comparable(name).words
        if len(words) >= FULL_NAME and not _named_in(others, " ".join(words)):
            explanation = f"{name} is named in none of the {count:,} other reports that were here when this was read."
            yield Flag(
                article=interview.article,
                interview=interview,
                start=flag.start,
                end=flag.end,
                signal=UNKNOWN,
                explanation=explanation,
            )


def _others(article: SourceArticle) -> SourceArticleQuerySet:
    """The archive without this text: its copies and its other versions vouch for nothing."""
    family = Q(copy_of=article.original) | Q(pk=article.original.pk) | Q(pk=article.pk)
    if article.place:
        family |= Q(place=article.place)
    return SourceArticle.objects.exclude(state="spiked").exclude(family)


def _speaker_at(interview: Interview, flag: Flag) -> str:
    turn: Turn | None = interview.turns.filter(label_start__lte=flag.start, end__gte=flag.end).first()
    return turn.speaker if turn else ""


def _named_in(others: SourceArticleQuerySet, name: str) -> bool:
    return others.filter(mentions__actor__names__folded=fold(name)).exists()
