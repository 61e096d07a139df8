"""The layouts with labels: who starts to speak where."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sources.text.transcripts.labels import LONGEST_LABEL, Label, breaks_before, has_colon, inner, leading, may_lead
from sources.text.transcripts.speakers import Cast, cast, comparable
from sources.text.transcripts.transcript import Line, Transcript
from sources.text.transcripts.turn_text import is_marked_heading
from sources.text.transcripts.turns import Start

# Labels inside paragraphs count where they are at least this share of all; elsewhere they are quotations or lists.
RUN_ON_SHARE = 0.25
FEWEST_INSIDE = 3
# A name must be heard this often to be a speaker by itself.
HEARD = 2

_WORD = re.compile(r"\S+")
_ENDS_LABEL = re.compile(r"\s?[*_]{0,3}[:：][*_]{0,3}(?=\s)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Where labelled speakers start, in order, and what the labels add to their names."""

    starts: tuple[Start, ...]
    additions: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Company:
    """The speakers that the labels together make sure of, by key and by every spelling (folded) they go by."""

    people: Cast
    speakers: frozenset[str]
    run_on: bool

    @cached_property
    def keys(self) -> Mapping[str, str]:
        return {comparable(name).key: who for name, who in self.people.speaker_of.items() if who in self.speakers}

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        return {name.casefold(): who for name, who in self.people.speaker_of.items() if who in self.speakers}

    @cached_property
    def most_words(self) -> int:
        return max((len(name.split()) for name in self.spellings), default=0)

    def speaker(self, name: str) -> str | None:
        return self.keys.get(comparable(name).key)


def find(transcript: Transcript) -> Labelled:
    """Every place where a labelled speaker starts to speak; empty where there is no company of speakers."""
    heads = list(_heads(transcript))
    inners = [label for index, line in enumerate(transcript.lines) for label in inner(line, index)]
    sure = [label for label in heads if label.cased and _is_backed(label, transcript)]
    if len({label.name for label in (*sure, *inners)}) < 2:
        return Labelled((), {})
    evidence = _Evidence(transcript, sure, inners, cast([*sure, *inners], transcript.text))
    company = _with_single_voices(_company(evidence), evidence)
    if len(company.speakers) < 2:
        return Labelled((), {})
    leads = {label.line: label for label in heads if company.speaker(label.name)}
    inside = (label for label in _within(transcript, company) if not _is_part_of(label, leads.get(label.line)))
    taken = {label.start: label for label in (*leads.values(), *inside)}
    starts = (
        Start(speaker, label.start, label.end, label.line)
        for _, label in sorted(taken.items())
        if (speaker := company.speaker(label.name))
    )
    return Labelled(tuple(starts), evidence.people.additions)


def _is_part_of(label: Label, lead: Label | None) -> bool:
    """ "Mara Lind:" within "[00:12] Mara Lind:"."""
    return lead is not None and label.end <= lead.end


@dataclass(frozen=True, slots=True)
class _Evidence:
    """`sure`: labels at the start of kept lines; `inners`: possible ones inside lines."""

    transcript: Transcript
    sure: Sequence[Label]
    inners: Sequence[Label]
    people: Cast


def _is_backed(label: Label, transcript: Transcript) -> bool:
    """Whether the label's line is kept, or the one below it: a label alone may pass for a link of the page."""
    return any(line.kept for line in transcript.lines[label.line : label.line + 2])


def _heads(transcript: Transcript) -> Iterator[Label]:
    for index, line in enumerate(transcript.lines):
        if not may_lead(line.text):
            continue
        goes_on = line.gap == 1 and transcript.wrapped and not transcript.lines[index - 1].ends_sentence
        label = None if goes_on or is_marked_heading(line) else leading(line, index)
        if label is not None:
            yield label


def _company(evidence: _Evidence) -> _Company:
    people = evidence.people
    everybody = _Company(people, frozenset(people.speaker_of.values()), run_on=True)
    leads = Counter(people.of(label) for label in evidence.sure)
    inside = Counter(everybody.speaker(label.name) for label in _within(evidence.transcript, everybody))
    heard = {speaker for speaker in leads | inside if speaker and leads[speaker] + inside[speaker] >= HEARD}
    lines = sum(leads[speaker] for speaker in heard)
    insides = sum(inside[speaker] for speaker in heard)
    run_on = insides >= max(FEWEST_INSIDE, (lines + insides) * RUN_ON_SHARE)
    return _Company(people, frozenset(who for who in heard if run_on or leads[who] >= HEARD), run_on)


def _with_single_voices(company: _Company, evidence: _Evidence) -> _Company:
    """Adds names heard once, where they look like the labels that are sure."""
    known, people = company.speakers, evidence.people
    members = [label for label in evidence.sure if people.of(label) in known]
    crowd = _Crowd({_look(label, evidence.transcript) for label in members}, {label.line for label in members})
    added = {
        speaker
        for label in evidence.sure
        if (speaker := people.of(label)) and speaker not in known and _fits_in(label, crowd, evidence.transcript)
    }
    if company.run_on:
        added |= {
            speaker
            for label in evidence.inners
            if (speaker := people.of(label)) and 2 <= len(comparable(label.name).words) <= 4
        }
    return _Company(people, known | added if known else known, company.run_on)


@dataclass(frozen=True, slots=True)
class _Crowd:
    """How the sure labels are dressed, and the lines they stand in."""

    looks: set[str]
    lines: set[int]


def _fits_in(label: Label, crowd: _Crowd, transcript: Transcript) -> bool:
    """A full name, dressed as the others are, with a sentence behind it."""
    if len(comparable(label.name).words) < 2 and not comparable(label.name).honorifics:
        return False
    if not transcript.opens_block(label.line) or _look(label, transcript) not in crowd.looks:
        return False
    line = transcript.lines[label.line]
    words = line.text[label.end - line.start :].strip()
    return bool(words) and (line.ends_sentence or (transcript.wrapped and label.line + 1 not in crowd.lines))


def _look(label: Label, transcript: Transcript) -> str:
    line = transcript.lines[label.line]
    capitals = label.name.isupper() and len(label.name) > 1
    return f"{label.style} {line.text[0] in '*_['} {capitals}"


def _within(transcript: Transcript, company: _Company) -> Iterator[Label]:
    """Labels of known speakers inside lines."""
    for index, line in enumerate(transcript.lines):
        if has_colon(line.text):
            yield from _within_line(line, index, company)


def _within_line(line: Line, index: int, company: _Company) -> Iterator[Label]:
    passed = 0
    for colon in _ENDS_LABEL.finditer(line.text):
        window = line.text[max(passed, colon.start() - LONGEST_LABEL) : colon.start()]
        passed = colon.end()
        words = list(_WORD.finditer(window))[-company.most_words :]
        for word in words:
            at = colon.start() - len(window) + word.start()
            name = window[word.start() :].strip("*_ ")
            if name.casefold() in company.spellings and at > 0 and _may_start(line.text, at, company.run_on):
                yield Label(line.start + at, line.start + colon.end(), name, "inner", index)
                break


def _may_start(text: str, at: int, run_on: bool) -> bool:
    """Behind a sentence's end; in a run-on text, whose full stops may be lost, a name of two words anywhere."""
    return breaks_before(text, at) or (run_on and " " in text[at : text.find(":", at)])
