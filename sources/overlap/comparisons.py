"""What is compared in a pair of statements that are about the same thing: days and times, numbers, places, status."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sources.overlap.rows import COMPATIBLE, DIFFERS, Row, told
from sources.overlap.statements import Pair, Statement, pairs, shared_names
from sources.overlap.statuses import Status, uncounted, undisclosed
from sources.text.claims import alignment, days, places, times
from sources.text.claims.alignment import Terms
from sources.text.claims.days import Day
from sources.text.claims.quantities import HOURS, SCALES, SMALL, TENS, Quantity
from sources.text.claims.times import Time
from sources.text.fold import fold

COMPATIBLE_NAMES, COMPATIBLE_COSINE = 4, 0.3
"""Two statements that share so many words of names and so much weight are of one event, though they tell other acts of
it. Enough to say that two days agree, not that they differ."""
CONTEXT = {"count": 1, "duration": 1, "percent": 3}
"""Terms that the surroundings of two numbers share at least, besides what they count, by measure. An age is a person's,
so that it takes a name. With fewer for percentages, monthly and yearly rates were compared."""
OTHER_CONTEXT = 2
"""Sums, shares and measures are of anything: more of what stands around them has to be the same."""
LIKE_COSINE, LIKE_CONTEXT = 0.28, 2
"""Short of stating the same, two statements that share so much weight tell of one number where so many terms stand
around both. On 374 stories of two and more press reports this brought some 30 pairs of numbers, of which four in five
were of one thing (read by eye); with less weight, numbers of other people or years came in."""
CLAUSE_MARKS = ",;"
STATUS_NAMES = 2
"""Words of names shared by two statements whose agreement is taken for one, short of stating the same."""
LABELS = {"kill": "Killed", "hurt": "Injured", "hold": "Detained", "miss": "Missing", "flee": "Displaced"}
MEASURE_LABELS = {
    "money": "Sum of money", "percent": "Share", "duration": "Duration", "interval": "Time between", "age": "Age",
}  # fmt: skip
DURATIONS = ("duration", "interval")
SAYS_NO_THING = frozenset(
    (*(alignment.stem(word) for word in (*SMALL, *TENS, *SCALES, *HOURS)), "days", "time", "last")
)
"""Terms that stand around numbers of all kinds."""


def compare_days(statements: Sequence[Statement]) -> Iterator[Row]:
    known = _by_report(statements, lambda statement: {_day_key(day, statement) for day in statement.days})
    for pair in pairs(statements, lambda statement: len(statement.days) == 1):
        one, other = pair.one.days[0], pair.other.days[0]
        keys = _day_key(one, pair.one), _day_key(other, pair.other)
        dates = days.resolved(one, pair.one.published_on), days.resolved(other, pair.other.published_on)
        relation = days.relation(one, other, dates)
        if relation == COMPATIBLE and not _is_of_one_event(pair):
            continue
        if relation == DIFFERS and (not _tells_same_act(pair) or _either_known(pair, keys, known)):
            continue
        if relation in (COMPATIBLE, DIFFERS):
            label = f"Date: {shared_names(pair)}".rstrip(": ")
            values = told(pair.one, one.text, keys[0]), told(pair.other, other.text, keys[1])
            yield Row("date", label, relation, "day", values)


def _day_key(day: Day, statement: Statement) -> str:
    found = days.resolved(day, statement.published_on)
    if found:
        return found.isoformat()
    return f"{day.month}-{day.day}" if day.month else f"weekday {day.weekday}"


def compare_times(statements: Sequence[Statement]) -> Iterator[Row]:
    """Times of the day of one act; those in two zones are compared as they are in Greenwich."""
    known = _by_report(statements, lambda statement: {_time_key(time) for time in statement.times})
    for pair in pairs(statements, lambda statement: len(statement.times) == 1):
        one, other = pair.one.times[0], pair.other.times[0]
        acts = pair.one.clause(one.start, one.end).acts & pair.other.clause(other.start, other.end).acts
        keys = _time_key(one), _time_key(other)
        if not (pair.same and acts) or times.relation(one, other) != DIFFERS or _either_known(pair, keys, known):
            continue
        values = told(pair.one, one.text, keys[0]), told(pair.other, other.text, keys[1])
        yield Row("date", f"Time: {shared_names(pair)}".rstrip(": "), DIFFERS, "time", values)


def _time_key(time: Time) -> str:
    return f"{time.minutes} local" if time.universal is None else f"{time.universal} UTC"


def compare_places(reports: Mapping[str, frozenset[str]], statements: Sequence[Statement]) -> Iterator[Row]:
    """Where one act was, as two reports have it. `reports`: the folded words of each, by key.

    A place that the other report names as well, or that is written in another way there, is no difference.
    """
    for pair in pairs(statements, lambda statement: len(statement.places) == 1):
        one, other = pair.one.places[0], pair.other.places[0]
        acts = pair.one.clause(one.start, one.end).acts & pair.other.clause(other.start, other.end).acts
        is_told = one.words & reports[pair.other.report] or other.words & reports[pair.one.report]
        if pair.same and acts and not is_told and places.are_apart(one, other):
            values = told(pair.one, one.name, fold(one.name)), told(pair.other, other.name, fold(other.name))
            yield Row("place", f"Place: {shared_names(pair)}".rstrip(": "), DIFFERS, "place", values)


def _is_of_one_event(pair: Pair) -> bool:
    return pair.same or (len(pair.names()) >= COMPATIBLE_NAMES and pair.likeness.cosine >= COMPATIBLE_COSINE)


def _tells_same_act(pair: Pair) -> bool:
    """Both state the same, and what stands around the two days is one act."""
    one, other = pair.one.days[0], pair.other.days[0]
    acts = pair.one.clause(one.start, one.end).acts & pair.other.clause(other.start, other.end).acts
    return pair.same and bool(acts)


def _by_report(statements: Sequence[Statement], of: Callable[[Statement], set[str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        found[statement.report] |= of(statement)
    return found


def _either_known(pair: Pair, keys: Sequence[str], known: Mapping[str, set[str]]) -> bool:
    """Whether one report gives the other's value as well, elsewhere: then it does not say otherwise."""
    return keys[0] in known[pair.other.report] or keys[1] in known[pair.one.report]


