"""An editor's word on two origins stands; it says nothing of a third."""

from sources.overlap import corroboration
from sources.overlap.corroboration import Origin, ReportOrigin
from sources.overlap.independence import PairWord, judged


def report(key: str, **changes: object) -> ReportOrigin:
    given = {"copy_of": None, "credited_to": "", "outlet": f"Outlet {key}", "basis_names": ()} | changes
    return ReportOrigin(key=key, **given)  # type: ignore[arg-type]


def independent(one: str, other: str) -> PairWord:
    return PairWord(one, other, True, "Both had somebody there.")


def shared(one: str, other: str) -> PairWord:
    return PairWord(one, other, False, "Both rewrote the council's paper.")


def after(reports: list[ReportOrigin], *words: PairWord) -> list[Origin]:
    return list(judged(corroboration.origins(reports), reports, words))


def established(origins: list[Origin]) -> list[str]:
    return [origin.key for origin in origins if origin.established]


NAMED = {"basis_names": ("Jane Doe",)}
OTHER = {"basis_names": ("Li Wei",)}


def test_without_a_word_nothing_changes() -> None:
    reports = [report("1"), report("2", **NAMED)]
    assert after(reports) == list(corroboration.origins(reports))


def test_two_of_unknown_basis_count_when_an_editor_says_so_and_the_reason_is_told() -> None:
    origins = after([report("1"), report("2"), report("3")], independent("1", "2"))
    assert established(origins) == ["1", "2"]
    assert "in our judgement: Both had somebody there." in origins[0].why
    assert corroboration.trust_line(origins) == "Reported independently by 2"


def test_a_word_on_one_pair_says_nothing_of_the_others() -> None:
    reports = [report("1"), report("2"), report("3", **NAMED), report("4", **OTHER)]
    assert established(after(reports, independent("1", "2"))) == ["3", "4"], "1 and 3 may still be one"
    assert established(after(reports, independent("1", "3"))) == ["3", "4"]
    assert established(after(reports, independent("1", "3"), independent("1", "4"))) == ["1", "3", "4"]


def test_two_pairs_are_no_four() -> None:
    reports = [report(key) for key in "1234"]
    assert len(established(after(reports, independent("1", "2"), independent("3", "4")))) == 2


def test_two_that_the_machine_holds_apart_are_joined() -> None:
    origins = after([report("1", **NAMED), report("2", **OTHER), report("3")], shared("1", "2"))
    assert [origin.reports for origin in origins] == [("1", "2"), ("3",)]
    assert origins[0].established
    assert origins[0].why == "one source, in our judgement: Both rewrote the council's paper."


def test_two_that_the_machine_ties_are_set_apart_with_their_copies() -> None:
    reports = [report("1", outlet="Gazette"), report("2", outlet="Gazette"), report("3", copy_of="2")]
    assert [origin.reports for origin in after(reports)] == [("1", "2", "3")]
    origins = after(reports, independent("1", "2"))
    assert [origin.reports for origin in origins] == [("1",), ("2", "3")]
    assert established(origins) == ["1", "2"]


def test_a_copy_is_no_origin_of_its_own() -> None:
    reports = [report("1"), report("2", copy_of="1")]
    assert [origin.reports for origin in after(reports, independent("2", "1"))] == [("1", "2")]
    assert established(after(reports, independent("2", "1"))) == []
