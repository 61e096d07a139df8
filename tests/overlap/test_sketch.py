from hypothesis import given
from hypothesis import strategies as st

from sources.overlap.sketch import SCHEME, SCHEMES, K, sketch

hashes = st.lists(st.integers(-(2**63), 2**63 - 1), max_size=300)


@given(hashes, st.integers(1, 50))
def test_the_smallest_of_the_distinct_hashes(values: list[int], k: int) -> None:
    assert list(sketch(values, k)) == sorted(set(values))[:k]


@given(hashes, hashes)
def test_the_sketch_of_a_union_comes_from_the_sketches(one: list[int], other: list[int]) -> None:
    assert sketch([*sketch(one, 20), *sketch(other, 20)], 20) == sketch([*one, *other], 20)


def test_the_scheme_names_what_rows_must_share_to_be_compared() -> None:
    assert str(K) in SCHEMES[SCHEME]
    assert "words-1" in SCHEMES[SCHEME]
