"""The values that the text floor hands on.

Every offset, here and everywhere above, counts code points of the raw text as it was stored (`RawText.text`),
and a span is half open: `raw[start:end]`.
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a raw text. The segments of a text, in order, tile it from 0 to its length without a gap.

    White space belongs to the segment before it (leading white space to the first one).
    `kind` is one of `clean.KINDS`; `reason` is empty exactly when the segment is kept; `rule` names what decided.
    """

    start: int
    end: int
    kind: str
    kept: bool = True
    reason: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """What a file's own structure says of a piece of its text. `kind` is one of `clean.KINDS`, or empty: unknown.

    `kept` None leaves it to the text floor whether the piece is the report; a piece not kept has its reason.
    """

    start: int
    end: int
    kind: str = ""
    kept: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """What came beside the text (a form, a `.jsonl` line, a file's metadata): used before anything found in the text.

    `url`: where it was found, or was given with; `canonical`: where it says that it belongs; `credited_to`: the outlet
    or agency that it comes from. `where` tells for a field
    where its value stood, in words for an editor; without: given with the text.
    """

    title: str = ""
    published: date | None = None
    published_at: datetime | None = None
    language: str = ""
    outlet: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    where: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    standfirst: str = ""
    credited_to: str = ""

    def over(self, other: "Hints") -> "Hints":
        """These hints, and the other's where these say nothing."""
        mine = {name: getattr(self, name) for name in FILLABLE if getattr(self, name)}
        if "published" in mine or "published_at" in mine:
            mine = {"published": self.published, "published_at": self.published_at} | mine
        where = {name: words for name, words in other.where.items() if name not in mine}
        return replace(other, **mine, where=where | self.where)

    def kept(self) -> dict[str, Any]:
        """As JSON: only what is said."""
        values = asdict(self) | {
            "published": self.published.isoformat() if self.published else "",
            "published_at": self.published_at.isoformat() if self.published_at else "",
            "authors": list(self.authors),
        }
        return {name: value for name, value in values.items() if value}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Hints":
        """The hints that `kept` made."""
        return cls(
            **kept
            | {
                "published": date.fromisoformat(kept["published"]) if "published" in kept else None,
                "published_at": datetime.fromisoformat(kept["published_at"]) if "published_at" in kept else None,
                "authors": tuple(kept.get("authors", ())),
            }
        )


FILLABLE = ("title", "published", "published_at", "language", "outlet", "url", "authors", "standfirst", "credited_to")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report says of itself. `found` tells for each filled field where it was found, in words for an editor."""

    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    dateline: str = ""
    published_on: date | None = None
    credited_to: str = ""
    language: str = "und"
    found: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Repair:
    """One mend of damaged text: `raw[start:end]` reads `replacement` in the body."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of an interview. `start:end` spans its words in the raw text, without the label before them."""

    number: int
    speaker: str
    role: str  # interviewer, interviewee, unknown
    section: str | None
    start: int
    end: int
    label_start: int


@dataclass(frozen=True, slots=True)
class Interview:
    """`start:end` spans the whole interview in the raw text, from its introduction's end to its last turn's end."""

    start: int
    end: int
    turns: tuple[Turn, ...]
    headings: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A passage that may be made up: its span, a signal of `flags.SIGNALS`, and a sentence that explains it."""

    start: int
    end: int
    signal: str
    explanation: str
    on_interview: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of kept text: its span in the raw text, and its words as they read after repair."""

    start: int
    end: int
    text: str
    segment_kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `actor` is a key that groups the mentions of one actor within this text.

    `kind`: person, organisation, armed group, state, place. `title`: the office or rank beside it.
    """

    start: int
    end: int
    text: str
    actor: str
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word a sentence is. `attributed_to`: the source and its channel ("Malian presidency, on social media").

    `basis`: statement, document, own reporting, another outlet, none named.
    """

    attributed_to: str = ""
    basis: str = "none named"
