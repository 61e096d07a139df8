"""Whole interviews in the layouts of real outlets, and texts of other kinds that are laid out alike. All made up."""

import pytest

from sources.text import flags
from sources.text.reading import Reading, read
from sources.text.types import Hints
from tests.text.test_interview import by_line, parsed

OPENING = (
    "A lighthouse keeper looks back\n\n"
    "For thirty years Marit Solberg kept the light at Skarv. Last week the light went out for good, and she moved to "
    "the mainland with her two dogs and a box of log books.\n\n"
    "Our reporter Tom Reyes met her on the quay, where she was waiting for the last of her boxes to come ashore.\n\n"
)
ASKED = (
    "What was the first winter on the rock like for you?",
    "Did you ever think of leaving before the light was put out?",
    "And what will you do with all of those log books now?",
    "Will anyone ever keep a light like that again, do you think?",
)
SAID = (
    "It was long. I had never heard wind like that, and I slept with my boots on until the middle of March.",
    "Never on a calm day. In a gale I thought of it every hour, but then nobody could have come to fetch me.",
    "I want to give them to the school. My handwriting is poor, yet the weather of thirty years is all in there.",
    "I doubt it. We have better things now, and I am glad of them when I am at sea in the dark myself.",
)


def full(text: str) -> Reading:
    return read(text, Hints())


def said(text: str) -> list[str]:
    """The words of the turns, one line each, found through the whole of the reading."""
    found = full(text).interview
    assert found is not None
    return [" ".join(text[turn.start : turn.end].split()) for turn in found.turns]


def turns(ask: str, answer: str, blank: str = "\n\n") -> str:
    return blank.join(
        part for question, words in zip(ASKED, SAID, strict=True) for part in (ask + question, answer + words)
    )


