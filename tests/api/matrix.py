"""Addresses and callers for the matrix of routes and roles."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client

from accounts.roles import ROLES
from tests import factories
from tests.api.routes import Route

KINDS = ("anonymous", *ROLES, "read key", "ingest key")

ARGUMENTS = {
    "slug": "world",
    "number": "1",
    "block": "0",
    "older": "1",
    "newer": "2",
    "year": str(factories.NOW.year),
    "month": str(factories.NOW.month),
    "verb": "submit",
    "app_label": "sources",
    "url": "nothing-here/",
    "kind": "feed",
    "content_type_id": "contenttype",
}


LOOKED_UP = ("actors", "topics", "outlets", "stories", "drafts")


@dataclass(frozen=True, slots=True)
class Caller:
    """Someone who asks, each time with the same cookie, so that no answer changes the next."""

    session: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def status(self, method: str, path: str, data: Any = None) -> int:
        """Of the answer; whatever it changed is rolled back."""
        self.client.cookies.clear()
        if self.session:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        with transaction.atomic():
            status: int = getattr(self.client, method)(path, data or {}, headers=self.headers).status_code
            transaction.set_rollback(True)
        return status


def callers() -> dict[str, Caller]:
    found = {"anonymous": Caller()}
    for role in ROLES:
        client = Client()
        client.force_login(factories.person(role))
        found[role] = Caller(session=client.cookies[settings.SESSION_COOKIE_NAME].value)
    for scope in ("read", "ingest"):
        found[f"{scope} key"] = Caller(headers={"Authorization": f"Bearer {factories.key(scope).secret}"})
    return found


def path_of(route: Route, world: dict[str, Any]) -> str:
    """An address of the route that names things which are there."""

    looked_up = next((part for part in route.pattern.split("/") if part in LOOKED_UP), "")
    if route.name == "source":
        looked_up = "reports"

    def value(name: str) -> str:
        if looked_up:
            return str(world[f"{looked_up} {name}"])
        if name in ("id", "object_id", "pk", "story", "article"):
            return str(world[_thing(route, name)])
        given = world.get(name, ARGUMENTS.get(name))
        return str(world.get(given, given))

    pattern = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route.pattern).replace("^", "").replace("$", "")
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: value(found[1]), pattern)


def _thing(route: Route, name: str) -> str:
    """What a number in the address counts."""
    if name in ("story", "article"):
        return {"story": "sources_story", "article": "sources_sourcearticle"}[name]
    for word, thing in (("/segments/", "sources_segment"), ("/difference/", "sources_difference")):
        if word in route.pattern:
            return thing
    parts = route.pattern.split("/")
    return "briefings_briefing" if parts[1] == "r" else f"{parts[1]}_{parts[2]}"
