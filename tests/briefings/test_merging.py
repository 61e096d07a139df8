"""Two versions side by side: no sign of either is lost, and what only one side changed is told apart."""

from hypothesis import given
from hypothesis import strategies as st

from briefings.merging import merge

WORDS = st.lists(st.sampled_from(["the", "lamp", "burns", "again", "Vessen", "\n\n", "and", "12"]), max_size=30)
TEXTS = WORDS.map(" ".join)


@given(TEXTS, TEXTS, st.none() | TEXTS)
def test_the_pieces_joined_are_both_texts(mine: str, theirs: str, base: str | None) -> None:
    pieces = merge(mine, theirs, base)
    assert "".join(piece.mine for piece in pieces) == mine
    assert "".join(piece.theirs for piece in pieces) == theirs
    assert not any(piece.agrees and piece.take_theirs for piece in pieces)


@given(TEXTS, TEXTS)
def test_who_changed_nothing_is_offered_all_of_the_other(base: str, theirs: str) -> None:
    pieces = merge(base, theirs, base)
    assert all(piece.agrees or piece.take_theirs for piece in pieces)


@given(TEXTS, TEXTS)
def test_what_i_wrote_anew_is_never_given_up(base: str, mine: str) -> None:
    assert not any(piece.take_theirs and piece.mine.strip() for piece in merge(mine, base, base) if not piece.agrees)


def test_each_side_changed_its_own_sentence() -> None:
    base = (
        "The lamp of the old tower burns again on its island. Nobody in the town has said until now who will keep it."
    )
    mine = base.replace("burns again", "shines brightly")
    theirs = base.replace("will keep it", "pays for it")
    mixed = "".join(p.theirs if p.take_theirs else p.mine for p in merge(mine, theirs, base))
    assert mixed == base.replace("burns again", "shines brightly").replace("will keep it", "pays for it")