PAIRS = [words for pair in zip(ASKED, SAID, strict=True) for words in pair]
LAYOUTS = {
    "names": turns("Tom Reyes: ", "Marit Solberg: "),
    "names, a line each": turns("Tom Reyes: ", "Marit Solberg: ", "\n"),
    "names with titles": turns("Mr Reyes: ", "Ms Solberg: "),
    "outlet asks": turns("The Quay: ", "Marit Solberg: "),
    "bold names": turns("**Tom Reyes:** ", "**Marit Solberg:** "),
    "bold names, colon outside": turns("**Tom Reyes**: ", "**Marit Solberg**: "),
    "underscored names": turns("__Tom Reyes:__ ", "__Marit Solberg:__ "),
    "capitals": turns("TOM REYES: ", "MARIT SOLBERG: "),
    "capitals, surnames": turns("REYES: ", "SOLBERG: "),
    "initials": turns("TR: ", "MS: "),
    "Q and A": turns("Q: ", "A: "),
    "Q and A, full stops": turns("Q. ", "A. "),
    "Q and A, brackets": turns("Q) ", "A) "),
    "Q and A, bold": turns("**Q:** ", "**A:** "),
    "Question and Answer": turns("Question: ", "Answer: "),
    "dashes": turns("– ", "– "),
    "long dashes": turns("— ", "— "),
    "names and dashes": turns("**Tom Reyes** – ", "**Marit Solberg** – "),
    "capitals and dashes": turns("TOM REYES — ", "MARIT SOLBERG — "),
    "brackets": turns("[Tom Reyes] ", "[Marit Solberg] "),
    "brackets and colons": turns("[Tom Reyes]: ", "[Marit Solberg]: "),
    "angle brackets": turns("<Tom Reyes> ", "<Marit Solberg> "),
    "time stamps before": turns("[00:04:12] Tom Reyes: ", "[00:05:31] Marit Solberg: "),
    "time stamps, no brackets": turns("04:12 Tom Reyes: ", "05:31 Marit Solberg: "),
    "time stamps behind, own line": turns("Tom Reyes 04:12\n", "Marit Solberg 05:31\n"),
    "names in their own line": turns("Tom Reyes:\n", "Marit Solberg:\n"),
    "names in their own paragraph": turns("Tom Reyes:\n\n", "Marit Solberg:\n\n"),
    "capitals in their own line": turns("TOM REYES\n", "MARIT SOLBERG\n"),
    "bold names in their own line": turns("**Tom Reyes**\n", "**Marit Solberg**\n"),
    "parts": turns("Interviewer: ", "Interviewee: "),
    "numbered speakers": turns("Speaker 1: ", "Speaker 2: "),
    "quoted like mail": turns("> Tom Reyes: ", "> Marit Solberg: "),
    "bold questions": "\n\n".join(f"**{ask}**\n\n{words}" for ask, words in zip(ASKED, SAID, strict=True)),
    "bold questions, answer below": "\n\n".join(f"**{ask}**\n{words}" for ask, words in zip(ASKED, SAID, strict=True)),
    "questions as headings": turns("### ", ""),
    "plain questions": turns("", ""),
    "answers named": turns("", "Marit Solberg: "),
    "bold questions, answers named": "\n\n".join(
        f"**{ask}**\n\nSolberg: {words}" for ask, words in zip(ASKED, SAID, strict=True)
    ),
    "only the first two named": turns("", "").replace(ASKED[0], f"THE QUAY: {ASKED[0]}").replace(
        SAID[0], f"MARIT SOLBERG: {SAID[0]}"
    ),
    "full names, then surnames": turns("Reyes: ", "Solberg: ").replace("Reyes:", "Tom Reyes:", 1).replace(
        "Solberg:", "Marit Solberg:", 1
    ),
    "old line ends": turns("Tom Reyes: ", "Marit Solberg: ").replace("\n", "\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_turns_are_found_behind_an_introduction(layout: str) -> None:
    text = OPENING + LAYOUTS[layout]
    assert said(text) == PAIRS
    found = full(text).interview
    assert found is not None
    assert [turn.role for turn in found.turns] == ["interviewer", "interviewee"] * 4
    assert OPENING.rstrip().endswith(text[: found.start].rstrip()[-60:])


@pytest.mark.parametrize(
    "layout", ["names", "full names, then surnames", "answers named", "bold names in their own line", "dashes"]
)
def test_the_introduction_is_kept_and_no_turn(layout: str) -> None:
    reading = full(OPENING + LAYOUTS[layout])
    assert "waiting for the last of her boxes" in reading.body
    kinds = {one.kind for one in reading.segments if one.end <= len(OPENING)}
    assert "turn" not in kinds


@pytest.mark.parametrize("layout", ["full names, then surnames", "answers named", "only the first two named"])
def test_the_one_who_answers_is_named(layout: str) -> None:
    found = full(OPENING + LAYOUTS[layout]).interview
    assert found is not None
    assert {turn.speaker.title() for turn in found.turns if turn.role == "interviewee"} == {"Marit Solberg"}


def test_a_hard_wrapped_transcript_has_whole_turns() -> None:
    lines = []
    for ask, words in zip(ASKED, SAID, strict=True):
        for label, speech in (("REYES:  ", f"{ask} {ask}"), ("SOLBERG:  ", f"{words} {words}")):
            lines += [*wrapped(label + speech), ""]
    text = OPENING + "\n".join(lines)
    assert said(text) == [f"{words} {words}" for words in PAIRS]


def wrapped(text: str, width: int = 64) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


@pytest.mark.parametrize("mark", ["", "## "])
def test_section_headings_are_nobodys_words(mark: str) -> None:
    parts = LAYOUTS["names"].split("\n\n")
    text = OPENING + "\n\n".join([*parts[:4], f"{mark}Thirty years of weather", *parts[4:]])
    reading = full(text)
    assert said(text) == PAIRS
    assert reading.interview is not None
    assert [turn.section for turn in reading.interview.turns] == [None] * 4 + ["Thirty years of weather"] * 4
    (heading,) = reading.interview.headings
    assert text[slice(*heading)].endswith("Thirty years of weather")


@pytest.mark.parametrize("layout", ["names", "Q and A", "bold questions", "plain questions", "long dashes"])
def test_answers_of_several_paragraphs_stay_one_turn(layout: str) -> None:
    more = "My dogs were better at it than I was, and they never let me forget that they had been right."
    text = OPENING + LAYOUTS[layout].replace(SAID[1], f"{SAID[1]}\n\n{more}")
    assert said(text) == [f"{words} {more}" if words == SAID[1] else words for words in PAIRS]


ALIKE = {
    "recipe": "Fish soup from Skarv\n\nA soup for four on a cold day, and it keeps until the next.\n\n"
    "Ingredients: two onions, a pound of cod, cream\nTime: forty minutes\nServes: four\n\n"
    "Method: Fry the onions until soft. Add the fish.\n\nTip: Did you know that dill keeps in salt?\n\n"
    "Method for two: Halve it all, and you are done.",
    "settings": "How to set up the weather station\n\nThe station reads a small file when it starts.\n\n"
    "Host: station.example\nPort: 8080\nUser: keeper\nMode: quiet\nHost: backup.example\nPort: 8081\nUser: guest\n"
    "Mode: loud\n\nRestart the station when you have saved the file.",
    "script": "# weather.yaml\n\nname: station\nversion: 2\nsteps:\n  - run: make all\n  - run: make test\nname: backup\n"
    "version: 3\nsteps:\n  - run: make clean",
    "quotations": "What they said about the light\n\nThe mayor: “We will miss it on every dark evening that comes.”\n\n"
    "The harbour master: “I learned my trade by it.”\n\nThe baker: “My mother set her clock by that light.”\n\n"
    "The mayor: “Who would not miss it?”\n\nThe baker: “I will.”",
    "cast list": "The cast of the harbour play\n\nMarit Solberg: Ida Brandt\nTom Reyes: Jon Aas\nThe mayor: Per Lie\n"
    "The baker: Eva Dahl\nMarit Solberg, as a child: Nora Lie\nTom Reyes, as a child: Odd Moe",
    "match report": "Skarv 2 Vardal 1\n\nA late goal decided the match on a windy afternoon.\n\n"
    "12': Lie shoots wide from twenty yards.\n23': Goal! Moe heads it in, and Skarv lead.\n41': Vardal are level.\n"
    "45': Half-time. Who will find the wind?\n67': A red card for Aas.\n88': Goal! Moe again, and that is the match.",
    "live blog": "The storm as it happens\n\n10:15 The ferry is tied up for the day.\n\n10:40 Schools close at noon.\n\n"
    "11:05 Is the road open? It is not, the police say.\n\n11:30 The power is out on the east side.\n\n"
    "12:10 We are told that the road opens at one.",
    "frequent questions": "Questions about the new ferry\n\nWhen does the ferry leave?\n\nIt leaves at seven, nine and "
    "noon from the main quay.\n\nHow much is a ticket?\n\nTickets are twenty crowns, and children travel free.\n\n"
    "Can bicycles come along?\n\nThere is room for ten bicycles on each crossing.\n\nWhere can tickets be bought?\n\n"
    "They are sold on board and at the kiosk.",
    "frequent questions, marked": "Q: When does the ferry leave?\nA: It leaves at seven and at noon.\n"
    "Q: How much is a ticket?\nA: Tickets are twenty crowns.\nQ: Can bicycles come along?\nA: There is room for ten.",
    "results": "Results of the regatta\n\nFirst: Marit Solberg, Skarv\nSecond: Tom Reyes, Vardal\nThird: Eva Dahl, Skarv\n"
    "First, juniors: Nora Lie\nSecond, juniors: Odd Moe\nThird, juniors: Per Lie",
    "contents": "Decanting: all you need to know\n\nFirst use: clear water keeps the sediment in the bottle\n"
    "Aside: What is the difference between a carafe and a jug?\nFirst use: clear water keeps the sediment in the bottle\n\n"
    "You pour slowly and stop when you see the dark, which takes a little practice.\n\n"
    "Aside: What is the difference between a carafe and a jug?\n\nWe use both words for the same thing at our table.",
    "profile": "Marit Solberg in short\n\nBorn: on Skarv, in a storm\nLives: in Vardal, with two dogs\nWorks: no more\n"
    "Reads: log books\nBorn again: no\nLives by: the tide\n\nShe will talk about her life at the library on Sunday.",
    "news with a list": "The council decided three things on Monday night.\n\nFerry: it will run in winter too.\n\n"
    "Road: work begins in May, and who pays is open.\n\nLight: it stays dark.\n\nFerry fares: they rise by a crown.",
    "drama": "ACT II\n\nMARIT: Who comes there?\n\nTOM: Only I, and the wind.\n\nMARIT: Do you bring my boxes?\n\n"
    "TOM: I bring what I could carry. (Exit)\n\nMARIT: My boxes!",
    "chat about nothing": "Time: 10:00\nPlace: the quay\nWhat: a walk\nBring: boots\nTime: 12:00\nPlace: the church\n"
    "What: soup\nBring: a spoon",
}  # fmt: skip


@pytest.mark.parametrize("kind", ALIKE)
def test_what_is_laid_out_alike_is_left_alone(kind: str) -> None:
    text = ALIKE[kind]
    reading = full(text)
    assert reading.interview is None
    assert all(one.kind != "turn" for one in reading.segments)
    assert reading.flags == ()


def test_a_label_in_an_answer_is_not_taken_for_a_speaker() -> None:
    text = LAYOUTS["names"].replace("It was long.", "My advice: bring wool. It was long.")
    assert {speaker for speaker, _ in parsed(text)} == {"Tom Reyes", "Marit Solberg"}


def test_answers_behind_plain_questions_keep_their_colons() -> None:
    first, third = "Honestly: long. I slept in my boots.", "My plan: a school. I will ask them, and we shall see."
    text = OPENING + LAYOUTS["plain questions"].replace(SAID[0], first).replace(SAID[2], third)
    assert said(text)[1] == first
    assert said(text)[5] == third


def test_an_interview_between_articles_flags_nobody_who_is_named_there() -> None:
    text = OPENING.replace("\n\nOur reporter", "\n\nSolberg is the last of her trade.\n\nOur reporter")
    reading = full(text + LAYOUTS["names"])
    assert [flag for flag in reading.flags if flag.signal == flags.UNVERIFIED] == []


def test_the_lines_of_a_layout_may_be_segments_of_their_own() -> None:
    text = LAYOUTS["names in their own line"]
    assert "".join(text[one.start : one.end] for one in by_line(text)) == text
    assert [words for _, words in parsed(text)] == PAIRS


@pytest.mark.parametrize("mark", ["", "**"], ids=["plain", "bold"])
def test_the_first_question_may_hang_on_the_introduction(mark: str) -> None:
    introduction = "Marit Solberg kept the light at Skarv. Last week it went out for good."
    rest = "\n\n".join(
        part for question, words in zip(ASKED[1:], SAID[1:], strict=True) for part in (f"{mark}{question}{mark}", words)
    )
    text = f"A lighthouse keeper looks back\n\n{introduction} {mark}{ASKED[0]}{mark}\n\n{SAID[0]}\n\n{rest}"
    assert said(text) == PAIRS
    kept = [text[one.start : one.end].strip() for one in full(text).segments if one.kept and one.kind == "paragraph"]
    assert kept == [introduction]


def test_what_leads_up_to_a_question_stays_with_it_behind_an_introduction() -> None:
    leading = f"You came here in 1989. {ASKED[0]}"
    assert said(OPENING + "\n\n".join([leading, *PAIRS[1:]])) == [leading, *PAIRS[1:]]


@pytest.mark.parametrize("layout", ["**{}**", "{}"], ids=["bold", "plain"])
@pytest.mark.parametrize(
    ("last", "is_said"),
    [
        ("Tom Reyes is a reporter at The Quay. He covers the coast.", False),
        ("Tom Reyes, a former sailor, writes about ships for The Quay.", False),
        ("Tom Reyes is a writer who told me that it would end like this.", True),
        ("Ola Berg is the only man who ever rowed out in a gale.", True),
    ],
)
def test_who_wrote_it_is_no_part_of_the_last_answer(layout: str, last: str, is_said: bool) -> None:
    answers = [f"{words}\n\nI have told that to nobody else." for words in SAID]
    pairs = zip(map(layout.format, ASKED), answers, strict=True)
    found = said(OPENING + "\n\n".join(part for pair in pairs for part in pair) + f"\n\n{last}")
    assert found[-1].endswith(last if is_said else "I have told that to nobody else.")
