import pytest

from sources.overlap import corroboration
from sources.overlap.corroboration import CitedPassage, ReportOrigin
from sources.text.types import Attribution

NUMBERS = {str(number): number for number in range(1, 10)}


def a_report(key: str, **changes: object) -> ReportOrigin:
    given = {"copy_of": None, "credited_to": "", "outlet": f"Outlet {key}", "basis_names": ()} | changes
    return ReportOrigin(key=key, **given)  # type: ignore[arg-type]


SIX = [
    a_report("1", credited_to="AFP"),
    a_report("2", copy_of="1", credited_to="AFP"),
    a_report("3", copy_of="1"),
    a_report("4", copy_of="1", credited_to="AFP"),
    a_report("5", basis_names=("our reporter",)),
    a_report("6", basis_names=("our correspondent",)),
]


def words(reports: list[ReportOrigin], keys: str) -> str:
    return corroboration.support(list(keys), corroboration.origins(reports), NUMBERS).words


def test_four_copies_of_an_agency_text_and_two_reporters_of_their_own() -> None:
    found = corroboration.origins(SIX)
    assert [origin.reports for origin in found] == [("1", "2", "3", "4"), ("5",), ("6",)]
    assert [origin.established for origin in found] == [False, True, True]
    assert words(SIX, "123456") == "Reported independently by 2"
    assert words(SIX, "1234") == "One source, carried by 4"
    assert words(SIX, "125") == "In 3 reports; independence not established"
    assert corroboration.trust_line(found) == "Reported independently by 2"


def test_a_single_report_names_its_source_or_none() -> None:
    """What counts is the passage: a source that the report names elsewhere says nothing of this statement."""
    presidency = "Malian presidency, on social media"
    reports = [a_report("1"), a_report("2", basis_names=(presidency,))]
    assert words(reports, "1") == "Only report 1; names no source"
    assert words(reports, "2") == "Only report 2; names no source"
    passage = corroboration.CitedPassage("2", Attribution(presidency, "statement"))
    found = corroboration.support_of([passage], corroboration.origins(reports), NUMBERS)
    assert found.words == "Only report 2; cites the Malian presidency"


def test_unknown_never_counts() -> None:
    reports = [a_report("1"), a_report("2"), a_report("3", basis_names=("Jane Doe",))]
    found = corroboration.support(["1", "2", "3"], corroboration.origins(reports), NUMBERS)
    assert (found.status, found.independent) == (corroboration.UNKNOWN, 1)
    assert found.words == "In 3 reports; independence not established"


def test_one_statement_is_one_source() -> None:
    reports = [a_report(key, basis_names=("Kenya Red Cross, on X",)) for key in "12345"]
    assert words(reports, "12345") == "One source, carried by 5"
    assert corroboration.trust_line(corroboration.origins(reports)) == "One source, carried by 5"


def test_one_credit_is_one_source_and_the_credited_outlet_is_it() -> None:
    reports = [a_report("1", credited_to="Daily Star"), a_report("2", credited_to="The Sun"), a_report("3")]
    assert words(reports, "12") == "In 2 reports; independence not established"
    with_original = [*reports[:1], a_report("4", outlet="Daily Star", basis_names=("Jane Doe",))]
    (origin,) = corroboration.origins(with_original)
    assert (origin.reports, origin.established) == (("1", "4"), True)


def test_what_credits_an_unread_outlet_is_not_established() -> None:
    reports = [a_report("1", credited_to="example.news", basis_names=("Malian presidency",)), a_report("2")]
    (first, second) = corroboration.origins(reports)
    assert first.why == "credits example.news, which was not read; cites the Malian presidency"
    assert (first.established, second.established, second.why) == (False, False, "names no source")
    assert words(reports, "12") == "In 2 reports; independence not established"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Interior Minister Ana Ruiz", "Ruiz"),
        ("police", "witnesses"),
        ("Reuters", "AFP"),
        ("Malian presidency", "presidency of Mali"),
    ],
)
def test_sources_that_may_be_one_or_are_nobody_set_no_reports_apart(one: str, other: str) -> None:
    reports = [a_report("1", basis_names=(one,)), a_report("2", basis_names=(other,))]
    assert corroboration.support(["1", "2"], corroboration.origins(reports), NUMBERS).status != "established"


def test_two_named_sources_are_two() -> None:
    reports = [a_report("1", basis_names=("Jane Doe",)), a_report("2", basis_names=("Kenya Red Cross",))]
    assert words(reports, "12") == "Reported independently by 2"


def test_a_shared_source_beside_ones_own_leaves_reports_apart() -> None:
    reports = [
        a_report("1", basis_names=("Jane Doe", "our reporter")),
        a_report("2", basis_names=("Jane Doe", "Li Wei")),
    ]
    assert words(reports, "12") == "Reported independently by 2"


def test_passages_that_name_one_source_share_it_for_that_statement() -> None:
    reports = [
        a_report("1", basis_names=("Jane Doe", "our reporter")),
        a_report("2", basis_names=("Jane Doe", "Li Wei")),
    ]
    passages = [CitedPassage(key, Attribution("Jane Doe", "statement")) for key in "12"]
    found = corroboration.support_of(passages, corroboration.origins(reports), NUMBERS)
    assert (found.status, found.words) == ("shared", "One source, carried by 2")


def test_overall_words() -> None:
    assert corroboration.trust_line(corroboration.origins([a_report("1")])) == "Single report"
    two = corroboration.origins([a_report("1"), a_report("2")])
    assert corroboration.trust_line(two) == "Independence not established"


def test_names_for_the_basis_leave_other_outlets_out() -> None:
    found = [Attribution("Jane Doe", "statement"), Attribution("Reuters", "another outlet"), Attribution()]
    assert corroboration.basis_names([*found, found[0]]) == ("Jane Doe",)


def test_two_passages_that_quote_an_outlet_are_not_two_origins() -> None:
    reports = [a_report("1", basis_names=("Jane Doe",)), a_report("2", basis_names=("Ana Ruiz",))]
    found = corroboration.origins(reports)
    quoting = [corroboration.CitedPassage(key, Attribution("Reuters", "another outlet")) for key in "12"]
    assert corroboration.support_of(quoting, found, NUMBERS).independent == 0
    own = [corroboration.CitedPassage("1", Attribution("Jane Doe", "statement")), quoting[1]]
    assert corroboration.support_of(own, found, NUMBERS).words == "In 2 reports; independence not established"
