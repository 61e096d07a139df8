"""Briefings that each put the shapes of an edition to one test: corrected, retracted, bare, right to left, beyond the BMP."""

from typing import Any

from briefings.models import Briefing
from briefings.publishing import retract
from sources.models import Actor
from tests import factories
from tests.briefings.test_frozen import full
from tests.factories import HOUR, NOW

RIGHT_TO_LEFT = "عاد ضوء المنارة إلى الجزيرة مساء الخميس.\n\nلم يقل أحد من سيحرس المصباح."
BEYOND = "🗼 The lamp 🪔 burns **again** on its island 🏝️.\n\n🤷🏽 Nobody has said who keeps it."


def corrected() -> Briefing:
    """With everything in it, then corrected twice: in words that stand in the text, and in words that do not."""
    briefing = factories.published(full(), at=NOW).briefing
    words: Any = {"passage": "The lamp burns again", "was": "The lamp is dark", "now": "The lamp burns again"}
    factories.published(
        briefing, at=NOW + HOUR, kind="correction", note="We erred.", how_found="A reader wrote.", **words
    )
    factories.published(
        briefing, at=NOW + 2 * HOUR, kind="clarification", note="The pipes are of the organ.", was="a", now="b c"
    )
    return briefing


def withdrawn() -> Briefing:
    briefing = factories.published(factories.ready(headline="Canary headline", body="Canary body. It burns.")).briefing
    retract(briefing, reason="The report was made up.", by=factories.person("publisher"), at=NOW + HOUR)
    return briefing


def bare() -> Briefing:
    """Without an annotation, and only what the gate asks for."""
    briefing = factories.ready()
    briefing.annotations.all().delete()
    factories.published(briefing)
    return briefing


def right_to_left() -> Briefing:
    briefing = factories.ready(headline="المنارة تضيء من جديد", body=RIGHT_TO_LEFT, language="ar")
    factories.mark(briefing, "المصباح", note="أطفئ قبل أربعة عشر عاما.")
    factories.published(briefing)
    return briefing


def beyond() -> Briefing:
    """Every range stands after a character of two UTF-16 code units, or holds one."""
    briefing = factories.ready(headline="🗼 again", body=BEYOND)
    keeper = Actor.objects.create(name="Ingrid Sele 🧭", kind="person", wikidata="Q64")
    factories.mark(briefing, "island 🏝️", note="Of 40 people 🧑‍🤝‍🧑.")
    factories.mark(briefing, "Nobody", kind="actor", actor=keeper, note="")
    factories.published(briefing)
    return briefing


def all_five() -> dict[str, Any]:
    makers = (corrected, withdrawn, bare, right_to_left, beyond)
    return {make.__name__: make() for make in makers}
