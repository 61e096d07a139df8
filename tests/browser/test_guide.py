"""The editors' guide says what is on the screens, and its pictures are of them: `make guide` takes them anew."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.composer import program, published_briefing
from tests.browser.conftest import ROOT, Site, log_in

GUIDE = ROOT / "docs/desk.md"
WRITE = "NUTGRAF_GUIDE" in os.environ
SECTION = re.compile(
    r"^## (?P<title>.+?)\n+!\[(?P<words>[^\]]+)\]\(desk/(?P<name>\w+)\.png\)\n(?P<text>.*?)(?=^## |\Z)", re.M | re.S
)
FIND = """
from dataclasses import replace
from django.utils import timezone
from accounts.models import User
from briefings import seconding
from briefings.clashing import texts_of
from briefings.models import Briefing
from briefings.publishing import Change
from sources.models import Interview, Story
live = Briefing.objects.get(slug__startswith="norrvik")
one, other = live.reports()[:2]
waiting = Story.objects.without_briefing().latest("pk")
winter = Briefing.objects.get(slug="winter-ferries")
texts = replace(texts_of(winter.live), body="The last ferry leaves at 20:15 from the north quay.")
told = Change("correction", "We had the time wrong.", how_found="A reader wrote to us.")
seconding.propose(winter, texts, told, by=User.objects.get(username="editor"), at=timezone.now())
print(live.pk, waiting.pk, one.pk, other.pk, Interview.objects.earliest("pk").pk, winter.pk)
"""


@dataclass(frozen=True, slots=True)
class Places:
    """Keys of what the demo holds."""

    briefing: str
    story: str
    report: str
    other: str
    interview: str
    waiting: str


@dataclass(frozen=True, slots=True)
class Visit:
    role: str
    path: Callable[[Places], str]
    tab: str = ""


VISITS = {
    "desk": Visit("editor", lambda at: "/admin/"),
    "ingest": Visit("editor", lambda at: "/admin/sources/sourcearticle/ingest/"),
    "inbox": Visit("editor", lambda at: "/admin/sources/story/inbox/"),
    "report": Visit("editor", lambda at: f"/admin/sources/sourcearticle/{at.report}/change/"),
    "compare": Visit("editor", lambda at: f"/admin/sources/sourcearticle/{at.report}/compare/{at.other}/"),
    "story": Visit("editor", lambda at: f"/admin/sources/story/{at.story}/change/"),
    "composer": Visit("editor", lambda at: f"/admin/briefings/briefing/{at.briefing}/change/"),
    "interview": Visit("editor", lambda at: f"/admin/sources/interview/{at.interview}/change/"),
    "checklist": Visit("publisher", lambda at: f"/admin/briefings/briefing/{at.briefing}/change/", "Checklist"),
    "versions": Visit("editor", lambda at: f"/admin/briefings/briefing/{at.briefing}/versions/"),
    "correct": Visit("publisher", lambda at: f"/admin/briefings/briefing/{at.briefing}/correct/"),
    "seconding": Visit("publisher", lambda at: f"/admin/briefings/briefing/{at.waiting}/correction/"),
    "actors": Visit("editor", lambda at: "/admin/sources/actor/queue/"),
    "work": Visit("administrator", lambda at: "/admin/operation/periodic/"),
}
SECTIONS = {found["name"]: found["text"] for found in SECTION.finditer(GUIDE.read_text())}


def test_every_task_has_its_screen() -> None:
    assert list(SECTIONS) == list(VISITS)
    assert {path.stem for path in (ROOT / "docs/desk").iterdir()} == set(VISITS)


@pytest.fixture(scope="module")
def places(site: Site) -> Places:
    published_briefing(site, "Winter ferries", "The last ferry leaves at 20:45 from the north quay.")
    return Places(*program(site, FIND).split())


@pytest.mark.parametrize("name", VISITS)
def test_what_the_guide_names_is_on_the_screen(page: Page, site: Site, places: Places, name: str) -> None:
    visit = VISITS[name]
    page.set_viewport_size({"width": 1440, "height": 900})
    log_in(page, site, visit.role)
    page.goto(site.url + visit.path(places))
    if visit.tab:
        page.get_by_role("tab", name=re.compile(visit.tab)).click()
    page.wait_for_load_state("networkidle")
    shown = " ".join(page.locator("body").inner_text().split()).casefold()
    named = re.findall(r"\*\*(.+?)\*\*", SECTIONS[name].replace("\n", " "))
    missing = [label for label in named if label.casefold() not in shown]
    assert missing == []
    expect(page.locator("main, #content").first).to_be_visible()
    if WRITE:
        page.screenshot(path=Path(ROOT / "docs/desk" / f"{name}.png"))
