"""What an edition says of trust stands on its page in the page's language, and in the JSON as it was."""

import pytest
from django.test import Client
from django.utils import translation

from briefings.saying import SENTENCES, said, said_throughout
from tests import factories

INSERTED = {"count": "7", "who": "the harbour master", "outlet": "Norrvik Radio", "rest": ", on 3 May."}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_is_known_again_and_has_its_translation(sentence: str) -> None:
    words = sentence.format(**INSERTED)
    with translation.override("en"):
        assert said(words) == words
    with translation.override("de"):
        german = said(words)
    assert german != words
    for name, inserted in INSERTED.items():
        assert (inserted in german) == (f"{{{name}}}" in sentence)


def test_what_is_no_sentence_of_ours_stays() -> None:
    doc = {"words": "Single reports are rare.", "text": "Single report", "notices": ["names no source", "Ahoy"]}
    with translation.override("de"):
        told = said_throughout(doc)
    assert told == {"words": doc["words"], "text": "Single report", "notices": ["nennt keine Quelle", "Ahoy"]}


@pytest.mark.django_db
def test_a_german_page_tells_of_trust_in_german_and_its_json_keeps_the_words(client: Client) -> None:
    briefing = factories.ready(language="de")
    factories.published(briefing)
    page = client.get(f"/briefings/{briefing.slug}/").content.decode().partition("<body>")[2]
    detail = client.get(f"/api/v1/briefings/{briefing.slug}/").json()
    words = [detail["trust"][0]["words"], *(point["support"]["words"] for point in detail["key_points"])]
    assert words[0] == "Single report"
    for english in words:
        assert english not in page
    assert "Ein einziger Bericht" in page
