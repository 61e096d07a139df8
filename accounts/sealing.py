"""Acts are sealed in a chain of batches; walked from its beginning, it shows every edit, removal and reordering."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from accounts.models import Act, Seal, Sequence
from accounts.models.act import VERIFIED

EVERY = timedelta(minutes=1)
"""So often acts are sealed: what is younger can be taken away without a trace."""
LOOKED_OVER_EVERY = timedelta(days=1)
TOLD = 20
"""So many findings are told; the first is what matters."""


class Broken(Exception):
    """The chain does not hold; the findings say where."""


def seal_waiting(at: datetime) -> str:
    """Seal all acts that wait, a batch at a time; answers in words what was done."""
    sealed = 0
    while seal := Seal.objects.seal(at):
        sealed += seal.count
    return f"{sealed} sealed"


def look_over(head: str = "") -> Seal | None:
    """Walk the chain, and record that it was walked; answers its newest seal. Raises Broken."""
    newest = Seal.objects.newest()
    if newest is None:
        return None
    findings = list(islice(verify(head), TOLD))
    Act.objects.record(VERIFIED, newest, by=None, after={"holds": not findings})
    if findings:
        raise Broken("\n".join(finding.says for finding in findings))
    return newest


def look_over_daily(at: datetime) -> str:
    """The same without being asked. A chain that is broken stands at the desk as failing work until it holds again."""
    newest = look_over()
    return f"all {newest.number} seals hold" if newest else "nothing sealed yet"


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not hold, in a sentence, and the key of the act or number of the seal that it names."""

    says: str
    act: int = 0
    seal: int = 0


def verify(head: str = "") -> Iterator[Finding]:
    """All that does not hold, in the order of the chain. `head`: a digest written down elsewhere, to be found there.

    What no chain can know: an act taken away before it was sealed, and a chain made anew from some seal on by one who
    may write to the database. For the second keep its head elsewhere.
    """
    previous, number, seen = "", 0, not head
    for seal in Seal.objects.order_by("number").iterator(chunk_size=20):
        number += 1
        yield from _chain(seal, number, previous)
        yield from _acts(seal)
        previous, number, seen = seal.digest, seal.number, seen or seal.digest == head
    yield from _end(number)
    yield from _put_in_behind()
    if not seen:
        yield Finding(f"No seal has the hash {head}: the chain that it was the head of is gone.")


def _chain(seal: Seal, number: int, previous: str) -> Iterator[Finding]:
    if seal.number != number:
        yield Finding(f"Seal {number} is missing; the next is {seal.number}.", seal=number)
    elif seal.previous != previous:
        yield Finding(f"Seal {seal.number} does not follow from seal {number - 1}.", seal=seal.number)
    if seal.digest != seal.hash():
        yield Finding(f"Seal {seal.number} was edited: its hash is another.", seal=seal.number)


def _acts(seal: Seal) -> Iterator[Finding]:
    found = Act.objects.in_bulk(seal.held())
    for key, digest in seal.acts:
        act = found.get(key)
        if act is None:
            yield Finding(f"Act {key} of seal {seal.number} is missing.", act=key, seal=seal.number)
        elif act.digest() != digest:
            yield Finding(f"Act {key} of seal {seal.number} was edited: {act}", act=key, seal=seal.number)


def _end(number: int) -> Iterator[Finding]:
    row = Sequence.objects.filter(name="seals").first()
    made = row.value if row else 0
    if made != number:
        yield Finding(f"The chain ends with seal {number}, but {made} were made.", seal=number + 1)


def _put_in_behind() -> Iterator[Finding]:
    """Acts with keys that were settled when they were put in. Walked in the order of keys, with the seals beside."""
    settled = Seal.objects.settled()
    keys = Act.objects.filter(pk__lte=settled).order_by("pk").values_list("pk", flat=True)
    sealed = {key for seal in Seal.objects.iterator(chunk_size=20) for key in seal.held()}
    for key in keys.iterator():
        if key not in sealed:
            yield Finding(f"Act {key} was put in behind the seals.", act=key)
