"""Reports to compare, made up for these tests."""

from dataclasses import replace
from datetime import date

from sources.overlap.types import Report

FERRY = Report(
    uid="ferry",
    title="Ferry runs aground off Skarholm, all 212 aboard safe",
    paragraphs=(
        "The ferry Aurelia ran aground on a sandbank off the island of Skarholm late on Tuesday with 212 people on "
        "board, the coast guard said. Nobody was hurt.",
        "Captain Birgit Nyholm told reporters that the steering had failed some nine minutes after the ship left the "
        "harbour, and that she had dropped both anchors to slow it down.",
        "Three lifeboats and a tug from the mainland took the passengers off in calm weather. The last of them reached "
        "the village hall, where soup was waiting, shortly before four in the morning.",
        "The owner, Lindgren Lines, said divers would look at the rudder before any attempt to float the vessel. A "
        "similar fault stopped its sister ship, the Borealis, in 2019.",
        "The accident board has sent two inspectors. Its head, Tomas Ek, expects a first report within a fortnight.",
    ),
    published=date(2024, 5, 15),
    language="en",
)

FOOTER = (
    "The Valley Courier is made by readers like you. Sign up for our morning letter and never miss what matters in the "
    "valley. All rights reserved by the Courier Publishing House.",
    "More from us: ten walks for a rainy day, the best pies in town, and how to choose a new bicycle.",
)

RATES = (
    "The central bank set the crown at {a} to the dollar on {day}, against {b} the day before. The euro was fixed at "
    "{c} and sterling at {d}. Dealers said that turnover was thin and that the bank had not stepped in."
)


def rates(uid: str, day: date, figures: tuple[str, str, str, str]) -> Report:
    names = dict(zip("abcd", figures, strict=True))
    text = RATES.format(day=day.strftime("%A"), **names)
    return Report(uid, "Crown fixing", (text,), published=day)


def copy(report: Report, **changes: object) -> Report:
    return replace(report, uid=f"{report.uid}-copy", **changes)  # type: ignore[arg-type]
