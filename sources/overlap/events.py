"""Do two reports tell of the same event? Decided by what both speak of, weighed by its rarity in the archive.

Terms are weighed as in information retrieval (log count times inverse document frequency; Salton and Buckley 1988), and
a pair of reports is judged by a logistic sum of a few features. Its weights were fitted on 27,000 labelled pairs of
reports, rounded, and those of time and rarity then set by the stories that came out: a single pass over 1,634 reports
of 434 events reaches B-cubed F1 .914 and ARI .85. All of it was set on these reports; none were held out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, log1p, sqrt

from sources.overlap import terms as reading
from sources.overlap.background import PRIOR, RATES, UNLISTED
from sources.overlap.shingles import hash64
from sources.overlap.types import Frequencies, Outline, Profile, Report, StoryVerdict, Term, TermKind, WeightedTerm

SCHEME = "terms-1"

WINDOW_DAYS = 10
"""Reports published further apart are of different events. Labelled events span a week at most, save a few."""

MOST_TERMS = 200
MOST_WORDS = 100
"""Terms kept of a report. From 100 on the scores stay as they are; the rest lets the reasons name what is shared."""

MOST_KEYS = 24
"""Index rows for each report. With two in common as the bar, 98 % of reports find their story among 60 candidates."""

MOST_MEMBERS = 12
"""Members looked at: a story's latest, since it moves on. 24 score as 12 do, 8 and 4 lose .002 to .004 of the F1."""

LEADING = 2.0
KIND_WEIGHT: dict[TermKind, float] = {"name": 1.2, "place": 1.2, "number": 0.8, "date": 0.8, "word": 1.0}
"""What stands in the headline or the lead counts twice; names and places count more than words, numbers less.
Between 1.6 and 2.4, or a quarter more or less for a kind, the F1 moves by .003."""

RARE = 9
"""A term is rare while no more reports than this speak of it (the background's included): about one story's worth.
Sharing rare names, numbers and days was the best addition to the cosine of a pair; rare plain words added nothing."""

SAME_EVENT = 0.5

BIAS = -6.5
COSINE = 11.2
RARE_SHARED = 1.0
TERMS_SHARED = 0.5
DAY_AFTER = -2.5
EACH_DAY = -0.45
"""Another day asks for more in common, and each further day for a little more. Without it the F1 falls to .85."""

UNDATED = -2.1
SAME_YEAR = 1.5
OTHER_YEARS = -1.2
"""Where a date is missing, more must be shared; the years that the texts name stand in for it (F1 .908 without)."""

FOR_BEST = 0.5
"""A story is judged half by its closest member, half by the mean of all: the closest alone chains stories together."""

MOST_NAMED = 6
_KIND_NAMES: dict[TermKind, tuple[str, str]] = {
    "name": ("name", "names"),
    "place": ("place", "places"),
    "number": ("number", "numbers"),
    "date": ("date", "dates"),
    "word": ("rare word", "rare words"),
}

_RATE_OF: dict[int, float] = {hash64(reading.stem(word)): rate for word, rate in RATES.items()}

terms = reading.terms


@dataclass(slots=True)
class _Pair:
    """What a new report shares with one member: each term with both its weights multiplied, and the sum they make."""

    shared: list[tuple[float, WeightedTerm]]
    total: float


def profile(report: Report, found: Sequence[Term], frequencies: Frequencies) -> Profile:
    """What a report is about. `found` are its `terms`, `frequencies` at least their counts in the archive."""
    kept = _without_crowd(_heaviest(found, frequencies))[:MOST_TERMS]
    length = sqrt(sum(weight * weight for weight, _, _ in kept)) or 1.0
    return Profile(
        uid=report.uid,
        published=report.published,
        terms=tuple(_weighted(term, -weight / length, frequencies) for weight, _, term in kept),
        keys=tuple(key for _, key, _ in kept[:MOST_KEYS]),
        years=frozenset(int(term.text) for term in found if term.kind == "date" and term.text.isdigit()),
    )


def keys(found: Sequence[Term], frequencies: Frequencies) -> tuple[int, ...]:
    """The keys of such a profile alone."""
    return tuple(key for _, key, _ in _without_crowd(_heaviest(found, frequencies))[:MOST_KEYS])


