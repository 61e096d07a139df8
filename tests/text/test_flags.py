"""Signals of made-up passages, on sentences made up for these tests."""

import pytest

from sources.text import flags, interview
from sources.text.types import Flag, Segment

REPORT = """Harbour talks begin

The harbour council met on Friday to weigh repairs of the northern breakwater after winter storms hurt its outer stones.

{introduction}

Night Desk: Why does the breakwater matter?

{speaker}: {answer}

Night Desk: And who should pay for it?

{speaker}: I would ask the ferry owners first.

Night Desk: Thank you.

{speaker}: Thank you for asking me."""


def report(**parts: str) -> str:
    usual = {
        "introduction": "We talked with Lise Varga, a respected voice on ports.",
        "speaker": "Lise Varga",
        "answer": "I grew up behind it, so I may be partial.",
    }
    return REPORT.format(**(usual | parts))


def found(text: str) -> tuple[Flag, ...]:
    segments = (Segment(0, len(text), "paragraph"),)
    return flags.find(text, segments, interview.parse(text, segments))


def signals(text: str) -> list[str]:
    return [flag.signal for flag in found(text)]


LEFTOVERS = [
    "This HTML-formatted interview is designed for a blog, with a friendly tone.",
    "This article has been optimized for search engines and social media.",
    "As an AI language model, I cannot attend events.",
    "Certainly! Here is a rewritten version of the report.",
    "Here's the revised article with a neutral tone.",
    "The minister, [Insert name here], could not be reached.",
    "Dear {{ first_name }}, the fair opens on Sunday.",
    "I hope this article meets your needs.",
    "This SEO-optimised blog post is ready to go live.",
    "This conversation was structured for a WordPress site.",
    "As a large language model, I was not at the fair.",
    "As an AI text model, my knowledge ends in spring.",
    "As of my last knowledge update, the pier was shut.",
    "Sure, here are some questions for the mayor.",
    "Of course! Here's the text in a warmer tone.",
    "Here is a polished version of the interview.",
    "Ask for [Your Name] at the gate.",
    "[Insert quote from the harbour master]",
    "Greetings from {{city}}, where the fair opens.",
    "Greetings from <%= city %>, where the fair opens.",
    "Greetings from ${city}, where the fair opens.",
    "Lorem ipsum dolor sit amet, said the mayor.",
    "TODO: add a quote from the mayor.",
    "I cannot fulfill this request, said no mayor.",
    "Let me know if you’d like any changes to the piece.",
    "Word count: 412 words, all told.",
    "Regenerate response",
    "Meta description: a fair on the quay.",
    "It was written by incorporating key themes from the article on ports.",
]


@pytest.mark.parametrize("sentence", LEFTOVERS)
def test_a_generators_leftover_is_found_and_spanned_as_a_sentence(sentence: str) -> None:
    text = f"The fair opens.\n\n{sentence}\n\nIt rains a little."
    (flag,) = found(text)
    assert flag.signal == flags.LEFTOVER
    assert text[flag.start : flag.end] == sentence


ORDINARY = [
    "The teacher saw at once that the essay began “As an AI language model, I cannot”, and laughed.",
    "This interview was conducted in May and has been edited for length.",
    "Certainly, here in the valley the snow comes early.",
    "“They said [your] money was safe,” the man recalled.",
    "This article is part of a series on ports.",
    "The model was designed for WordPress pages, its maker said.",
    "It remains to be seen who pays, and only time will tell.",
    "The word count of the bill is 412, the clerk said.",
    "“I cannot fulfil this request,” the clerk wrote back.",
    "Here is the harbour that the storm left.",
    "Of course, here the road ends.",
    "It cost $5 [about £4] a day, and {at most} a week.",
    "The interview was generated interest in May, oddly put.",
    "As an artist, I work with AI, she said.",
    "He asked her to insert a coin [the slot was jammed].",
]


@pytest.mark.parametrize("sentence", ORDINARY)
def test_ordinary_sentences_raise_nothing(sentence: str) -> None:
    assert found(f"The fair opens.\n\n{sentence}\n\nIt rains a little.") == ()


def test_a_leftover_beside_an_interview_is_on_the_interview() -> None:
    text = report() + "\n\nThis piece is written for SEO purposes."
    assert [flag.on_interview for flag in found(text) if flag.signal == flags.LEFTOVER] == [True]
    (alone,) = found("The fair opens.\n\nThis piece is written for SEO purposes.")
    assert not alone.on_interview


