"""How far an agreement, a truce or a sale has come, as a sentence tells it."""

import re
from dataclasses import dataclass

from sources.text.claims.quantities import singular
from sources.text.fold import plain
from sources.text.word_sets import word_set

LONGEST = 6000
"""Characters read of a sentence."""
REACH = 6
"""Words on either side of a thing within which its state is told."""

_THINGS = (
    "agreement agreements deal deals accord accords pact pacts treaty treaties memorandum memoranda",
    "ceasefire truce armistice",
    "contract contracts",
    "merger takeover acquisition",
)
THINGS = {word: line.split()[0] for line in _THINGS for word in line.split()}

OPEN = word_set(
    """
    plan plans planned planning proposed propose proposes negotiate negotiating negotiated negotiations draft drafting
    expected will shall could may might would seek seeks seeking hope hopes consider considering discuss discussing
    discussed possible potential upcoming
    """
)
DONE = word_set(
    """
    signed reached agreed concluded finalised finalized sealed struck ratified approved clinched inked secured completed
    signs reaches agrees
    """
)
FAILED = word_set(
    """
    rejected collapsed failed cancelled canceled suspended scrapped abandoned terminated annulled blocked vetoed broken
    rejects collapses fails
    """
)
STATES = (("planned", OPEN), ("reached", DONE), ("failed", FAILED))
NEGATIONS = word_set("not no never without yet unsigned n't didn't hasn't haven't wasn't weren't")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[,;:.()—–]")
_UNDISCLOSED = re.compile(
    r"\b(?:undisclosed|not (?:been )?(?:disclosed|revealed|made public|released)|"
    r"did not (?:disclose|reveal|give details)|declined to (?:disclose|reveal|give)|"
    r"without (?:giving|disclosing|revealing))\b",
    re.IGNORECASE,
)


_UNCOUNTED = re.compile(r"\b(?:undisclosed|unspecified|unknown) number of ((?:\w+\s){0,2}\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Status:
    """`thing`: agreement, ceasefire, contract or merger. `state`: planned, reached or failed; `text` tells it."""

    thing: str
    state: str
    text: str


def find(sentence: str) -> Status | None:
    """The one thing of a sentence and its one state; None when there are none, or several."""
    words = list(_WORD.finditer(sentence[:LONGEST]))
    lows = [plain(word[0]) for word in words]
    places = [at for at, low in enumerate(lows) if low in THINGS]
    if len(places) != 1:
        return None
    at = places[0]
    near = range(_bound(lows, at, -1), _bound(lows, at, 1) + 1)
    told = [(name, step) for step in near for name, states in STATES if lows[step] in states]
    states = {name for name, _ in told}
    if states == {"planned", "reached"}:
        states = {"planned"}  # "could be signed": what may be done is not done
    if len(states) != 1 or any(lows[step] in NEGATIONS for step in near):
        return None
    steps = [step for _, step in told] + [at]
    return Status(THINGS[lows[at]], states.pop(), sentence[words[min(steps)].start() : words[max(steps)].end()])


def _bound(lows: list[str], at: int, step: int) -> int:
    """The last word of the clause in one direction, at most `REACH` words away."""
    end = at
    while abs(end + step - at) <= REACH and 0 <= end + step < len(lows) and lows[end + step][0].isalpha():
        end += step
    return end


def undisclosed(sentence: str) -> str:
    """The words that say something was kept back; empty when none do."""
    found = _UNDISCLOSED.search(sentence[:LONGEST])
    return found[0] if found else ""


def uncounted(sentence: str) -> frozenset[str]:
    """What a sentence gives no number of, though there is one: "an undisclosed number of soldiers"."""
    found = _UNCOUNTED.search(sentence[:LONGEST])
    return frozenset(singular(plain(word)) for word in found[1].split()) if found else frozenset()
