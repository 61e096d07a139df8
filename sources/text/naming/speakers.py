"""Who wrote or asked, and so is no actor of the report: interviewers by their labels, authors by their bylines."""

import re
from collections import defaultdict
from collections.abc import Sequence

from sources.text.fold import fold
from sources.text.types import Segment

LABEL = re.compile(r"^[ \t]*([^\W\d_][^:\n]{1,60}):[ \t]", re.MULTILINE)
BYLINE = re.compile(
    r"^[ \t]*(?:(?:(?:report|edit)(?:ed|ing) |(?:written|story|text|words|photos?|interview) )?by|par|von|por)"
    r"[ \t]+([^\W\d_][^\n.:]{2,60})$|(?:posts by|articles by|written by|reporting by|editing by)[ \t]+([^\n.;:]{3,60})",
    re.IGNORECASE | re.MULTILINE,
)
LONGEST_LABEL = 6
# An interviewer asks at least twice, and three of five of the turns end with the question.
FEWEST_QUESTIONS, SHARE_OF_QUESTIONS = 2, 0.6


def bystanders(text: str, segments: Sequence[Segment]) -> frozenset[str]:
    """The folded names of interviewers and authors, and what may be their names within labels and bylines."""
    kept = [text[segment.start : segment.end] for segment in segments if segment.kept]
    read = "\n".join(piece.rstrip("\n") for piece in kept)
    names = _interviewers(read) | _authors(read)
    return frozenset(part for name in names for part in _parts(name.split()[:LONGEST_LABEL]))


def _parts(words: list[str]) -> list[str]:
    """Every run of two and more words ("dr anna berg": "dr anna", "anna berg", all three)."""
    ends = range(2, len(words) + 1)
    return [" ".join(words[start:end]) for end in ends for start in range(end - 1)]


def _interviewers(text: str) -> frozenset[str]:
    turns: dict[str, list[bool]] = defaultdict(list)
    labels = [match for match in LABEL.finditer(text) if len(match[1].split()) <= LONGEST_LABEL]
    ends = [*(match.start() for match in labels), len(text)][1:]
    for match, end in zip(labels, ends, strict=True):
        turns[fold(match[1])].append(text[match.end() : end].rstrip().endswith("?"))
    if len(turns) < 2:
        return frozenset()
    asked = {
        label for label, ends in turns.items() if sum(ends) >= max(FEWEST_QUESTIONS, SHARE_OF_QUESTIONS * len(ends))
    }
    return frozenset(asked) if len(asked) < len(turns) else frozenset()


def _authors(text: str) -> frozenset[str]:
    return frozenset(fold(match[1] or match[2]) for match in BYLINE.finditer(text))
