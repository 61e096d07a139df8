"""What sentences say that actors are to one another, and what they do not say."""

import pytest

from sources.text import relations
from sources.text.types import Mention, Segment

KINDS = {
    "Ada Voss": "person",
    "Petra Hummel": "person",
    "Henrik Aune": "person",
    "Harbour Guard": "armed group",
    "Northern Front": "armed group",
    "Pilots' Union": "organisation",
    "River Pact": "organisation",
    "Nordland": "state",
    "Sudland": "state",
    "Vessen": "place",
}


def said(sentence: str) -> list[tuple[str, str, str]]:
    text = f"A day in Vessen\n\n{sentence}\n"
    start = text.index(sentence)
    mentions = [
        Mention(at, at + len(name), name, name, kind)
        for name, kind in KINDS.items()
        for at in range(start, len(text))
        if text.startswith(name, at)
    ]
    segments = [Segment(0, start, "headline"), Segment(start, len(text), "paragraph")]
    found = relations.find(text, segments, mentions)
    assert all(text[one.start : one.end] in sentence for one in found)
    return [(one.actor, one.kind, one.other) for one in found]


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Ada Voss, the leader of the Harbour Guard, spoke.", ("Ada Voss", "leads", "Harbour Guard")),
        ("Harbour Guard leader Gen. Ada Voss spoke.", ("Ada Voss", "leads", "Harbour Guard")),
        ("Nordland's transitional president, Ada Voss, spoke.", ("Ada Voss", "leads", "Nordland")),
        ("The Harbour Guard, led by Ada Voss, left.", ("Ada Voss", "leads", "Harbour Guard")),
        ("Ada Voss, who heads the Pilots' Union, left.", ("Ada Voss", "leads", "Pilots' Union")),
        ("Ada Voss, a senior member of the Pilots' Union, left.", ("Ada Voss", "member of", "Pilots' Union")),
        ("Nordland joined the River Pact in 2019.", ("Nordland", "member of", "River Pact")),
        ("Nordland is a founding member of the River Pact.", ("Nordland", "member of", "River Pact")),
        ("The Harbour Guard has been fighting the Northern Front.", ("Harbour Guard", "fights", "Northern Front")),
        ("The Harbour Guard clashed again with the Northern Front.", ("Harbour Guard", "fights", "Northern Front")),
        (
            "The war between the Harbour Guard and the Northern Front goes on.",
            ("Harbour Guard", "fights", "Northern Front"),
        ),
        ("Nordland is a close ally of Sudland.", ("Nordland", "allied with", "Sudland")),
        ("An alliance between Nordland and Sudland was signed.", ("Nordland", "allied with", "Sudland")),
        ("Ada Voss met Petra Hummel in Vessen.", ("Ada Voss", "meets", "Petra Hummel")),
        ("Ada Voss held talks on Monday with her counterpart, Petra Hummel.", ("Ada Voss", "meets", "Petra Hummel")),
        ("Ada Voss has held talks with Petra Hummel.", ("Ada Voss", "meets", "Petra Hummel")),
        ("Talks between Ada Voss and Petra Hummel ended.", ("Ada Voss", "meets", "Petra Hummel")),
    ],
)
def test_what_is_said(sentence: str, relation: tuple[str, str, str]) -> None:
    assert said(sentence) == [relation]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Voss did not meet Petra Hummel, though Ada Voss met Petra Hummel once.",
        "Ada Voss will have met Petra Hummel by then.",
        "Ada Voss denied that Ada Voss met Petra Hummel.",
        "Had Ada Voss met Petra Hummel?",
        "The former Harbour Guard leader Ada Voss spoke.",
        "A Harbour Guard leader, Ada Voss, spoke.",
        "Ada Voss, deputy leader of the Harbour Guard, spoke.",
        "The son of Ada Voss met Petra Hummel.",
        "Ada Voss met Petra Hummel's lawyer.",
        "Ada Voss met the wife of Petra Hummel.",
        "Ada Voss left. Petra Hummel met nobody.",
        "Ada Voss and Petra Hummel spoke.",
        "Harbour Guard, Northern Front and others fought on.",
        "Vessen is an ally of Nordland.",
    ],
)
def test_what_is_not_said(sentence: str) -> None:
    assert said(sentence) == []


def test_each_relation_once_and_a_mutual_one_for_both() -> None:
    text = "Ada Voss met Petra Hummel. Petra Hummel met Ada Voss. Ada Voss met Henrik Aune."
    assert said(text) == [("Ada Voss", "meets", "Petra Hummel"), ("Ada Voss", "meets", "Henrik Aune")]