def judge(new: Profile, members: Sequence[Profile | Outline]) -> StoryVerdict:
    """Whether a new report tells of the event that a story's members (oldest first) tell of."""
    recent = [m for m in members[-MOST_MEMBERS:] if _in_window(new.published, m.published)]
    if not recent:
        return StoryVerdict(0.0, False, ())
    mine = {term.key: term for term in new.terms}
    pairs = [_pair(new, mine, member) for member in recent]
    best = max(pairs, key=lambda pair: pair.total)
    mean = sum(pair.total for pair in pairs) / len(pairs)
    score = 1 / (1 + exp(-(FOR_BEST * best.total + (1 - FOR_BEST) * mean)))
    same = score >= SAME_EVENT
    return StoryVerdict(score, same, _reasons(best) if same else ())


_Weighed = tuple[float, int, Term]
"""A term after its weight, negative so that the heaviest come first, and its key."""


def _heaviest(found: Sequence[Term], frequencies: Frequencies) -> list[_Weighed]:
    everything = frequencies.total + PRIOR
    weighed = []
    for term in found:
        rarity = log(everything / max(_known(term, frequencies), 0.5))
        if rarity > 0:
            weight = (1 + log(term.times)) * rarity * (LEADING if term.leading else 1.0) * KIND_WEIGHT[term.kind]
            weighed.append((-weight, term.key, term))
    weighed.sort()
    return weighed


def _without_crowd(heavy: list[_Weighed]) -> list[_Weighed]:
    """Words may not crowd out the lighter names, numbers and days of a long report."""
    crowd = {key for _, key, _ in [one for one in heavy if one[2].kind == "word"][MOST_WORDS:]}
    return [one for one in heavy if one[1] not in crowd] if crowd else heavy


def _known(term: Term, frequencies: Frequencies) -> float:
    """How many reports speak of it: the archive's, and those that the background stands for."""
    return _RATE_OF.get(term.key, UNLISTED) * PRIOR + frequencies.counts.get(term.key, 0)


def _weighted(term: Term, weight: float, frequencies: Frequencies) -> WeightedTerm:
    rare = term.kind != "word" and _known(term, frequencies) <= RARE
    return WeightedTerm(term.key, term.text, term.kind, weight, rare)


def _in_window(one: date | None, other: date | None) -> bool:
    return not one or not other or abs((one - other).days) <= WINDOW_DAYS


def _pair(new: Profile, mine: dict[int, WeightedTerm], member: Profile | Outline) -> _Pair:
    shared = [(mine[key].weight * weight, mine[key]) for key, weight in member.shares if key in mine]
    total = (
        BIAS
        + COSINE * sqrt(sum(product for product, _ in shared))
        + RARE_SHARED * log1p(sum(term.rare for _, term in shared))
        + TERMS_SHARED * log1p(len(shared))
        + _timing(new, member)
    )
    return _Pair(shared, total)


def _timing(new: Profile, member: Profile | Outline) -> float:
    if new.published and member.published:
        days = abs((new.published - member.published).days)
        return DAY_AFTER + EACH_DAY * (days - 1) if days else 0.0
    if not new.years or not member.years:
        return UNDATED
    return UNDATED + (SAME_YEAR if new.years & member.years else OTHER_YEARS)


def _reasons(pair: _Pair) -> tuple[str, ...]:
    """What both speak of, the most telling first, in an editor's words."""
    texts: dict[TermKind, list[str]] = {kind: [] for kind in _KIND_NAMES}
    for _, term in sorted(pair.shared, key=lambda entry: -entry[0]):
        if term.kind != "word" or term.key not in _RATE_OF:
            texts[term.kind].append(term.text.lower() if term.kind == "word" else term.text)
    named = _spelled_out(texts["name"] + texts["place"])
    lines = []
    for kind, (one, many) in _KIND_NAMES.items():
        listed = [text for text in _spelled_out(texts[kind]) if kind not in ("name", "place") or text in named]
        if listed:
            lines.append(f"{many if len(listed) > 1 else one}: {', '.join(listed[:MOST_NAMED])}")
    return tuple(lines)


def _spelled_out(texts: Sequence[str]) -> list[str]:
    """Without those that are part of a longer one: "Goïta" goes where "Assimi Goïta" stands."""
    padded = [(text, f" {text.lower().replace('-', ' ')} ") for text in texts]
    return [text for text, form in padded if not any(form != longer and form in longer for _, longer in padded)]
