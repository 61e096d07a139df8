"""Which reports rest on the same reporting, and what may be said of a statement that several of them carry.

Answers of an interview corroborate nothing unless the speaker's identity was checked: callers leave them out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from sources.overlap import bases
from sources.overlap.bases import Basis
from sources.text.attribution import OUTLET
from sources.text.fold import fold
from sources.text.types import Attribution

ESTABLISHED, SHARED, SINGLE, UNKNOWN = "established", "shared", "single", "unknown"
NO_SOURCE = "names no source"
NOT_ESTABLISHED = "independence not established"


@dataclass(frozen=True, slots=True)
class ReportOrigin:
    """`copy_of`: key of the report that this one copies. `credited_to`: the outlet or agency it says it comes from.

    `basis_names`: whom it names as its sources, as `Attribution.attributed_to` has them; see `basis_names`.
    """

    key: str
    copy_of: str | None
    credited_to: str
    outlet: str
    basis_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that rest on one reporting. `established`: it names a basis of its own, which no other origin names.

    `why` says so in words.
    """

    key: str
    reports: tuple[str, ...]
    established: bool
    why: str


@dataclass(frozen=True, slots=True)
class SupportWords:
    """`words` for readers. `independent` counts established origins alone: what is unknown never counts."""

    status: str
    words: str
    reports: int
    independent: int


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """One report's passage behind a statement, with whose word the passage says it is."""

    report: str
    attribution: Attribution


def basis_names(attributions: Iterable[Attribution]) -> tuple[str, ...]:
    """The sources named by a report's sentences, each once; another outlet's reporting is no basis of its own."""
    names = (found.attributed_to for found in attributions if found.basis != OUTLET)
    return tuple(dict.fromkeys(name for name in names if name))


def origins(reports: Sequence[ReportOrigin]) -> tuple[Origin, ...]:
    """The origins behind the reports, in the order of their first reports.

    Reports share an origin when one copies the other, when they credit the same outlet or one credits the other's, when
    they come from one outlet, or when they name the same sources and no others. An origin that credits an outlet whose
    own report is not here is never established: what it rests on was not read.
    """
    named = {report.key: bases.named(report.basis_names, fold(report.outlet) or report.key) for report in reports}
    groups = _groups(reports, named)
    of_group = [list(chain.from_iterable(named[report.key] for report in group)) for group in groups]
    return tuple(
        _origin(group, [basis for basis in of_group[at] if not _elsewhere(basis, of_group, at)])
        for at, group in enumerate(groups)
    )


def _elsewhere(basis: Basis, of_group: Sequence[Sequence[Basis]], here: int) -> bool:
    return any(basis.is_same(other) for at, group in enumerate(of_group) if at != here for other in group)


def _groups(reports: Sequence[ReportOrigin], named: Mapping[str, Sequence[Basis]]) -> list[list[ReportOrigin]]:
    """The reports by shared origin, as disjoint sets over the ties between them."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for report in reports:
        for tie in _ties(report):
            parent[root(tie)] = root(_node(report.key))
    for one, other in combinations(reports, 2):
        this, that = root(_node(one.key)), root(_node(other.key))
        if this != that and _rest_on_same(named[one.key], named[other.key]):
            parent[that] = this
    found: dict[str, list[ReportOrigin]] = defaultdict(list)
    for report in reports:
        found[root(_node(report.key))].append(report)
    return list(found.values())


def _node(key: str) -> str:
    return f"report {key}"


def _ties(report: ReportOrigin) -> list[str]:
    """What joins a report to others that have the same tie. A copy's outlet is not where its text comes from."""
    ties = [_node(report.copy_of)] if report.copy_of else []
    relayed = bases.outlets(report.basis_names)
    credit = report.credited_to or (relayed[0] if len(relayed) == len(report.basis_names) == 1 else "")
    source = credit or ("" if report.copy_of else report.outlet)
    return [*ties, f"outlet {fold(source)}"] if source else ties


