"""Drafts by key: written and published by the code the desk uses, each verb by its own scope and right."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Act
from briefings import seconding
from briefings.models import Briefing, Edition, ProposedCorrection
from sources.models import Actor, Mention
from tests import factories
from tests.api.test_schema import check, schema
from tests.factories import HOUR, LIGHTHOUSE_QUOTE

pytestmark = pytest.mark.django_db
__all__ = ["schema"]
DRAFTS = "/api/v1/drafts/"
ALL = ("drafts", "edit", "publish")


class Program:
    """A client with a key."""

    def __init__(self, *scopes: str, role: str = "publisher") -> None:
        self.headers = {"Authorization": f"Bearer {factories.key(*scopes, user=factories.person(role)).secret}"}

    def get(self, path: str) -> Any:
        return Client().get(path, headers=self.headers)

    def send(self, path: str, data: Any = None, method: str = "post", **headers: str) -> Any:
        more = {"content_type": "application/json", "headers": self.headers | headers}
        return getattr(Client(), method)(path, json.dumps(data if data is not None else {}), **more)

    def edit(self, path: str, data: Any, tag: str | None = None) -> Any:
        return self.send(path, data, "patch", **{"If-Match": tag or self.get(path)["ETag"]})


@pytest.fixture
def program() -> Program:
    return Program(*ALL)


@pytest.fixture
def source() -> Any:
    return factories.article()


def written(source: Any, **more: Any) -> dict[str, Any]:
    """All that a program may write."""
    return {
        "headline": "A lamp burns again",
        "story": str(source.membership.story.uid),
        "standfirst": "The lamp is back.",
        "body": "The lamp burns **again** on its island 🏝️.\n\nNobody has said who keeps it.",
        "not_known": ["Who keeps it.", "Who\npays."],
        "topics": ["Lamps"],
        "language": "en",
        "key_points": [
            {"text": "The prisms are clean.", "citations": [{"article": str(source.uid), "quote": LIGHTHOUSE_QUOTE}]}
        ],
        "annotations": [
            {
                "kind": "citation",
                "exact": "The lamp burns again",
                "citations": [
                    {
                        "article": str(source.uid),
                        "quote": LIGHTHOUSE_QUOTE,
                        "attributed_to": "Maja Lindqvist",
                        "basis": "statement",
                    }
                ],
            },
            {"kind": "context", "exact": "island 🏝️", "note": "Of rock."},
        ],
    } | more


def test_a_briefing_goes_all_the_way(program: Program, source: Any, schema: dict[str, Any], client: Client) -> None:
    made = program.send(DRAFTS, written(source))
    assert made.status_code == 201, made.text
    draft = made.json()
    check(schema, "DraftOut", draft)
    assert made["Location"] == draft["uri"]
    assert (draft["status"], draft["slug"], draft["not_known"]) == (
        "draft",
        "a-lamp-burns-again",
        ["Who keeps it.", "Who pays."],
    )
    assert [f["message"] for f in draft["findings"] if f["blocks"]] == []
    assert client.get(f"/api/v1/briefings/{draft['slug']}/").status_code == 404
    uri = draft["uri"]
    assert program.send(f"{uri}submit/").json()["status"] == "in review"
    assert program.send(f"{uri}send-back/", {"reason": "shorter"}).json()["status"] == "draft"
    later = (timezone.now() + HOUR).isoformat()
    scheduled = program.send(f"{uri}schedule/", {"at": later}).json()
    assert (scheduled["status"], bool(scheduled["scheduled_for"])) == ("scheduled", True)
    assert program.send(f"{uri}send-back/").json()["status"] == "draft"
    first = program.send(f"{uri}publish/")
    check(schema, "Published", first.json())
    live = client.get(first.json()["uri"]).json()
    assert [note["id"] for note in live["annotations"]] == [mark["id"] for mark in draft["annotations"]]
    assert live["annotations"][0]["citation"]["attributed_to"] == "Maja Lindqvist"
    assert live["annotations"][1]["selector"]["exact"] == "island 🏝️"
    told = {"note": "We erred.", "was": "lamp", "now": "light", "how_found": "A reader wrote."}
    corrected = program.send(f"{uri}correct/", told).json()
    assert (corrected["edition"], corrected["kind"]) == (2, "correction")
    assert client.get(corrected["uri"]).json()["corrections"][0]["how_found"] == "A reader wrote."
    gone = program.send(f"{uri}retract/", {"reason": "made up"}).json()
    assert gone["status"] == "retracted"
    assert client.get(gone["uri"]).json()["retraction"]["reason"] == "made up"
    verbs = set(Act.objects.of(Briefing.objects.get()).values_list("verb", flat=True))
    assert {"drafted", "in review", "scheduled", "published (first)", "published (correction)", "retracted"} <= verbs
    assert program.edit(uri, {"headline": "again"}).status_code == 400


def test_a_correction_of_some_words_lets_nothing_else_of_the_draft_out(program: Program, source: Any) -> None:
    draft = program.send(DRAFTS, written(source)).json()
    live = Client().get(program.send(f"{draft['uri']}publish/").json()["uri"]).json()
    body = draft["body"] + "\n\nNot yet for readers.\n"
    assert program.edit(draft["uri"], {"body": body, "headline": "A headline to come"}).status_code == 200
    told = {"note": "It was never gone.", "standfirst": "The lamp was never gone.", "not_known": ["Who\npays."]}
    corrected = Client().get(program.send(f"{draft['uri']}correct/", told).json()["uri"]).json()
    assert corrected["corrections"][0]["note"] == "It was never gone."
    assert corrected["standfirst"] == "The lamp was never gone."
    assert corrected["not_known"] == ["Who pays."]
    for name in ("headline", "key_points", "annotations", "body"):
        assert corrected[name] == live[name], name
    left = program.get(draft["uri"]).json()
    assert (left["standfirst"], left["not_known"]) == ("The lamp was never gone.", ["Who pays."])
    assert (left["headline"], left["body"]) == ("A headline to come", body)


def test_words_of_what_is_not_live_cannot_be_corrected(program: Program, source: Any) -> None:
    draft = program.send(DRAFTS, written(source)).json()
    refused = program.send(f"{draft['uri']}correct/", {"note": "x", "standfirst": "y"})
    assert (refused.status_code, "no live edition" in refused.content.decode()) == (400, True)
    program.send(f"{draft['uri']}publish/")
    same = program.send(f"{draft['uri']}correct/", {"note": "x", "standfirst": draft["standfirst"]})
    assert same.status_code == 400


def test_where_two_are_to_agree_a_correction_waits_for_the_other(
    program: Program, source: Any, schema: dict[str, Any], settings: Any
) -> None:
    draft = program.send(DRAFTS, written(source)).json()
    public = program.send(f"{draft['uri']}publish/").json()["uri"]
    settings.FOUR_EYES = True
    told = {"note": "It was never gone.", "standfirst": "The lamp was never gone."}
    waits = program.send(f"{draft['uri']}correct/", told)
    assert waits.status_code == 202, waits.text
    check(schema, "Waiting", waits.json())
    assert (waits.json()["status"], waits.json()["edition"]) == ("waiting", 1)
    assert Client().get(public).json()["standfirst"] == draft["standfirst"]
    second = program.send(f"{draft['uri']}correct/", told)
    assert (second.status_code, "waits already" in second.text) == (400, True)
    row = ProposedCorrection.objects.get()
    seconding.second(row, by=factories.person("administrator"), at=timezone.now())
    assert Client().get(public).json()["standfirst"] == "The lamp was never gone."


def test_of_the_desks_own_draft_each_sentence_is_accepted_or_proposed(program: Program, source: Any) -> None:
    made = program.send(DRAFTS, {"from_story": str(source.membership.story.uid)}).json()
    assert made["proposed"]
    assert "proposed" in {finding["place"] for finding in made["findings"]}
    first, *others = made["proposed"]
    changed = program.edit(made["uri"], {"proposed": others}).json()
    assert (changed["proposed"], first in str(changed["key_points"]) + changed["standfirst"]) == (others, True)
    assert program.edit(made["uri"], {"proposed": ["A sentence of nobody."]}).status_code == 400
    assert program.edit(made["uri"], {"proposed": []}).json()["proposed"] == []
    own = program.send(DRAFTS, written(source, proposed=["Nobody has said who keeps it."])).json()
    assert own["proposed"] == ["Nobody has said who keeps it."]


def test_the_desks_own_draft_can_be_asked_for(program: Program, source: Any) -> None:
    made = program.send(DRAFTS, {"from_story": str(source.membership.story.uid)})
    assert made.status_code == 201
    assert made.json()["key_points"]
    assert made.json()["reports"] == [str(source.uid)]


def test_what_is_given_takes_the_place_and_the_rest_stays(program: Program, source: Any) -> None:
    draft = program.send(DRAFTS, written(source)).json()
    point, [cited, _context] = draft["key_points"][0], draft["annotations"]
    body = written(source)["body"].replace(" on its island 🏝️", "")
    changed = program.edit(draft["uri"], {"body": body}).json()
    assert [(m["exact"], m["state"]) for m in changed["annotations"]] == [
        ("The lamp burns again", "anchored"),
        ("island 🏝️", "orphaned"),
    ]
    kept = {"uid": cited["uid"], "kind": "citation", "exact": "The lamp burns again"}
    rows = {"annotations": [kept], "key_points": [{"text": "New."}, {"uid": point["uid"], "text": "Old."}]}
    changed = program.edit(draft["uri"], rows).json()
    assert [(m["id"], m["citations"]) for m in changed["annotations"]] == [(cited["id"], cited["citations"])]
    assert [p["text"] for p in changed["key_points"]] == ["New.", "Old."]
    assert changed["key_points"][1]["citations"] == point["citations"]
    assert Briefing.objects.get().revisions.count() == 3


def test_nobodys_text_is_lost(program: Program, source: Any) -> None:
    uri = program.send(DRAFTS, written(source)).json()["uri"]
    tag = program.get(uri)["ETag"]
    assert program.send(uri, {"headline": "a"}, "patch").status_code == 428
    assert program.edit(uri, {"headline": "a"}, tag).status_code == 200
    stale = program.edit(uri, {"headline": "b"}, tag)
    assert (stale.status_code, stale["Content-Type"]) == (412, "application/problem+json")
    assert program.get(uri).json()["headline"] == "a"


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"headline": ""}, "/headline"),
        ({"headline": "x" * 301}, "/headline"),
        ({"story": "00000000-0000-7000-8000-000000000000"}, "/story"),
        ({"from_story": "00000000-0000-7000-8000-000000000000"}, "/from_story"),
        ({"language": "e\u0000"}, "/language"),
        ({"language": 7.5}, "/language"),
        ({"status": "published"}, "/status"),
        ({"body": "x" * 200_001}, "/body"),
        ({"key_points": [{"text": "a"}, {}]}, "/key_points/1/text"),
        ({"annotations": [{"kind": "context", "exact": "not there", "note": "n"}]}, "/annotations/0/exact"),
        ({"annotations": [{"kind": "context", "exact": "island"}]}, "/annotations/0/note"),
        ({"annotations": [{"kind": "actor", "exact": "island"}]}, "/annotations/0/actor"),
        ({"annotations": [{"kind": "citation", "exact": "island"}]}, "/annotations/0/citations"),
        ({"annotations": [{"kind": "shout", "exact": "island"}]}, "/annotations/0/kind"),
    ],
)
def test_a_fault_is_pointed_at_and_nothing_is_made(
    program: Program, source: Any, wrong: dict[str, Any], pointer: str
) -> None:
    answer = program.send(DRAFTS, written(source, **wrong))
    assert answer.status_code == 400, answer.text
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert not Briefing.objects.exists()


def test_a_quote_that_is_not_there_is_pointed_at(program: Program, source: Any) -> None:
    given = written(source)
    given["key_points"][0]["citations"][0]["quote"] = "words that are not there"
    answer = program.send(DRAFTS, given)
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/key_points/0/citations/0/quote"]
    other = factories.article(factories.ORCHARD)
    given = written(source)
    given["annotations"][0]["citations"][0] |= {"article": str(other.uid)}
    answer = program.send(DRAFTS, given)
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/annotations/0/article"]
    assert not Briefing.objects.exists()


def test_who_acts_in_the_reports_can_be_marked_and_nobody_else(program: Program, source: Any) -> None:
    actor, stranger = (Actor.objects.create(name=name, kind="person") for name in ("Henrik Aune", "Nobody"))
    Mention.objects.filter(article=source).update(actor=None)
    at = source.raw.text.index("Henrik Aune")
    said = {"key": "aune", "kind": "person", "text": "Henrik Aune", "state": "confirmed"}
    Mention.objects.create(article=source, actor=actor, start=at, end=at + 11, **said)
    mark = {"kind": "actor", "exact": "Nobody", "actor": str(actor.uid)}
    made = program.send(DRAFTS, written(source, annotations=[mark]))
    assert made.json()["annotations"][0]["actor"] == str(actor.uid)
    answer = program.send(DRAFTS, written(source, annotations=[mark | {"actor": str(stranger.uid)}]))
    assert answer.json()["errors"][0]["pointer"] == "/annotations/0/actor"


def test_what_blocks_publishing_is_named(program: Program, source: Any) -> None:
    uri = program.send(DRAFTS, {"headline": "Bare", "story": str(source.membership.story.uid)}).json()["uri"]
    answer = program.send(f"{uri}publish/")
    assert answer.status_code == 400
    assert any("standfirst is missing" in error["detail"] for error in answer.json()["errors"])
    assert program.send(f"{uri}schedule/", {"at": "2020-01-01T00:00:00Z"}).json()["errors"][0]["pointer"] == "/at"
    assert program.send(f"{uri}retract/", {"reason": "x"}).status_code == 400
    assert not Edition.objects.exists()


VERBS = {
    "": ("edit", {"headline": "x"}),
    "submit/": ("edit", None),
    "send-back/": ("edit", None),
    "schedule/": ("publish", {"at": "2999-01-01T00:00:00Z"}),
    "publish/": ("publish", None),
    "correct/": ("publish", {"note": "x"}),
    "retract/": ("publish", {"reason": "x"}),
}


@pytest.mark.parametrize("below", VERBS)
def test_each_verb_asks_for_its_scope_and_its_right(source: Any, below: str) -> None:
    """A key does no more than its user may, nor than its scopes say; and none tells who is there."""
    uid = factories.ready(source).uid
    scope, data = VERBS[below]
    for here in (f"{DRAFTS}{uid}/{below}", f"{DRAFTS}00000000-0000-7000-8000-000000000000/{below}"):
        others = [Program(*{*ALL, "read", "ingest"} - {scope}), Program(scope, role="")]
        others += [Program(scope, role="editor")] if scope == "publish" else []
        for program in others:
            assert program.send(here, data, "patch" if not below else "post", **{"If-Match": "*"}).status_code == 403
        assert Client().post(here, "{}", content_type="application/json").status_code == 401
    assert Program("read", "edit", "publish").get(f"{DRAFTS}{uid}/").status_code == 403
    assert Program("drafts", role="author").get(f"{DRAFTS}{uid}/").status_code == 200
    assert not Edition.objects.exists()


def test_a_scheduled_one_is_put_off_by_who_may_publish(source: Any) -> None:
    briefing = factories.ready(source)
    briefing.schedule(timezone.now() + HOUR, by=factories.person("publisher"))
    here = f"{DRAFTS}{briefing.uid}/send-back/"
    assert Program("edit", role="editor").send(here).status_code == 403
    assert Briefing.objects.get().status == "scheduled"
    assert Program("edit", "publish").send(here).status_code == 200


def test_what_is_sent_twice_is_done_once(program: Program, source: Any) -> None:
    once = {"Idempotency-Key": "a"}
    first, again = (program.send(DRAFTS, written(source), **once) for _ in range(2))
    assert (again.status_code, again.json(), again["Idempotency-Replayed"]) == (201, first.json(), "true")
    uri = first.json()["uri"]
    editions = [program.send(f"{uri}publish/", **{"Idempotency-Key": "b"}).json()["edition"] for _ in range(2)]
    assert editions == [1, 1]
    assert Edition.objects.count() == 1
    assert program.send(f"{uri}publish/", {"note": "x"}, **{"Idempotency-Key": "b"}).status_code == 422


def test_the_list_is_of_the_desk(program: Program, source: Any, schema: dict[str, Any]) -> None:
    factories.ready(source, slug="one")
    factories.published(factories.ready(source, slug="two"))
    found = program.get(DRAFTS).json()
    check(schema, "ListedDraftPage", found)
    assert [(row["slug"], row["edition"]) for row in found["results"]] == [("two", 1), ("one", None)]
    assert [row["slug"] for row in program.get(f"{DRAFTS}?status=draft").json()["results"]] == ["one"]
    assert program.get(f"{DRAFTS}?status=secret").status_code == 400
