"""The inbox in the browser: answers by key without a reload, focus on what is next, and all of it without script."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection, connect

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Site, log_in
from tests.browser.screens import on_screens

INBOX = "admin/sources/story/inbox/"
BRIDGE = [
    "Bridge of Aarvik closes for repairs\n\nBy Tove Lund\n4 March 2026\n\nThe bridge of Aarvik closes on Monday after engineers found 14 cracked bolts. Mayor Sverre Dahl said that ferries would carry 900 cars a day.",
    "Aarvik: 14 cracked bolts close bridge\n\nBy Per Moen\n4 March 2026\n\nCracked bolts shut the Aarvik bridge on Monday. Engineers counted 14 of them. Mayor Sverre Dahl hired ferries for 900 cars a day.",
    "Trams stand still in Lund\n\nBy Ola Berg\n5 March 2026\n\nA frozen switch stopped every tram in Lund for six hours. Drivers walked home, and schools opened late.",
]
DOUBT = """
from sources.models import Decision, SourceArticle, Story, StoryMembership
starts = ("Bridge of Aarvik", "Aarvik: 14", "Trams stand still")
first, *others = [SourceArticle.objects.get(headline__startswith=start) for start in starts]
SourceArticle.objects.filter(pk__in=[first.pk, *[one.pk for one in others]]).update(state="inbox")
place = {"story": first.membership.story, "score": 0.6, "reasons": ["name: Aarvik"], "decided_by": None}
StoryMembership.objects.filter(article__in=others).update(**place)
Decision.objects.filter(later__in=others).delete()
Story.objects.filter(pk=first.membership.story_id).update(taken_by=None, taken_at=None)
"""


def manage(site: Site, *words: str, given: str = "") -> None:
    subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, **site.environment},
        input=given.encode(),
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="module")
def morning(chromium: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """The database with a story of two reports that the machine is unsure of, and an editor who has come in."""
    folder = tmp_path_factory.mktemp("morning")
    for number, text in enumerate(BRIDGE):
        (folder / f"{number}.txt").write_text(text)
    manage(site, "ingest", str(folder))
    manage(site, "shell", given=DOUBT)
    page = chromium.new_page()
    log_in(page, site, "editor")
    page.context.close()
    with closing(connect(":memory:")) as kept:
        with closing(database(site)) as now:
            now.backup(kept)
        yield kept


@pytest.fixture
def inbox(site: Site, morning: Connection) -> Iterator[str]:
    """After each test all is as it was in the morning."""
    yield f"{site.url}/{INBOX}"
    with closing(database(site)) as now:
        morning.backup(now)


def database(site: Site) -> Connection:
    return connect(Path(site.environment["NUTGRAF_VAR"]) / "nutgraf.sqlite3", timeout=20)


@pytest.fixture
def desk(page: Page, site: Site, inbox: str) -> Page:
    log_in(page, site, "editor")
    page.goto(inbox)
    return page


def test_questions_are_answered_by_keys_and_undone(desk: Page) -> None:
    questions = desk.locator(".question")
    expect(questions).to_have_count(2)
    desk.keyboard.press("n")
    expect(questions.first).to_be_focused()
    desk.keyboard.press("1")
    expect(questions).to_have_count(1)
    expect(questions.first).to_be_focused()
    desk.keyboard.press("3")
    expect(questions).to_have_count(0)
    expect(desk.locator("#said")).to_contain_text("Has a story of its own now")
    desk.locator("#said").get_by_role("button", name="Undo").click()
    expect(questions).to_have_count(1)
    desk.keyboard.press("u")
    expect(questions).to_have_count(2)


def test_a_row_stays_open_and_in_place_and_the_next_one_gets_the_focus(desk: Page) -> None:
    row = desk.locator(".inbox-row", has=desk.locator(".question"))
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(row.locator(".report")).to_have_count(3)
    expect(row.locator(".inbox-story")).to_have_attribute("open", "")
    top = row.bounding_box()
    desk.keyboard.press("t")
    expect(row).to_contain_text("yours")
    expect(row.locator(".inbox-story")).to_have_attribute("open", "")
    assert row.bounding_box()["y"] == pytest.approx(top["y"], abs=2)  # type: ignore[index]
    count = desk.locator(".inbox-row").count()
    desk.keyboard.press("a")
    expect(desk.locator(".inbox-row")).to_have_count(count - 1)
    if count > 1:
        expect(desk.locator(".inbox-row.here summary").first).to_be_focused()
    desk.keyboard.press("Control+z")
    expect(desk.locator(".inbox-row")).to_have_count(count)


def test_the_marked_are_decided_at_once(desk: Page) -> None:
    row = desk.locator(".inbox-row", has=desk.locator(".question"))
    own = desk.get_by_role("button", name="Own story for the marked")
    expect(own).to_be_disabled()
    row.locator(".inbox-story > summary").click()
    for box in row.locator('input[name="report"]').all()[:2]:
        box.check()
    expect(desk.locator(".marked-count")).to_have_text("2 marked")
    own.click()
    expect(desk.locator(".inbox-row", has_text="Trams stand still").locator(".badge", has_text="new")).to_be_visible()
    expect(desk.locator(".question")).to_have_count(0)
    desk.keyboard.press("u")
    expect(desk.locator(".question")).to_have_count(2)


def test_single_keys_can_be_turned_off(desk: Page) -> None:
    desk.keyboard.press("?")
    desk.get_by_label("Single keys are on").uncheck()
    desk.keyboard.press("Escape")
    desk.keyboard.press("n")
    desk.keyboard.press("x")
    desk.wait_for_timeout(200)
    expect(desk.locator(".question")).to_have_count(2)
    desk.get_by_role("button", name="Keys").click()
    desk.get_by_label("Single keys are on").check()


def test_without_script_a_press_reloads_at_the_row(chromium: Browser, site: Site, inbox: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    log_in(page, site, "editor")
    page.goto(inbox)
    page.locator(".question").first.get_by_role("button", name="Not the same").click()
    expect(page.locator(".messagelist")).to_contain_text("Has a story of its own now")
    expect(page.locator(".question")).to_have_count(1)
    assert "#story-" in page.url
    page.get_by_role("button", name="Undo your last decision").click()
    expect(page.locator(".question")).to_have_count(2)
    context.close()


@on_screens(1440, 1280, 390)
def test_everyone_can_use_it(chromium: Browser, site: Site, inbox: str, width: int, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    log_in(page, site, "editor")
    page.goto(inbox)
    for summary in page.locator(".inbox-story > summary").all():
        summary.click()
    page.keyboard.press("m")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
