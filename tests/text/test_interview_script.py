"""An edited interview: whatever is done with its turns, no word of it is lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text import given as entered
from sources.text.transcripts.script import Parsed, Script, Turn, Voice, Wording, script_of

ASKS, ANSWERS = Voice("Interviewer", "interviewer"), Voice("Ruth Kessel", "interviewee")


def talk(*words: str) -> Script:
    found = (
        Parsed(ANSWERS if at % 2 else ASKS, "", said, (at * 100, at * 100 + len(said))) for at, said in enumerate(words)
    )
    return script_of(found)


def words_of(script: Script) -> Counter[str]:
    return Counter(word for turn in script.turns for word in turn.text.replace("[[", " ").replace("]]", " ").split())


def wording(turn: Turn, text: str) -> Wording:
    return Wording(text, Voice(turn.speaker, turn.role), turn.heading)


WORDS = st.text(alphabet="abä [].,\n—", min_size=1, max_size=30).filter(lambda words: words.strip())
VERBS = ("join", "up", "down", "cut", "restore", "pass", "add", "split")


def done(script: Script, verb: str, at: int) -> Script:
    """Some verb on some turn."""
    if not script.turns:
        return script
    turn = script.turns[at % len(script.turns)]
    match verb:
        case "join":
            return script.joined(turn.id) if script.turns[0].id != turn.id else script
        case "up" | "down":
            return script.moved(turn.id, -1 if verb == "up" else at)
        case "cut":
            return script.cut(turn.id)
        case "restore":
            return script.restored(turn.id)
        case "pass":
            return script.passed_on(turn.id)
        case "add":
            return script.added(turn.id)
    parts = turn.text.split("\n\n")
    if len(parts) < 2 or "[[" in turn.text:
        return script
    return script.corrected(turn.id, wording(turn, "\n---\n".join(parts)))


@given(st.lists(WORDS, max_size=5), st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9)), max_size=12))
def test_no_word_is_lost_and_no_id_given_twice(said: list[str], verbs: list[tuple[str, int]]) -> None:
    script = talk(*said)
    before = words_of(script)
    gone: set[int] = set()
    for verb, at in verbs:
        ids = {turn.id for turn in script.turns}
        script = done(script, verb, at)
        now = [turn.id for turn in script.turns]
        assert len(now) == len(set(now))
        assert not gone & set(now)
        gone |= ids - set(now)
    assert words_of(script) == before
    assert Script.of(script.as_json()) == script


@given(WORDS)
def test_a_turn_that_is_cut_shows_nothing_and_comes_back(said: str) -> None:
    script = talk("Why?", said)
    cut = script.cut(2)
    assert cut.turns[1].is_cut
    assert cut.turns[1].paragraphs == ("[…]",)
    assert cut.restored(2) == script


def test_readers_see_one_ellipsis_for_what_is_cut_in_a_row() -> None:
    script = talk("One?", "Two.", "Three?", "Four.").cut(2).cut(3)
    assert [turn.paragraphs for turn in script.shown()] == [("One?",), ("[…]",), ("Four.",)]
    headed = script.corrected(3, Wording(script.turns[2].text, ASKS, "Later"))
    assert [turn.heading for turn in headed.shown()] == ["", "", "Later", ""]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mice ate it. [[Do not print this.]] We made new ones.", ("Mice ate it. […] We made new ones.",)),
        ("Nine[[ or ten]] valves", ("Nine […] valves",)),
        ("[[One]] [[two]] three", ("[…] three",)),
        ("First.\n\n[[Second.\n\nThird.]]\n\nFourth.", ("First.", "[…]", "Fourth.")),
        ("First [[here.\n\nThere]] last.", ("First […] last.",)),
    ],
)
def test_readers_see_where_words_are_cut(text: str, shown: tuple[str, ...]) -> None:
    turn = Turn(1, text=text)
    assert turn.paragraphs == shown
    assert (
        "".join(run.words for part in turn.runs for run in part).split()
        == text.replace("[[", "").replace("]]", "").replace("\n\n", "").split()
        or len(turn.runs) > 1
    )


@pytest.mark.parametrize("text", ["a [[b", "a]] b", "[[a [[b]] c]]", "[[a\n---\nb]]"])
def test_a_cut_begins_and_ends_in_its_turn(text: str) -> None:
    with pytest.raises(ValueError, match="cut"):
        talk("Why?").corrected(1, Wording(text, ASKS))


def test_a_turn_without_words_is_refused_and_not_thrown_away() -> None:
    with pytest.raises(ValueError, match="To leave it out, cut it"):
        talk("Why?").corrected(1, Wording("  \n---\n ", ASKS))


def test_split_parts_keep_their_speaker_and_the_first_its_id() -> None:
    script = talk("Why?", "Mice. And who plays it?").corrected(2, Wording("Mice.\n---\nAnd who plays it?", ANSWERS))
    assert [(turn.id, turn.speaker, turn.text) for turn in script.turns] == [
        (1, "Interviewer", "Why?"),
        (2, "Ruth Kessel", "Mice."),
        (3, "Ruth Kessel", "And who plays it?"),
    ]
    assert script.passed_on(3).turns[2].speaker == "Interviewer"


def test_voices_change_names_with_each_other() -> None:
    script = talk("Why?", "Mice.").renamed({ASKS: ANSWERS, ANSWERS: ASKS})
    assert [turn.speaker for turn in script.turns] == ["Ruth Kessel", "Interviewer"]


def test_double_brackets_of_the_report_hide_nothing() -> None:
    script = talk("Did you [[really]] say so?")
    assert script.turns[0].paragraphs == ("Did you [ [really] ] say so?",)


def test_a_short_text_is_read_by_its_names_when_an_editor_says_so() -> None:
    text = "We met Ruth Kessel.\n\nQ: Who plays?\n\nA: Nobody yet.\n\nI would like somebody young."
    found = entered.parse(text)
    assert found
    assert [(turn.speaker, turn.role, text[turn.start : turn.end]) for turn in found.turns] == [
        ("Q", "interviewer", "Who plays?"),
        ("A", "interviewee", "Nobody yet.\n\nI would like somebody young."),
    ]
    assert entered.introduction(text, found) == "We met Ruth Kessel."


def test_a_text_without_names_is_read_by_its_paragraphs() -> None:
    text = "  First words.\n\n \nSecond words: so it is.\nStill second.\n"
    found = entered.parse(text)
    assert found
    assert [text[turn.start : turn.end] for turn in found.turns] == [
        "First words.",
        "Second words: so it is.\nStill second.",
    ]
    assert {turn.role for turn in found.turns} == {"unknown"}
    assert entered.parse(" \n\n ") is None
