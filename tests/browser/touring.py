"""The ways through a site of hostile rows that one goes with the policy switched off."""

import json
import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from tests.browser.composer import program
from tests.browser.conftest import Site
from tests.browser.test_policy_tour import SLUGS
from tests.browser.watching import Watch

LEFT_OUT = re.compile(r"/(logout|jsi18n)/|/admin/sign-out")
ASKED = ("q", "page", "about", "outlet", "url", "addresses", "next", "topic", "actor", "before", "cursor", "lang", "e")
"""What pages take from their address; each is hostile at once."""
BUILD = "from tests.browser import hostile, hostile_world as w; print(w.build(hostile.{deck}(), {start}, {each}))"


@dataclass(frozen=True, slots=True)
class World:
    session: dict[str, str]
    paths: list[str]
    empty: list[str]


def built(site: Site, deck: str, start: int, each: int) -> World:
    said = json.loads(program(site, BUILD.format(deck=deck, start=start, each=each)))
    session = {"name": said["cookie"], "value": said["session"], "url": site.url}
    return World(session, [path for path in said["paths"] if not LEFT_OUT.search(path)], said["empty"])


def shape(path: str) -> str:
    return re.sub(r"\d+", "#", SLUGS.sub(r"\1#", path.split("?")[0]))


def for_readers(watch: Watch, world: World, payload: str) -> None:
    public = [path for path in world.paths if not path.startswith("/admin/")]
    watch.visit_all(public)
    watch.visit_all(f"{path}?{urlencode(dict.fromkeys(ASKED, payload))}" for path in public)
    watch.visit_all(f"{path}{quote(payload, safe='')}/" for path in ("/", "/briefings/", "/actors/", "/sources/"))
    onward(watch, "/")


def screens(watch: Watch, world: World) -> list[str]:
    """Every screen of the desk once; answers their addresses."""
    watch.context.add_cookies([world.session])  # type: ignore[list-item]
    desk = [path for path in world.paths if path.startswith("/admin/")]
    watch.visit_all(desk)
    return desk


def at_the_desk(watch: Watch, world: World, payload: str) -> None:
    desk = screens(watch, world)
    lists = [path.removesuffix("add/") for path in desk if path.endswith("/add/")]
    watch.visit_all(f"{path}?{urlencode({'q': payload})}" for path in lists)
    watch.visit_all(f"{path}{quote(payload, safe='')}/change/" for path in lists)
    watch.visit("/admin/sources/sourcearticle/ingest/?" + urlencode(dict.fromkeys(ASKED, payload)))
    onward(watch, "/admin/")


def onward(watch: Watch, start: str) -> None:
    """Links to addresses of a shape that was not visited yet, from a page of each shape."""
    seen = {shape(path) for path in watch.statuses}
    waiting = [start, *(path for path in watch.links if path.startswith(start))]
    while waiting:
        path = waiting.pop()
        if shape(path) in seen or LEFT_OUT.search(path):
            continue
        seen.add(shape(path))
        before = len(watch.links)
        watch.visit(path)
        waiting += [found for found in list(watch.links)[before:] if found.startswith(start)]


def saved(watch: Watch, world: World) -> list[str]:
    """Every form is sent as it stands: what is said of it, or of its faults, holds the row's words. The forms' shapes."""
    sent = []
    for path in [path for path in world.paths if path.endswith("/change/")]:
        watch.visit(path)
        button = watch.page.locator("[name=_continue], [name=_save]").first
        if button.count() and button.is_visible():
            with watch.page.expect_navigation():
                button.click()
            watch.scan()
            sent.append(shape(path))
    return sent


def written(watch: Watch, world: World, payload: str) -> None:
    """In the composer, which draws what is typed, and by the form that takes reports in."""
    [path] = [path for path in world.paths if re.search(r"/briefings/briefing/\d+/change/$", path)]
    watch.visit(path)
    for name in ("headline", "standfirst", "body", "not_known"):
        field = watch.page.locator(f"[name={name}]").first
        if field.count():
            field.fill(f"{payload}\n\n{payload}")
    watch.page.wait_for_timeout(1_500)
    for tab in watch.page.get_by_role("tab").all():
        tab.click()
        watch.scan()
    with watch.page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith(path)):
        watch.page.locator("[name=_continue]").first.click()
    watch.page.wait_for_timeout(1_000)
    watch.scan()
    watch.visit("/admin/sources/sourcearticle/ingest/")
    watch.page.fill("textarea[name=text]", f"{payload}\n\nBy {' '.join(payload.split())}\n\n{payload}\n")
    watch.page.fill("input[name=outlet]", " ".join(payload.split())[:200])
    with watch.page.expect_navigation():
        watch.page.get_by_role("button", name="Take in").click()
    watch.scan()
