"""A report on its way to its place: what was prepared of its text, and what editors have said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sources.models import SourceArticle, Story, StoryMembership
from sources.overlap.types import Document, Profile, Term
from sources.preparing import Prepared


@dataclass(slots=True)
class Case:
    """`is_new`: it has no rows yet. `is_indexed`: it is found by its event keys, and counted. `words` are editors'
    verdicts on pairs with it: other article's key → verdict.

    `terms_without` are its terms by the boilerplate that was left out. `match_score`: the larger containment with what
    it is a copy of.
    """

    article: SourceArticle
    prepared: Prepared
    is_new: bool = True
    is_indexed: bool = False
    words: dict[int, str] = field(default_factory=dict)
    membership: StoryMembership | None = None
    document: Document | None = None
    profile: Profile | None = None
    story: Story | None = None
    verdict: str = ""
    match_score: float | None = None
    new_rows: Sequence[int] = ()
    new_keys: tuple[int, ...] = ()
    terms_without: dict[frozenset[int], tuple[Term, ...]] = field(default_factory=dict)

    @property
    def day(self) -> int:
        """The ordinal day it came out; 0 when it bears no date."""
        return self.article.published_on.toordinal() if self.article.published_on else 0

    @property
    def is_original(self) -> bool:
        return self.article.copy_of_id is None and self.article.previous_id is None
