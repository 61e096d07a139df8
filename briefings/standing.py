"""The pages beside the briefings: about, principles, corrections. An editor's words, or ours until there are some."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefings import markup
from briefings.models import StandingPage
from briefings.models.reader import LIMITS, STANDING

TEXTS = Path(__file__).parent / "standing_texts"


@dataclass(frozen=True, slots=True)
class Shown:
    slug: str
    title: str
    html: str
    language: str


def find(slug: str) -> Shown:
    """`slug`: one of STANDING. What is stored was made by `markup` when it was saved."""
    row = StandingPage.objects.filter(slug=slug).first()
    if row:
        return Shown(slug, row.title, markup.stored(row.html), row.language)
    return Shown(slug, STANDING[slug], _ours(slug), "en")


@cache
def _ours(slug: str) -> str:
    return markup.render((TEXTS / f"{slug}.md").read_text(), LIMITS)