def _rest_on_same(one: Sequence[Basis], other: Sequence[Basis]) -> bool:
    def covered(these: Sequence[Basis], those: Sequence[Basis]) -> bool:
        return all(any(basis.is_same(match) for match in those) for basis in these)

    return bool(one and other) and covered(one, other) and covered(other, one)


def _origin(group: Sequence[ReportOrigin], own: Sequence[Basis]) -> Origin:
    unread = _unread_credit(group)
    all_names = [name for report in group for name in report.basis_names]
    cited = own[0].name if own else next(iter(all_names), "")
    cites = bases.in_sentence(cited) if cited else ""
    source = f"cites {cites}" if cites else NO_SOURCE
    why = f"credits {unread}, which was not read; {source}" if unread else source
    return Origin(group[0].key, tuple(report.key for report in group), bool(own) and not unread, why)


def _unread_credit(group: Sequence[ReportOrigin]) -> str:
    """The outlet that the reports credit, unless its own report is one of them."""
    outlets = {fold(report.outlet) for report in group if not report.copy_of}
    credits = (report.credited_to for report in group if report.credited_to)
    return next((credit for credit in credits if fold(credit) not in outlets), "")


def support(reports: Sequence[str], origins: Sequence[Origin], numbers: Mapping[str, int]) -> SupportWords:
    """What may be said of a statement that these reports carry. `numbers`: the reports' numbers on the page, by key."""
    return support_of([CitedPassage(report, Attribution()) for report in reports], origins, numbers)


def support_of(passages: Sequence[CitedPassage], origins: Sequence[Origin], numbers: Mapping[str, int]) -> SupportWords:
    """As `support`, and closer: reports whose passages name one and the same source share it for this statement."""
    reports = list(dict.fromkeys(passage.report for passage in passages))
    behind = [origin for origin in origins if not set(reports).isdisjoint(origin.reports)]
    if len(reports) < 2:
        return _single(passages, behind, numbers)
    apart = _apart(behind, passages)
    own = {passage.report for passage in passages if passage.attribution.basis != OUTLET}
    independent = sum(any(o.established and not own.isdisjoint(o.reports) for o in group) for group in apart)
    if len(apart) == 1:
        return SupportWords(SHARED, f"One source, carried by {len(reports)}", len(reports), independent)
    if independent > 1:
        return SupportWords(ESTABLISHED, f"Reported independently by {independent}", len(reports), independent)
    return SupportWords(UNKNOWN, f"In {len(reports)} reports; {NOT_ESTABLISHED}", len(reports), independent)


def _single(passages: Sequence[CitedPassage], behind: Sequence[Origin], numbers: Mapping[str, int]) -> SupportWords:
    if not passages:
        return SupportWords(UNKNOWN, "In no report", 0, 0)
    cites = next((bases.in_sentence(p.attribution.attributed_to) for p in passages if p.attribution.attributed_to), "")
    words = f"Only report {numbers[passages[0].report]}; " + (f"cites {cites}" if cites else NO_SOURCE)
    return SupportWords(SINGLE, words, 1, sum(origin.established for origin in behind))


def _apart(behind: Sequence[Origin], passages: Sequence[CitedPassage]) -> list[list[Origin]]:
    """The origins, those together whose passages all name one source that another's passages name as well."""
    groups: list[list[Origin]] = []
    told: list[list[Basis]] = []
    for origin in behind:
        said = [p.attribution.attributed_to for p in passages if p.report in origin.reports]
        named = bases.named([name for name in said if name], origin.key)
        place = next((at for at, other in enumerate(told) if _rest_on_same(named, other)), None)
        if place is None:
            groups.append([origin])
            told.append(named)
        else:
            groups[place].append(origin)
    return groups


def trust_line(origins: Sequence[Origin]) -> str:
    """The overall words for a story, from the origins of all its reports."""
    reports = sum(len(origin.reports) for origin in origins)
    independent = sum(origin.established for origin in origins)
    if reports < 2:
        return "Single report"
    if len(origins) == 1:
        return f"One source, carried by {reports}"
    return f"Reported independently by {independent}" if independent > 1 else "Independence not established"
