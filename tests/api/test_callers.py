"""Besides the roles of the matrix: closed accounts, their keys, keys of each scope; and what is hidden is not there."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import Client

from accounts.models import User
from accounts.models.key import SCOPES
from accounts.roles import ROLES
from tests import factories
from tests.api import routes
from tests.api.matrix import Caller, path_of
from tests.api.test_visibility import canary, looked_up

pytestmark = pytest.mark.django_db

METHODS = ("get", "post", "put", "patch", "delete")
IN_PROSE = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|value="[^"]*"\s*name="next"|name="next"\s*value="[^"]*"')


@pytest.fixture(autouse=True)
def drawn_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


def differing(caller: Caller, found: list[routes.Route]) -> list[Any]:
    """Where the caller is answered otherwise than a stranger."""
    world, stranger = routes.world(), Caller()
    asked = [(method, path_of(route, world)) for route in found for method in METHODS]
    both = [(*one, caller.status(*one), stranger.status(*one)) for one in asked]
    return [one for one in both if one[2] != one[3]]


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_a_closed_account_is_a_stranger_at_every_route() -> None:
    administrator = factories.person("administrator")
    session = session_of(administrator)
    User.objects.filter(pk=administrator.pk).update(is_active=False)
    assert differing(Caller(session=session), routes.routes()) == []


def test_a_key_is_a_stranger_at_every_route_but_the_apis() -> None:
    secret = factories.key(*SCOPES, user=factories.person("administrator")).secret
    caller = Caller(headers={"Authorization": f"Bearer {secret}"})
    assert differing(caller, [route for route in routes.routes() if not route.pattern.startswith("api/")]) == []


def test_the_key_of_a_closed_account_opens_nothing_of_the_api() -> None:
    issued, world = factories.key(*SCOPES, user=factories.person("administrator")), routes.world()
    User.objects.filter(pk=issued.key.user.pk).update(is_active=False)
    caller = Caller(headers={"Authorization": f"Bearer {issued.secret}"})
    api = [path_of(route, world) for route in routes.routes() if route.pattern.startswith("api/")]
    assert {caller.status(method, path) for path in api for method in METHODS} == {401}


NEEDED = {"api-draft": {"drafts", "edit", "publish"}, "api-articles": {"ingest"}, "api-ingest": {"ingest"}}


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_opens_what_it_names_and_nothing_else_that_is_closed(scope: str) -> None:
    world, stranger = routes.world(), Caller()
    secret = factories.key(scope, user=factories.person("administrator")).secret
    caller = Caller(headers={"Authorization": f"Bearer {secret}"})
    wrong = []
    for route in routes.routes():
        path = path_of(route, world) if route.pattern.startswith("api/") else ""
        if path and stranger.status("get", path) == 401:
            may = any(route.name.startswith(start) and scope in scopes for start, scopes in NEEDED.items())
            found = {caller.status(method, path) for method in METHODS}
            wrong += [(route.name, found)] if not may and found != {403} else []
    assert wrong == []


def plain(answer: HttpResponse, *named: object) -> str:
    """An answer without what was asked for, and without the tokens that differ each time."""
    text = IN_PROSE.sub("", answer.content.decode()) + repr(sorted(answer.headers.items()))
    text = text.replace(answer.headers.get("X-Request-ID", "-"), "")
    for name in named:
        text = text.replace(str(name), "…")
    return re.sub(r"'Content-Length', '\d+'|expires=[^;]*;|'Expires', '[^']*'", "", text)


def test_what_is_not_public_is_answered_as_what_does_not_exist() -> None:
    """The same status, headers and bytes, at every public route that names a thing."""
    draft, world, client = canary("draft"), routes.world(), Client()
    story = draft.story
    assert story is not None
    there = world | {"slug": draft.slug, "briefings_briefing": draft.pk} | looked_up(draft)
    nowhere = {name: "0192d3b0-0000-7000-8000-00000000dead" for name in there if name.endswith("uid")}
    nowhere |= {name: "nothing-at-all" for name in there if name.endswith("slug")}
    not_there = there | nowhere
    wrong = []
    for route in routes.routes():
        one, other = path_of(route, there), path_of(route, not_there)
        if one != other and not route.pattern.startswith("admin/"):
            answers = [plain(client.get(path), path, path.rstrip("/").split("/")[-1]) for path in (one, other)]
            wrong += [route.name] if answers[0] != answers[1] else []
    assert wrong == []


def is_hidden_from_authors(route: routes.Route) -> bool:
    """Whether the route is about rows of a kind that authors do not see at all."""
    parts = route.pattern.split("/")
    return len(parts) > 3 and parts[0] == "admin" and f"{parts[1]}.view_{parts[2]}" not in ROLES["author"]


def test_at_the_desk_who_may_not_see_a_thing_is_not_told_whether_it_is_there() -> None:
    world, client = routes.world(), Client()
    client.force_login(factories.person("author"))
    numbers = {name: 987_654 for name, value in world.items() if isinstance(value, int)}
    wrong = []
    for route in routes.routes():
        if not is_hidden_from_authors(route):
            continue
        one, other = path_of(route, world), path_of(route, world | numbers)
        for method in ("get", "post") if one != other else ():
            answers = [getattr(client, method)(path) for path in (one, other)]
            if 403 in (answers[0].status_code, answers[1].status_code):
                same = plain(answers[0], one) == plain(answers[1], other)
                wrong += [] if same else [(route.name, method, *(answer.status_code for answer in answers))]
    assert wrong == []
