"""What a file's own structure says of the units of its text, beside what the rules say."""

from collections.abc import Sequence
from dataclasses import replace

from sources.text.page import rules
from sources.text.page.features import Look
from sources.text.page.lines import Unit
from sources.text.page.rules import Verdict
from sources.text.types import Block

FRONT = frozenset({"headline", "standfirst", "byline", "dateline", "credit"})
"""Kinds that a file's structure names for certain. Whether a heading, a list or a table is the report's, it may not."""
ASIDE = frozenset(
    {"navigation", "related links", "comment form", "newsletter", "cookie notice", "running head", "quoted message"}
)
"""Stripped pieces in which no byline or date of the report is looked for: theirs are those of other reports."""
LAYOUT = "layout"


def told(units: Sequence[Unit], blocks: Sequence[Block]) -> list[Block | None]:
    """For each unit the block that most of it stands in. Both are in order, and none overlaps another of its own."""
    found: list[Block | None] = []
    at = 0
    for unit in units:
        while at < len(blocks) and blocks[at].end <= unit.start:
            at += 1
        best, most, reach = None, 0, at
        while reach < len(blocks) and blocks[reach].start < unit.end:
            shared = min(unit.end, blocks[reach].end) - max(unit.start, blocks[reach].start)
            best, most = (blocks[reach], shared) if shared > most else (best, most)
            reach += 1
        found.append(best)
    return found


def verdict(look: Look, given: Verdict | None, block: Block | None) -> Verdict | None:
    """The rules' verdict and the structure's in one. What says itself that it is none of the report, is none."""
    if block is None or (given is not None and given.reason):
        return given
    if block.kept or (block.kept is None and block.kind in FRONT):
        return replace(given, kind=block.kind or given.kind) if given else Verdict(block.kind, "", LAYOUT)
    if block.kept is None or (given is not None and given.kind == "credit" and not block.kind):
        return given
    if block.reason:
        return Verdict(block.kind, block.reason, LAYOUT)
    named = rules.debris(look)
    return Verdict(named.kind, named.reason, LAYOUT)
