"""The text floor in one call: a raw text in, everything that can be said of it alone out."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.text import body, clean, flags, interview, metadata, partition
from sources.text.types import Block, Flag, Hints, Interview, Metadata, Repair, Segment


@dataclass(frozen=True, slots=True)
class Reading:
    segments: tuple[Segment, ...]
    metadata: Metadata
    interview: Interview | None
    flags: tuple[Flag, ...]
    body: str
    repairs: tuple[Repair, ...]


def read(text: str, hints: Hints, decided: Sequence[Segment] = (), layout: Sequence[Block] = ()) -> Reading:
    """`decided` are pieces that an editor kept or stripped; they stand. `layout` is the file's structure."""
    segments = partition.overlay(clean.segment(text, hints, layout), decided)
    found = interview.parse(text, segments)
    segments = partition.overlay(interview.mark(segments, found), decided)
    built = body.build(text, segments, found)
    return Reading(
        segments=segments,
        metadata=metadata.find(text, segments, hints),
        interview=found,
        flags=flags.find(text, segments, found),
        body=built.text,
        repairs=built.repairs,
    )
