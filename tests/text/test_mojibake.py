from collections.abc import Sequence

import pytest

from sources.text import body, sentences
from sources.text.page import mojibake
from sources.text.types import Segment

CURLY = "“It’s over,” she said – and left."
ENCODINGS = ("cp1252", "latin-1", "mac_roman")


def misread(text: str, encoding: str = "latin-1", times: int = 1) -> str:
    """The text as a program shows it that takes UTF-8 for another encoding; bytes without a character stay themselves."""
    for _ in range(times):
        text = "".join(_character(byte, encoding) for byte in text.encode())
    return text


def _character(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def whole(text: str) -> list[Segment]:
    return [Segment(0, len(text), "paragraph")]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "text",
    [
        CURLY,
        "Im Café wurde über die Größe der Straße gestritten.",
        "Les élèves étaient déjà à l’école, où l’été commençait.",
        "Señor Ibáñez vive en Logroño desde los años ochenta.",
        "Škoda i Đorđe su u Čačku.",
        "Price: 100 € – or £85 at the door.",
    ],
)
def test_text_read_in_the_wrong_encoding_reads_as_it_was(text: str, encoding: str) -> None:
    broken = misread(text, encoding)
    assert broken != text
    assert mojibake.mended(broken) == text


def test_text_misread_twice_is_mended() -> None:
    assert mojibake.mended(misread(CURLY, "cp1252", times=2)) == CURLY


def test_cyrillic_misread_as_windows_1251_is_mended() -> None:
    assert mojibake.mended(misread("Привет, новый мир", "cp1251")) == "Привет, новый мир"


def test_a_byte_order_mark_goes() -> None:
    assert mojibake.mended("ï»¿Harbour opens") == "Harbour opens"


def test_a_no_break_space_keeps_its_space_and_loses_its_letter() -> None:
    broken = "It costs 5Â\xa0million."
    assert body.build(broken, whole(broken), None).text == "It costs 5 million."


def test_a_closing_quote_whose_last_byte_was_lost_is_known() -> None:
    assert mojibake.mended("Called the â€œSnowdropâ€\ufffd plan.") == "Called the “Snowdrop” plan."


def test_a_correct_word_beside_mojibake_stays() -> None:
    assert mojibake.mended("Café “Élan” isnâ€™t open.") == "Café “Élan” isn’t open."


@pytest.mark.parametrize(
    "text",
    [
        "“It’s over,” she said – and left… «Ça», dit-elle. À bientôt !",
        "NÃO FOI À PRAÇA; SÃO PAULO É LONGE. Ação, órgão, avó, você à mão.",
        "Ångström, Ærø, Øre: åben; på Å. Þór og Ísafjörður, „già“ e «più».",
        "Việt Nam: Đà Nẵng, Huế, Phú Quốc — “Ấn Độ”.",
        "Příliš žluťoučký kůň úpěl ďábelské ódy; zażółć gęślą jaźń – „ćma”.",
        "Российский «Вестник» — Рига, Сё, Рё… С. Різдво, Ґанок, Ї.",
        "Ελλάδα: «Άνοιξη» – Ώρα. 25° C, 3½ %, µg, 10 m², § 5, ±2 ¥ £ ¢.",
        "日本語「引用」、한국어 “인용”, ภาษาไทย, עברית „ציטוט”, العربية «اقتباس», हिन्दी",
        "naïve façade — coöperate; señor ¿qué? ¡No! ÂME, MÂLE, SÂÂ.",
        "👩‍👩‍👧‍👦 🇩🇪 ✓ → ★ ™ © ®",
        "Fun: ¯\\_(ツ)_/¯ and (°□°) or ≧◡≦.",
    ],
)
def test_correct_text_in_any_language_is_left_alone(text: str) -> None:
    assert mojibake.find(text, [(0, len(text))]) == ()


def test_repairs_are_small_and_lead_back_to_the_raw_text() -> None:
    broken = misread("Nora said: “We can’t go to the Café.” Then she left.", "cp1252")
    repairs = mojibake.find(broken, whole_span(broken))
    assert [broken[one.start : one.end] for one in repairs] == [misread(sign, "cp1252") for sign in "“’é”"]
    assert [one.replacement for one in repairs] == list("“’é”")


def whole_span(text: str) -> Sequence[tuple[int, int]]:
    return [(0, len(text))]


def test_the_body_is_mended_and_the_raw_text_stays() -> None:
    broken = misread("The talks failed.Nobody’s sure why; “it’s over”, Zoë said.", "cp1252")
    built = body.build(broken, whole(broken), None)
    assert built.text == "The talks failed. Nobody’s sure why; “it’s over”, Zoë said."
    assert body.repaired(broken, 0, len(broken), built.repairs) == built.text


def test_other_repairs_do_not_reach_into_mojibake() -> None:
    broken = misread("They met. “then they ate.” ünder way", "cp1252")
    repairs = body.build(broken, whole(broken), None).repairs
    ends = [0, *(repair.end for repair in repairs)]
    assert all(end <= repair.start for end, repair in zip(ends, repairs, strict=False))
    assert "“then they ate.” ünder way" in body.repaired(broken, 0, len(broken), repairs)


def test_sentences_read_mended_and_quote_the_raw_text() -> None:
    broken = misread("Zoë isn’t here. The café is shut.", "cp1252")
    found = sentences.split(broken, whole(broken))
    assert [one.text for one in found] == ["Zoë isn’t here.", "The café is shut."]
    assert broken[found[0].start : found[0].end] == misread("Zoë isn’t here.", "cp1252")


def test_only_the_asked_spans_are_looked_at() -> None:
    text = "itâ€™s itâ€™s"
    assert [one.start for one in mojibake.find(text, [(6, len(text))])] == [9]


def test_short_lines_and_long_ones_are_all_mended() -> None:
    text = "Ã©\n" * 50 + "x" * 3000 + " Ã© " + "cafÃ© " * 600
    assert mojibake.mended(text) == "é\n" * 50 + "x" * 3000 + " é " + "café " * 600