def compare_numbers(statements: Sequence[Statement]) -> Iterator[Row]:
    counted: dict[str, list[Quantity]] = defaultdict(list)
    for statement in statements:
        counted[statement.report] += statement.quantities
    for pair in pairs(statements, lambda statement: bool(statement.quantities)):
        if not (pair.same or pair.likeness.cosine >= LIKE_COSINE):
            continue
        for one in pair.one.quantities:
            other = _only_match(one, pair)
            if other and not one.says_same(other) and one.value != other.value:
                yield from _number_row(Numbers(pair, one, other), counted)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Two quantities that count the same, each the only one of its sentence that does."""

    pair: Pair
    one: Quantity
    other: Quantity


def _only_match(one: Quantity, pair: Pair) -> Quantity | None:
    matches = [other for other in pair.other.quantities if one.counts_same(other)]
    if len(matches) != 1:
        return None
    return matches[0] if sum(matches[0].counts_same(back) for back in pair.one.quantities) == 1 else None


def _number_row(numbers: Numbers, counted: Mapping[str, Sequence[Quantity]]) -> Iterator[Row]:
    pair, one, other = numbers.pair, numbers.one, numbers.other
    if not _same_context(numbers):
        return
    relation = COMPATIBLE if one.agrees(other) else DIFFERS
    if relation == DIFFERS and (_given(other, counted[pair.one.report]) or _given(one, counted[pair.other.report])):
        return
    shown = [pair.one.sentence.text[one.start : one.end], pair.other.sentence.text[other.start : other.end]]
    values = told(pair.one, shown[0], _plain(one)), told(pair.other, shown[1], _plain(other))
    subject = f"{one.measure} {one.fate} {' '.join(sorted(one.units & other.units))}"
    attribute = "duration" if one.measure in DURATIONS else "number"
    yield Row(attribute, _number_label(one, other), relation, subject, values)


def _same_context(numbers: Numbers) -> bool:
    """Whether what stands around the numbers is the same too; for people killed or hurt, the names if there are any."""
    one, other = numbers.one, numbers.other
    here = numbers.pair.one.around(one.start, one.end, CLAUSE_MARKS)
    there = numbers.pair.other.around(other.start, other.end, CLAUSE_MARKS)
    if not numbers.pair.same and (one.measure == "interval" or len(_shared(numbers, here, there)) < LIKE_CONTEXT):
        return False
    if one.fate:
        return bool(here.names & there.names) or not (here.names and there.names)
    if one.measure == "age":
        return bool(here.names & there.names)
    return len(_shared(numbers, here, there)) >= CONTEXT.get(one.measure, OTHER_CONTEXT)


def _shared(numbers: Numbers, here: Terms, there: Terms) -> set[str]:
    """Terms that stand around both, besides what is counted."""
    units = {alignment.stem(unit) for unit in numbers.one.units | numbers.other.units}
    return {word for word in here.words & there.words if not word[0].isdigit()} - units - SAYS_NO_THING


def _given(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    return any(quantity.counts_same(other) and quantity.value == other.value for other in others)


def _plain(quantity: Quantity) -> str:
    return f"{quantity.bound} {quantity.value:g}"


def _number_label(one: Quantity, other: Quantity) -> str:
    if one.fate:
        return LABELS[one.fate]
    if one.measure == "count":
        return f"Number: {' '.join(sorted(one.units & other.units))}"
    return MEASURE_LABELS.get(one.measure, f"Measure: {one.measure}")


def compare_statuses(statements: Sequence[Statement]) -> Iterator[Row]:
    for pair in pairs(statements, lambda statement: statement.status is not None):
        one, other = pair.one.status, pair.other.status
        if one and other and one.thing == other.thing and one.state != other.state and _is_one_thing(pair):
            yield Row(
                attribute="status",
                label=f"Status: {one.thing}",
                relation=_progress(pair, one, other),
                subject=one.thing,
                told=(told(pair.one, one.text, one.state), told(pair.other, other.text, other.state)),
            )


def _is_one_thing(pair: Pair) -> bool:
    return pair.same or (len(pair.names()) >= STATUS_NAMES and pair.likeness.cosine >= COMPATIBLE_COSINE)


def _progress(pair: Pair, one: Status, other: Status) -> str:
    """What was planned in an earlier report may be reached in a later one; nothing contradicts."""
    dates = pair.one.published_on, pair.other.published_on
    if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
        return DIFFERS
    earlier = one if dates[0] < dates[1] else other
    return COMPATIBLE if earlier.state == "planned" else DIFFERS


def compare_disclosure(statements: Sequence[Statement]) -> Iterator[Row]:
    """A sum or a number that one report gives and another says was kept back."""
    for pair in pairs(statements, lambda one: bool(one.quantities or undisclosed(one.sentence.text))):
        for giver, keeper in ((pair.one, pair.other), (pair.other, pair.one)):
            words = undisclosed(keeper.sentence.text)
            given = _kept_back(giver, keeper) if pair.same and words else []
            if len(given) == 1:
                shown = giver.sentence.text[given[0].start : given[0].end]
                values = told(giver, shown, _plain(given[0])), told(keeper, words, "undisclosed")
                subject = "sum" if given[0].measure == "money" else " ".join(sorted(given[0].units))
                yield Row("status", _number_label(given[0], given[0]), DIFFERS, subject, values)


def _kept_back(giver: Statement, keeper: Statement) -> list[Quantity]:
    """What the giver counts of that which the keeper gives no number of; its sums where the keeper has none."""
    counted = uncounted(keeper.sentence.text)
    if counted:
        return [quantity for quantity in giver.quantities if quantity.units & counted]
    return [] if _sums(keeper) else _sums(giver)


def _sums(statement: Statement) -> list[Quantity]:
    return [quantity for quantity in statement.quantities if quantity.measure == "money"]
