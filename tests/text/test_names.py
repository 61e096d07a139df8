"""Recognition of actors: what a reader would name, grouped as a reader would group it."""

from itertools import pairwise

import pytest

from sources.text.names import FoundActor, actors, mentions
from sources.text.types import Mention, Segment


def found(text: str, language: str = "en", kind: str = "paragraph") -> tuple[Mention, ...]:
    return mentions(text, [Segment(0, len(text), kind)], language)


def by_name(text: str, language: str = "en") -> dict[str, FoundActor]:
    return {actor.name: actor for actor in actors(found(text, language))}


def test_spans_are_of_the_raw_text_in_order_and_apart() -> None:
    text = "Mayor Ana Lund of Oslo met Ola Berg.Then Lund left for Chad."
    spans = found(text)
    assert [text[m.start : m.end] for m in spans] == [m.text for m in spans]
    assert [m.text for m in spans] == ["Ana Lund", "Oslo", "Ola Berg", "Lund", "Chad"]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_title_is_no_part_of_the_name() -> None:
    mention = next(m for m in found("They met Deputy Foreign Minister Ivan Petrenko on Monday.") if m.kind == "person")
    assert (mention.text, mention.title) == ("Ivan Petrenko", "Deputy Foreign Minister")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Chad’s de facto ruler, Musa Adoum, spoke.", "de facto ruler"),
        ("They met Musa Adoum, the interim president of Chad, there.", "interim president"),
        ("They met General Musa Adoum, the interim president of Chad, there.", "General, interim president"),
        ("They met Secretary of State Mary Hale there.", "Secretary of State"),
        ("Both Generals Adoum and Hale met there.", "General"),
    ],
)
def test_titles_before_and_behind(text: str, title: str) -> None:
    assert next(m for m in found(text) if m.kind == "person").title == title


def test_a_title_before_the_next_name_is_not_the_last_ones() -> None:
    people = by_name("Crown Prince Omar bin Saif, President Anna Kowal and Ivan Petrenko met.")
    assert people["Omar bin Saif"].titles == ("Crown Prince",)


def test_surnames_particles_and_initials_are_one_person() -> None:
    text = "Abdel Karim al-Masri met Petra van der Meer. Al-Masri and Van der Meer agreed, and Masri left."
    people = by_name(text)
    assert people["Abdel Karim al-Masri"].aliases == ("Al-Masri", "Masri")
    assert people["Petra van der Meer"].aliases == ("Van der Meer",)


@pytest.mark.parametrize(
    "text",
    [
        "Colonel Idris Wali, known as “Tiger,” fled. Then Tiger returned.",
        "Colonel Idris Wali (also known as Tiger) fled. Then Tiger returned.",
        "Colonel Idris Wali, nicknamed Tiger, fled. Then Tiger returned.",
    ],
)
def test_a_nickname_is_an_alias(text: str) -> None:
    assert by_name(text)["Idris Wali"].aliases == ("Tiger",)


def test_a_nickname_in_quotation_marks_inside_the_name() -> None:
    assert 'Joseph "Joey" Brandt' in by_name('They saw Joseph "Joey" Brandt there. Brandt, or Joey, left.')


def test_acronyms_in_both_directions_and_another_word_order() -> None:
    text = (
        "The Northern Relief Agency (NRA) met the UFP (United Farmers Party) and the Chadian Armed Forces (FAT). "
        "The NRA, the UFP and the FAT agreed."
    )
    groups = by_name(text)
    assert groups["Northern Relief Agency"].aliases == ("NRA",)
    assert groups["United Farmers Party"].aliases == ("UFP",)
    assert (groups["Chadian Armed Forces"].aliases, groups["Chadian Armed Forces"].kind) == (("FAT",), "armed group")


def test_a_name_in_a_compound_does_not_run_into_the_next() -> None:
    groups = by_name("The anti-Adoum Chadian Relief Agency and pro-Idris Wali fighters agreed. Then Adoum left.")
    assert set(groups) == {"Adoum", "Chadian Relief Agency", "Idris Wali"}


def test_a_bracketed_acronym_of_plain_words_is_no_actor() -> None:
    assert not found("They saw the remotely operated vehicle (ROV) again. The ROV dived.")


def test_states_by_any_name_but_not_their_demonyms() -> None:
    text = "The UK and Chad, a Chadian spokesman said, thank Britain and Côte d'Ivoire; Malians and French troops left."
    states = by_name(text)
    assert set(states) == {"Britain", "Chad", "Côte d'Ivoire"}
    assert {actor.kind for actor in states.values()} == {"state"}


def test_kinds() -> None:
    text = (
        "Ana Lund of the World Food Council said the Red Dawn Brigade had crossed Lake Volta near Tamale in Ghana. "
        "Hezbollah did not comment."
    )
    assert {name: actor.kind for name, actor in by_name(text).items()} == {
        "Ana Lund": "person",
        "World Food Council": "organisation",
        "Red Dawn Brigade": "armed group",
        "Lake Volta": "place",
        "Tamale": "place",
        "Ghana": "state",
        "Hezbollah": "armed group",
    }


