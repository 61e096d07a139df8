from sources.overlap.shingles import WIDTH, hash64, segment_hash, shingles


def test_hashes_fit_a_bigint_and_never_change() -> None:
    assert hash64("to the sea") == hash64("to the sea")
    hashes = [hash64(f"word {number}") for number in range(500)]
    assert all(-(2**63) <= value < 2**63 for value in hashes)
    assert min(hashes) < 0 < max(hashes)


def test_one_for_each_three_words_in_order() -> None:
    text = "Nine boats left the quay"
    assert len(shingles(text)) == 5 - WIDTH + 1
    assert shingles(text)[0] == shingles("nine BOATS left")[0]
    assert shingles(text)[-1] == shingles("left the quay.")[0]


def test_short_and_empty_texts() -> None:
    assert len(shingles("Two words")) == 1
    assert shingles(" … ") == ()


def test_a_segment_is_known_by_its_words() -> None:
    assert segment_hash("Share this article!") == segment_hash(" share  this\narticle")
    assert segment_hash("Share this article") != segment_hash("Print this article")