def test_a_leftover_that_speaks_of_an_interview_is_on_it_even_when_none_was_found() -> None:
    (flag,) = found("The fair opens.\n\nThis HTML-formatted interview is ready to use.")
    assert flag.on_interview


def test_who_is_named_only_in_the_interview_and_its_introduction_is_unverified() -> None:
    text = report()
    (flag,) = found(text)
    assert (flag.signal, flag.on_interview) == (flags.UNVERIFIED, True)
    assert text[flag.start : flag.end] == "Lise Varga:"
    assert "named nowhere else in this report" in flag.explanation


@pytest.mark.parametrize(
    "introduction",
    [
        "We talked with Lise Varga, director of the Port Institute.",
        "We talked with Lise Varga, who is a professor of hydraulics at Lund University.",
        "Lise Varga works at the Harbour Board. We met her there.",
    ],
)
def test_an_affiliation_that_can_be_checked_lifts_the_doubt(introduction: str) -> None:
    assert signals(report(introduction=introduction)) == []


def test_a_name_elsewhere_in_the_report_lifts_the_doubt() -> None:
    assert signals("Varga warns of a breach\n\n" + report()) == []


def test_an_office_is_no_person_to_look_for() -> None:
    assert signals(report(speaker="SENIOR OFFICIAL", introduction="An official spoke to us.")) == []


def test_a_bare_transcript_says_nothing_of_names() -> None:
    text = "\n\n".join(["Host: Who are you?", "Lise: I am a welder.", "Host: Since when?", "Lise: Since I was twenty."])
    assert found(text) == ()


def test_unnamed_answers_are_unverified() -> None:
    text = report(speaker="A").replace("Night Desk", "Q").replace("Lise Varga, ", "")
    (flag,) = found(text)
    assert flag.explanation.startswith("The answers are given without a name")


SAID = (
    "My first worry as a pilot is that we dredge the narrow eastern channel before winter storms fill the basin with "
    "gravel."
)
ECHOING = [
    "The council met to weigh repairs of the northern breakwater, whose outer stones the winter storms had damaged.",
    "I know that it met on Friday to weigh repairs of the northern breakwater after winter storms, and I was glad.",
]


@pytest.mark.parametrize("answer", ECHOING)
def test_an_answer_that_repeats_the_article_is_an_echo(answer: str) -> None:
    text = report(answer=answer)
    (flag,) = [flag for flag in found(text) if flag.signal == flags.ECHO]
    assert text[flag.start : flag.end] == answer
    assert flag.on_interview
    assert "breakwater" in flag.explanation


def test_an_answer_that_repeats_an_earlier_one_is_an_echo() -> None:
    text = report(answer=f"{SAID} Ask the ferry owners.").replace(
        "I would ask the ferry owners first.", SAID.replace("dredge", "deepen").replace("before", "ahead of")
    )
    (flag,) = [flag for flag in found(text) if flag.signal == flags.ECHO]
    assert text[flag.start : flag.end].startswith("My first worry as a pilot is that we deepen")
    assert "sentence of an earlier answer" in flag.explanation


def test_a_turn_of_phrase_said_twice_is_no_echo() -> None:
    phrase = "as I have said to the council and to the mayor many times, "
    text = report(answer=f"{phrase}the stones move.").replace("I would ask", f"{phrase}I would ask")
    assert flags.ECHO not in signals(text)


@pytest.mark.parametrize("quoted", ["“{}”", "„{}“", "«{}»", "»{}«", '"{}"'])
def test_an_article_that_quotes_its_interview_is_no_echo(quoted: str) -> None:
    answer = "I would close the northern breakwater until divers have measured every outer stone."
    text = f"{quoted.format(answer)}\n\n" + report(answer=answer)
    assert flags.ECHO not in signals(text)


def test_only_a_heap_of_stock_phrases_counts() -> None:
    some = "We delve into the rich tapestry. It plays a pivotal role."
    heap = some + " In conclusion, it underscores the importance of a holistic approach, a beacon of hope."
    assert signals(some) == []
    assert signals(heap) == [flags.STOCK]


def test_every_signal_is_documented_and_no_explanation_passes_judgement() -> None:
    text = report(answer=ECHOING[0]) + "\n\nThis piece is written for SEO purposes."
    raised = found(text)
    assert {flag.signal for flag in raised} == {flags.LEFTOVER, flags.UNVERIFIED, flags.ECHO} <= set(flags.SIGNALS)
    assert [flag.start for flag in raised] == sorted(flag.start for flag in raised)
    for flag in raised:
        assert "fake" not in flag.explanation.casefold()
        assert flag.explanation.endswith(".")