def test_a_headline_in_title_case_names_only_what_is_known() -> None:
    text = "Economic Partnership Talks Begin as Ruling Council Warns Chad\n\nThe talks began in Ghana, a host said."
    assert [m.text for m in found(text)] == ["Chad", "Ghana"]


def test_a_shouted_headline_is_read_by_the_body() -> None:
    text = "MAYOR ANA LUND QUITS AFTER STORM\nThe mayor, Ana Lund, resigned. Lund was tired."
    assert by_name(text)["Ana Lund"].aliases == ("ANA LUND", "Lund")


@pytest.mark.parametrize(
    "text",
    [
        "On Monday in March, Muslims and Christians spoke English and Arabic on the Internet.",
        "However, Security is a priority. Both sides agree.",
        "A Path Forward\nTable of Contents\nSenior Editor: what now?",
        "They saw Sunset Road (1987) again.",
        "They flew the Falcon 900 and the XB70 there.",
        "He took an Oath to serve.",
        "The Prime Minister met the President.",
    ],
)
def test_what_is_no_actor(text: str) -> None:
    assert not found(text)


def test_a_thing_in_one_place_is_a_thing_in_all() -> None:
    assert not found("They flew a 900 Starliner there. The old Starliners were sold, and Starliner pilots left.")


def test_damaged_words_are_found_by_the_sound_ones() -> None:
    text = (
        "General Musa Adoum met Abu al-Harith in Chad.Meanwhile,Ghana waited,said adoum. Then general musa Adoum and "
        "al-harith left chad."
    )
    people = by_name(text)
    assert set(people["Musa Adoum"].aliases) == {"adoum", "musa Adoum"}
    assert people["Abu al-Harith"].aliases == ("al-harith",)
    assert people["Chad"].aliases == ("chad",)
    assert "Ghana" in people


def test_lines_broken_for_width_are_read_as_one() -> None:
    text = (
        "The chairman of the northern regional bank, Ana\nLund, told reporters on the first day of the\n"
        "meeting that nearly all of the members of the\nboard agreed.\n"
    )
    assert [m.text for m in found(text)] == ["Ana\nLund"]
    assert [actor.name for actor in actors(found(text))] == ["Ana Lund"]


def test_only_kept_text_is_read() -> None:
    text = "Ana Lund spoke. Ola Berg wrote."
    cut = text.index("Ola")
    for segment in (Segment(cut, len(text), "author bio", kept=False), Segment(cut, len(text), "byline")):
        assert [m.text for m in mentions(text, [Segment(0, cut, "paragraph"), segment], "en")] == ["Ana Lund"]


def test_the_interviewer_and_the_author_are_no_actors() -> None:
    text = (
        "By Paul Wright\n\nJane Moss: How did it start?\nMaria Ruiz: With Pablo Vega.\n"
        "Jane Moss: And then?\nMaria Ruiz: We went on.\n"
    )
    assert [actor.name for actor in actors(found(text))] == ["Maria Ruiz", "Pablo Vega"]


def test_the_agency_in_a_dateline_is_no_actor() -> None:
    assert [m.text for m in found("OSLO (Reuters) - Mayor Ana Lund resigned.")] == ["OSLO", "Ana Lund"]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "fr",
            "Le président Paul Biya a reçu l'Union africaine. Selon le Ministère de la Défense, Biya ira en Allemagne.",
            {"Paul Biya", "Union africaine", "Ministère de la Défense", "Allemagne"},
        ),
        (
            "de",
            "Am Montag traf Bundeskanzler Olaf Scholz in Berlin eine Delegation der Vereinten Nationen aus Frankreich.",
            {"Olaf Scholz", "Berlin", "Vereinten Nationen", "Frankreich"},
        ),
        (
            "es",
            "El presidente Gustavo Petro habló en Bogotá con la Unión Europea y Estados Unidos.",
            {"Gustavo Petro", "Bogotá", "Unión Europea", "Estados Unidos"},
        ),
        ("ru", "Президент Иван Петренко прибыл в Мали.", {"Иван Петренко", "Мали"}),
        ("ar", "وصل الوزير إلى السودان", {"السودان"}),
    ],
)
def test_other_languages(language: str, text: str, names: set[str]) -> None:
    assert set(by_name(text, language)) == names


def test_an_unknown_language_is_read_without_harm() -> None:
    assert [m.text for m in found("Ana Lund went to Chad.", "und")] == ["Ana Lund", "Chad"]


@pytest.mark.parametrize(
    "piece", ["Post-", "l'", "Anna's ", "“A ", "J.", "Minister of ", "Anna Berg, known as ", "RSF ("]
)
def test_hostile_text_is_read(piece: str) -> None:
    text = piece * 4000
    assert all(0 <= m.start < m.end <= len(text) for m in found(text))


def test_no_text_no_mentions() -> None:
    assert mentions("", [], "en") == ()
    assert actors(()) == ()
