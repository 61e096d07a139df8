"""What is not public changes nothing that others get: no byte, count, order, length, tag or status, in no shape."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.utils import timezone
from uuid6 import uuid7

from briefings.models import Briefing
from tests import factories
from tests.api import routes
from tests.api.matrix import path_of
from tests.api.test_visibility import OPEN, TABLE, canary
from tests.factories import HOUR

pytestmark = pytest.mark.django_db

EACH_TIME = {"X-Request-ID", "Date", "RateLimit", "Set-Cookie"}
"""Headers that differ from answer to answer, whatever there is."""
ABOUT_THE_SERVER = {"livez", "readyz", "metrics", "admin:login", "report-error"}
"""Of the state of the machine, or with a form's token."""
QUERIES = {
    "api-briefings": ("", "?include=body&ordering=-updated", "?topic=organs", "?language=en&has_interview=true"),
    "api-sync": ("", "?limit=1"),
    "api-search": ("?q=organ", "?q=canary", "?q=lamp"),
    "search": ("?q=organ", "?q=canary", "?q=lamp"),
}
STATES = ("draft", "review", "scheduled", "overdue", "embargoed")


class Asked(NamedTuple):
    path: str
    accept: str


class Answer(NamedTuple):
    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes


def asked(world: dict[str, Any]) -> Iterator[Asked]:
    """Every open address, and the same for what is not there yet, in each shape that may be asked for."""
    for route in routes.routes():
        if TABLE[route.name] != OPEN or route.name in ABOUT_THE_SERVER:
            continue
        for query in QUERIES.get(route.name, ("",)):
            yield Asked(path_of(route, world) + query, "*/*")
        for state in STATES:
            yield Asked(path_of(route, world | to_come(state)), "*/*")
    for accept in ("application/ld+json", "text/markdown", "text/plain"):
        yield Asked("/api/v1/briefings/world/", accept)


def to_come(state: str) -> dict[str, str]:
    names = {f"{kind}s slug": f"{kind}-canary-{state}" for kind in ("actor", "topic", "outlet")}
    return names | {"slug": f"slug-of-{state}"}


def answers(client: Client, questions: list[Asked]) -> dict[Asked, Answer]:
    found = {}
    for question in questions:
        answer = client.get(question.path, headers={"accept": question.accept})
        headers = tuple(sorted((n, v) for n, v in answer.headers.items() if n not in EACH_TIME))
        found[question] = Answer(answer.status_code, headers, answer.content)
    return found


def hidden() -> dict[str, Briefing]:
    editor, publisher = factories.person("editor"), factories.person("publisher")
    found = {state: canary(state) for state in STATES if state != "embargoed"}
    found["embargoed"] = canary("embargoed", embargo_until=timezone.now() + HOUR)
    found["review"].submit(by=editor)
    found["scheduled"].schedule(timezone.now() + HOUR, by=publisher)
    found["overdue"].schedule(timezone.now() - timedelta(minutes=1), by=publisher)
    live = Briefing.objects.get(slug="world")
    live.headline, live.body = "Another headline", f"{live.body}\n\nNot yet said."
    factories.save(live)
    return found


@pytest.fixture(params=["anonymous", "without a role", "read key"])
def stranger(request: pytest.FixtureRequest) -> Client:
    client = Client(raise_request_exception=False)
    if request.param == "without a role":
        client.force_login(factories.person())
    if request.param == "read key":
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {factories.key('read').secret}"
    return client


def test_what_is_hidden_changes_no_answer(stranger: Client) -> None:
    questions = sorted(set(asked(routes.world())))
    before = answers(stranger, questions)
    assert sum(answer.status == 200 for answer in before.values()) > 60
    hidden()
    after = answers(stranger, questions)
    assert [question for question in questions if before[question] != after[question]] == []


@pytest.mark.parametrize("name", ["api-story", "api-actor", "source", "api-story-briefings", "api-actor-briefings"])
def test_what_one_may_not_see_answers_as_what_is_not_there(client: Client, name: str) -> None:
    world = routes.world()
    route = next(route for route in routes.routes() if route.name == name)
    for briefing in hidden().values():
        assert briefing.story
        actor = briefing.annotations.get(kind="actor").actor
        assert actor
        uids = {"stories": briefing.story.uid, "actors": actor.uid, "reports": briefing.reports()[0].uid}
        there = path_of(route, world | {f"{kind} uid": uid for kind, uid in uids.items()})
        nowhere = path_of(route, world | {f"{kind} uid": uuid7() for kind in uids})
        found, missing = answers(client, [Asked(there, "*/*"), Asked(nowhere, "*/*")]).values()
        assert found.status == 404
        assert len(found.content) == len(missing.content)
        assert found.content.replace(there.encode(), b"") == missing.content.replace(nowhere.encode(), b"")
        assert found.headers == missing.headers
