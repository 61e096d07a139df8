"""What an editor sends from an interview's screen, as a change to make.

Every button is named `do` and says its verb and, for a turn, the turn's id: "join:4". A turn that is open in its form
is saved along with whatever button was pressed, so that nothing typed is lost.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce

from django.core.exceptions import ValidationError
from django.http import QueryDict

from sources.interviewing import Change
from sources.text.transcripts.script import Script, Voice, Wording

SAVE, ADD = "save", "add"
VERBS: dict[str, Callable[[Script, int], Script]] = {
    "join": lambda script, id: script.joined(id),
    "up": lambda script, id: script.moved(id, -1),
    "down": lambda script, id: script.moved(id, 1),
    "cut": lambda script, id: script.cut(id),
    "restore": lambda script, id: script.restored(id),
    "pass": lambda script, id: script.passed_on(id),
    ADD: lambda script, id: script.added(id),
}
WORDS = {
    "join": "joined turn {} with the one before",
    "up": "moved turn {} up",
    "down": "moved turn {} down",
    "cut": "cut turn {}",
    "restore": "put back what was cut of turn {}",
    "pass": "gave turn {} to another voice",
    ADD: "added a turn after turn {}",
}
MOVES = ("up", "down", "pass", ADD)
"""Verbs that mean the same whatever the turn says by now."""


def asked(sent: QueryDict) -> tuple[str, int]:
    """The verb, and the id of the turn it is for, or 0."""
    verb, _, id = sent.get("do", "").partition(":")
    return verb, int(id) if id.isdecimal() and len(id) < 10 else 0


def opened(sent: QueryDict) -> int:
    """The id of the turn that is open in its form, or 0."""
    id = sent.get("open", "")
    return int(id) if id.isdecimal() and len(id) < 10 else 0


def seen(sent: QueryDict) -> int:
    """The number of the version that was on the screen."""
    number = sent.get("seen", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def change_of(sent: QueryDict, script: Script) -> Change:
    """`script`: as it is now, for the numbers by which it is told what was done. Raises ValidationError."""
    verb, id = asked(sent)
    if verb == "introduce":
        text = sent.get("introduction", "")
        return Change("changed the introduction", lambda now: now.introduced(text), introduction=True)
    if verb == "speakers":
        names = _names(sent)
        return Change("renamed who speaks", lambda now: now.renamed(names))
    if verb not in (SAVE, *VERBS):
        raise ValidationError("Nothing was asked for: press one of the buttons beside a turn.")
    changes = list(_correction(sent, script))
    if verb in VERBS:
        changes.append(_of_turn(verb, id, script))
    if not changes:
        raise ValidationError("No turn is open. Press “Edit” beside one first.")
    return _all(changes)


def _correction(sent: QueryDict, script: Script) -> Iterator[Change]:
    """Of the turn that is open, when something in its form was changed."""
    id = opened(sent)
    if not id:
        return
    number = _number(script, id)
    voice = Voice(sent.get("speaker", ""), sent.get("role", ""))
    wording = Wording(sent.get("text", ""), voice, sent.get("heading", ""))
    if asked(sent)[0] != SAVE and not wording.text.strip() and not script.turns[number - 1].text:
        return
    try:
        parts = len(script.corrected(id, wording).turns) - len(script.turns) + 1
    except ValueError as error:
        raise ValidationError(str(error)) from error
    what = f"corrected turn {number}" if parts == 1 else f"split turn {number} into {parts}"
    if asked(sent)[0] == SAVE or script.corrected(id, wording) != script:
        yield Change(what, lambda now: now.corrected(id, wording), frozenset({id}))


def _of_turn(verb: str, id: int, script: Script) -> Change:
    make = VERBS[verb]
    what = WORDS[verb].format(_number(script, id)) if id else "added a turn before the first"
    if not id and verb != ADD:
        raise ValidationError("Say which turn is meant.")
    return Change(what, lambda now: make(now, id), frozenset() if verb in MOVES else frozenset({id}))


def _all(changes: Sequence[Change]) -> Change:
    """One after the other."""

    def make(now: Script) -> Script:
        return reduce(lambda script, change: change.make(script), changes, now)

    touched = frozenset[int]().union(*(change.touched for change in changes))
    return Change(", ".join(change.what for change in changes), make, touched)


def _number(script: Script, id: int) -> int:
    try:
        return script.number(id)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def _names(sent: QueryDict) -> dict[Voice, Voice]:
    old = zip(sent.getlist("old_speaker"), sent.getlist("old_role"), strict=False)
    new = zip(sent.getlist("new_speaker"), sent.getlist("new_role"), strict=False)
    return {Voice(*one): Voice(*other) for one, other in zip(old, new, strict=False)}
