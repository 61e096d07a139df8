"""Interviews in many layouts, and texts that only look like one. All sentences are made up for these tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text import interview
from sources.text.types import Interview, Segment


def whole(text: str) -> tuple[Segment, ...]:
    return (Segment(0, len(text), "paragraph"),) if text else ()


def by_line(text: str, stripped: str = "\x00") -> tuple[Segment, ...]:
    """One segment a line; lines that contain `stripped` are stripped."""
    segments, at = [], 0
    for line in text.splitlines(keepends=True):
        kind, reason = ("boilerplate", "page furniture") if stripped in line else ("paragraph", "")
        segments.append(Segment(at, at + len(line), kind, not reason, reason))
        at += len(line)
    return tuple(segments)


def said(text: str, found: Interview | None) -> list[tuple[str, str]]:
    assert found is not None
    return [(turn.speaker, " ".join(text[turn.start : turn.end].split())) for turn in found.turns]


def parsed(text: str) -> list[tuple[str, str]]:
    """The turns, found alike on coarse and on fine segments."""
    fine = said(text, interview.parse(text, by_line(text)))
    assert said(text, interview.parse(text, whole(text))) == fine
    return fine


ASKED = ("Why did you move the ferry?", "And who paid for it?")
ANSWERED = ("Because the old pier sank. I saw it go.", "The town did, and I gave my savings.")

LAYOUTS = {
    "colon": ("Mara Lind: {}", "Joao Teixeira: {}"),
    "bold": ("**Mara Lind:** {}", "**Joao Teixeira:** {}"),
    "bold, colon outside": ("**Mara Lind**: {}", "**Joao Teixeira**: {}"),
    "capitals": ("MARA LIND: {}", "JOAO TEIXEIRA: {}"),
    "Q and A with colons": ("Q: {}", "A: {}"),
    "Q and A with full stops": ("Q. {}", "A. {}"),
    "numbered": ("Q1: {}", "A1: {}"),
    "wide Q": ("Q    {}", "MR. TEIXEIRA:  {}"),
    "space before the colon": ("La Vigie : {}", "Joao Teixeira : {}"),
    "time stamp before": ("[00:01:12] Mara Lind: {}", "[00:01:40] Joao Teixeira: {}"),
    "time stamp in parentheses": ("(01:12) Mara Lind: {}", "(01:40) Joao Teixeira: {}"),
    "label on its own line": ("Mara Lind:\n\n{}", "Joao Teixeira:\n\n{}"),
    "label and time on their own line": ("Mara Lind: 00:01:12\n\n{}", "Joao Teixeira: 00:01:40\n\n{}"),
    "name and time, no colon": ("Mara Lind 01:12\n{}", "Joao Teixeira 01:40\n{}"),
    "bold name on its own line": ("**Mara Lind**\n\n{}", "**Joao Teixeira**\n\n{}"),
    "brackets": ("[Mara Lind] {}", "[Joao Teixeira] {}"),
    "numbered speakers": ("Speaker 1: {}", "Speaker 2: {}"),
    "dashes": ("– {}", "– {}"),
    "long dashes": ("— {}", "— {}"),
    "bold question": ("**{}**", "{}"),
    "heading question": ("### {}", "{}"),
    "other script": ("Мара Линд: {}", "Жоао Тейшейра: {}"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_words_in_turn(layout: str) -> None:
    ask, answer = LAYOUTS[layout]
    pairs = [*zip(ASKED, ANSWERED, strict=True), ("What will you do now?", "I will row, as my mother did.")]
    text = "We talked with Joao Teixeira about ferries.\n\n" + "\n\n".join(
        part for question, reply in pairs for part in (ask.format(question), answer.format(reply))
    )
    turns = parsed(text)
    assert [words for _, words in turns] == [words for pair in pairs for words in pair]
    assert len({speaker for speaker, _ in turns}) == 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_who_asks_is_the_interviewer_in_every_layout(layout: str) -> None:
    ask, answer = LAYOUTS[layout]
    pairs = [*zip(ASKED, ANSWERED, strict=True), ("What will you do now?", "I will row, as my mother did.")]
    text = "\n\n".join(part for question, reply in pairs for part in (ask.format(question), answer.format(reply)))
    found = interview.parse(text, by_line(text))
    assert found is not None
    assert [turn.role for turn in found.turns] == ["interviewer", "interviewee"] * 3


def test_plain_questions_need_no_label() -> None:
    text = (
        "Who are you?\n\nI'm Petra Olander, and I mend clocks.\n\nWhere do you work?\n\nIn my kitchen.\nI like it "
        "there."
        "\n\nWhat would you change?\n\nMy hours, if I could."
    )
    assert parsed(text) == [
        ("Interviewer", "Who are you?"),
        ("Petra Olander", "I'm Petra Olander, and I mend clocks."),
        ("Interviewer", "Where do you work?"),
        ("Petra Olander", "In my kitchen. I like it there."),
        ("Interviewer", "What would you change?"),
        ("Petra Olander", "My hours, if I could."),
    ]


def test_spellings_of_one_speaker_are_united() -> None:
    text = (
        "Night Desk: Why now, professor?\nProf. Ines Okafor: Because we can.\nNight desk: And the cost?\n"
        "Prof. Ines okafor: You would not believe it.\nNIGHT DESK: Try me?\nOKAFOR: My whole budget.\n"
    )
    assert {speaker for speaker, _ in parsed(text)} == {"Night Desk", "Prof. Ines Okafor"}


def test_initials_declared_in_parentheses_name_the_speaker() -> None:
    text = (
        "The Harbour Post (THP): Are you leaving?\n\nDela Amoah (DA): I am not.\n\nTHP: Never?\n\nDA: Rice: yes. "
        "Boats: no.\n\n"
        "THP: Thank you.\n\nDA: You are welcome."
    )
    assert [speaker for speaker, _ in parsed(text)] == ["The Harbour Post", "Dela Amoah"] * 3


def test_two_persons_of_one_surname_stay_apart() -> None:
    text = "\n".join(
        [
            "Mr Quist: Did you hear?",
            "Ms Quist: I did.",
            "Host: And you?",
            "Mr Quist: I think so.",
            "Ms Quist: We did.",
            "Host: So?",
        ]
    )
    assert {speaker for speaker, _ in parsed(text)} == {"Mr Quist", "Ms Quist", "Host"}


def test_answers_of_several_paragraphs_stay_whole() -> None:
    text = (
        "Mara Lind: What happened?\n\nJoao Teixeira: First I slept.\n\nThen I woke: it was late.\n\nMara Lind: "
        "And after that?\n\n"
        "Joao Teixeira: I rowed.\n\nI rowed on."
    )
    assert parsed(text)[1] == ("Joao Teixeira", "First I slept. Then I woke: it was late.")
    assert parsed(text)[3] == ("Joao Teixeira", "I rowed. I rowed on.")


def test_wrapped_lines_are_one_turn_and_a_colon_inside_is_no_label() -> None:
    text = (
        "HOST:  Thank you for coming to the studio on a day when the whole town\nis out on the ice. What brought "
        "you here, and will you stay for the\n"
        "whole of the winter?\n\nMS. VANTERPOOL:  I came for the light, and then I met the Deputy\nMayor: a kind "
        "woman, who lent me her house on the hill above the old\n"
        "harbour for as long as I liked.\n\nHOST:  And will you paint it, now that you have all of that time "
        "on\nyour hands and a view?\n\n"
        "MS. VANTERPOOL:  I have begun to. My first picture of the harbour is\nnearly done."
    )
    turns = parsed(text)
    assert len(turns) == 4
    assert turns[1][1].endswith("as I liked.")


def test_a_damaged_text_in_one_line_is_cut_at_its_labels() -> None:
    text = (
        "The major talks Table of Contents Staff Writer: major, why here? Maj. Oba Tune: because it rains.We like "
        "it. "
        "staff writer: And in spring? Maj. Oba tune: We wait.as you do. Staff Writer: For what? Maj. Oba Tune: "
        "For the sun. "
        "What do you think? Share your views in the comments below!"
    )
    assert parsed(text) == [
        ("Staff Writer", "major, why here?"),
        ("Maj. Oba Tune", "because it rains.We like it."),
        ("Staff Writer", "And in spring?"),
        ("Maj. Oba Tune", "We wait.as you do."),
        ("Staff Writer", "For what?"),
        ("Maj. Oba Tune", "For the sun."),
    ]


SECTIONED = (
    "Ferries return\n\nThe town runs ferries again.\n\nWe met the captain.\n\nSafety First: A New "
    "Start\n\nEditor: Is it safe, captain?\n\n"
    "Ada Brun: I think so.\n\nMoney Matters: Counting Coins\n\nEditor: What does it cost you?\n\nAda Brun: Too "
    "much.\n\nEditor: Thank you, captain.\n\n"
    "Ada Brun: Thank you.\n\nShare this article\n\nAbout the author"
)


def test_headings_are_sections_and_never_speakers() -> None:
    found = interview.parse(SECTIONED, by_line(SECTIONED))
    assert found is not None
    assert {turn.speaker for turn in found.turns} == {"Editor", "Ada Brun"}
    assert [turn.section for turn in found.turns] == ["Safety First: A New Start"] * 2 + [
        "Money Matters: Counting Coins"
    ] * 4
    assert [SECTIONED[start:end] for start, end in found.headings] == [
        "Safety First: A New Start",
        "Money Matters: Counting Coins",
    ]


def test_closing_thanks_belong_and_page_furniture_does_not() -> None:
    turns = parsed(SECTIONED)
    assert turns[-2:] == [("Editor", "Thank you, captain."), ("Ada Brun", "Thank you.")]


def test_a_stripped_line_in_the_middle_is_nobodys() -> None:
    text = "Mara: Who came?\n\nJoao: I did.\n\nADVERT buy oars\n\nAnd my aunt.\n\nMara: Why you?\n\nJoao: I can row."
    found = interview.parse(text, by_line(text, "ADVERT"))
    assert said(text, found)[1:3] == [("Joao", "I did."), ("Joao", "And my aunt.")]


def test_a_stripped_turn_is_claimed_by_its_label() -> None:
    text = "Mara: Who came?\n\nJoao: I did.\n\nMara: Really?\n\nJoao: Yes.\n\nMara: Why you?\n\nJoao: I can row."
    segments = by_line(text, "Joao: Yes.")
    found = interview.parse(text, segments)
    assert ("Joao", "Yes.") in said(text, found)
    claimed = [
        segment
        for segment in interview.mark(segments, found)
        if text[segment.start : segment.end].strip() == "Joao: Yes."
    ]
    assert [(segment.kind, segment.kept, segment.reason) for segment in claimed] == [("turn", True, "")]


def test_a_paragraph_about_a_speaker_is_not_their_words() -> None:
    text = SECTIONED.replace("Share this article", "Ada Brun is the author of two books on tides.")
    assert parsed(text)[-1] == ("Ada Brun", "Thank you.")


def test_debates_have_speakers_without_roles() -> None:
    text = (
        "The SPEAKER: Order! I call the member.\n\nMr T OBI: I withdraw nothing, and my party agrees.\n\nThe "
        "SPEAKER: You will sit.\n\n"
        "Ms L RAAB: We disagree with you.\n\nMr T OBI: You always do.\n\nThe SPEAKER: Order!\n\nMs L RAAB: I "
        "thank you.\n\n"
        "The SPEAKER: Is there any other business before we rise?\n\nMr T OBI: I have none.\n\nThe SPEAKER: The "
        "House stands adjourned."
    )
    found = interview.parse(text, by_line(text))
    assert found is not None
    assert {turn.role for turn in found.turns} == {"unknown"}
    assert len(found.turns) == 10


LOOK_ALIKES = {
    "recipe": "Lentil soup\n\nServes: four\nPrep time: ten minutes\nIngredients: lentils, onions\nMethod: Boil "
    "them.\nServes: also two\n"
    "Prep time: less\nIngredients: fewer\nMethod: Boil you must, for an hour.",
    "prices": "Copper: 8,900 a tonne\nTin: 27,000 a tonne\nCopper: up on the week\nTin: down on the week\nCopper: "
    "what next?",
    "scores": "Leeds: 3\nHull: 1\nLeeds: 2\nHull: 2\nLeeds: Who scored?\nHull: Brown 12, Grey 44",
    "quotes": "Mayor Brun: “We will rebuild.”\nChief Oduya: “I saw it burn.”\nMayor Brun: “Are you with "
    "us?”\nChief Oduya: “You can count on me.”",
    "sayings": "The mayor said: “We will rebuild it.” Asked why, she said: “Do you know a better place?” Her "
    "deputy added: “I do not.”",
    "datelines": "ACCRA, Ghana: Buses stopped.\nLAGOS, Nigeria: A bridge opened.\nACCRA, Ghana: Buses "
    "ran.\nLAGOS, Nigeria: It shut.",
    "play": "SCENE 1\n\nANNA: Who is there?\n\nBORIS: It is I.\n\nANNA: You? (Enter CLARA)\n\nBORIS: My love, you "
    "came?\n\nANNA: I did.",
    "explainer": "What is a levy?\n\nA levy is a tax on goods.\n\nWho pays it?\n\nImporters pay it at the "
    "port.\n\nWhy does it matter?\n\nIt raises prices.",
    "shop questions": "Q: How do I return my order?\nA: Post it within 14 days.\nQ: Can I pay by card?\nA: Cards "
    "are accepted.\nQ: Do you ship?\nA: To 12 countries.",
    "blog": "How did I start?\n\nI bought a lamp.\n\nWhy did I go on?\n\nI liked my lamp.\n\nWhat have I "
    "learned?\n\nI learned to wait.",
    "list of pros": "Phone One\nPros: bright screen\nCons: heavy\nVerdict: buy\n\nPhone Two\nPros: light\nCons: "
    "dim, but do you care?\nVerdict: wait",
    "news": "The ferry sank on Monday, police said. Nobody was hurt: all 40 passengers swam ashore.\n\nWhy it "
    "sank is not known.",
    "charges": "Ann B. Cole: Theft, held in jail.\nRay D. Moss: Fraud, held in jail.\nIda F. Lane: Theft, "
    "released.\nAnn B. Cole: Second count.",
    "empty": "",
    "blank": " \n\n \n",
}


@pytest.mark.parametrize("kind", LOOK_ALIKES)
def test_what_only_looks_like_an_interview_is_left_alone(kind: str) -> None:
    text = LOOK_ALIKES[kind]
    assert interview.parse(text, whole(text)) is None
    assert interview.parse(text, by_line(text)) is None


@pytest.mark.parametrize("cut", [whole, by_line])
def test_marking_tiles_and_names_turns_and_headings(cut: object) -> None:
    segments = cut(SECTIONED)  # type: ignore[operator]
    found = interview.parse(SECTIONED, segments)
    marked = interview.mark(segments, found)
    assert "".join(SECTIONED[segment.start : segment.end] for segment in marked) == SECTIONED
    assert [segment.start for segment in marked[1:]] == [segment.end for segment in marked[:-1]]
    turns = [SECTIONED[segment.start : segment.end].strip() for segment in marked if segment.kind == "turn"]
    assert turns[0] == "Editor: Is it safe, captain?"
    assert turns[-1] == "Ada Brun: Thank you."
    assert len(turns) == 6
    assert sum(segment.kind == "heading" for segment in marked) == 2


def test_without_an_interview_the_segments_stay_as_they_are() -> None:
    segments = by_line("One.\nTwo.\n")
    assert interview.mark(segments, None) == segments


PIECES = st.sampled_from(
    [
        "Ann Bee: ",
        "Cy Dee: ",
        "Q: ",
        "A: ",
        "– ",
        "**",
        "## ",
        "Why you?",
        "I did.",
        "\n",
        "\n\n",
        " ",
        "[00:01] ",
        "Share this",
        "“",
        "#",
        "\r\n",
        "é",
        ":",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_turns_are_in_order_inside_the_text_and_marks_tile(text: str, fine: bool) -> None:
    segments = by_line(text, "Share") if fine else whole(text)
    found = interview.parse(text, segments)
    marked = interview.mark(segments, found)
    assert "".join(text[segment.start : segment.end] for segment in marked) == text
    assert all(segment.start < segment.end and segment.kept == (not segment.reason) for segment in marked)
    at = 0
    for number, turn in enumerate(found.turns if found else (), start=1):
        assert turn.number == number
        assert at <= turn.label_start <= turn.start < turn.end <= len(text)
        assert text[turn.start : turn.end] == text[turn.start : turn.end].strip()
        at = turn.end
