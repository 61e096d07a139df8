"""Actors in the browser: mentions answered by keys in the text, the queue, the actor's page, and the picture."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Site, log_in
from tests.browser.screens import on_screens

PIER = [
    "A new pier and its mayor\n\n4 March 2026\n\nHenrik Solheim of the Harbour Board of Kvalsund opened the new pier on Monday. Mayor Torvald Brun cut the rope.\n\nSolheim said that the Harbour Board of Kvalsund had paid for half of it. Brun thanked her.",
    "A second harbour for the fishermen\n\n6 March 2026\n\nOn Friday the Harbour Board of Kvalsund let the first boats into its second harbour. Henryk Solheim had waited for it since 1988.\n\nFishermen will sell their catch there from tomorrow on.",
]
AS_IT_WAS = """
from accounts.models import Act, User
from sources import alike, retracing, telling
from sources.models import Actor, ActorDistinction, ActorMerge, ActorRelation, Mention, SourceArticle
editor = User.objects.get(username="editor")
for act in retracing.latest_of(editor):
    retracing.undo(act, by=editor)
articles = SourceArticle.objects.filter(headline__in=["A new pier and its mayor", "A second harbour for the fishermen"]).order_by("pk")
for article, credit in zip(articles, ("Gazette", "Ledger")):
    SourceArticle.objects.filter(pk=article.pk).update(credited_to=credit, state="accepted")
Mention.objects.filter(article__in=articles).update(state="proposed")
actors = Actor.objects.filter(mentions__article__in=articles).distinct()
actors.exclude(state="merged").update(state="proposed")
alike.ask_anew(actors)
solheim, board = Actor.objects.get(name="Henrik Solheim"), Actor.objects.get(name="Harbour Board of Kvalsund")
if not ActorRelation.objects.filter(actor=solheim, other=board, state="asserted").exists():
    telling.relate(telling.Given(solheim, "leads", board), by=User.objects.get(username="publisher"))
"""
REPORT = """
from sources.models import Actor, SourceArticle
article = SourceArticle.objects.get(headline="A new pier and its mayor")
print("FOUND", article.pk, Actor.objects.get(name="Henrik Solheim").pk, article.membership.story_id)
"""


def manage(site: Site, *words: str, given: str = "") -> str:
    """What a command says."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, **site.environment},
        input=given.encode(),
        check=True,
        capture_output=True,
    )
    return done.stdout.decode()


class Screens:
    """The addresses of the screens."""

    def __init__(self, site: Site, told: str) -> None:
        report, actor, story = next(line for line in told.splitlines() if line.startswith("FOUND")).split()[1:]
        admin = f"{site.url}/admin/sources"
        self.mentions = f"{admin}/sourcearticle/{report}/mentions/"
        self.actor = f"{admin}/actor/{actor}/change/"
        self.queue = f"{admin}/actor/queue/"
        self.story = f"{admin}/story/{story}/change/"


@pytest.fixture(scope="module")
def screens(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Screens:
    folder = tmp_path_factory.mktemp("harbour")
    for number, text in enumerate(PIER):
        (folder / f"{number}.txt").write_text(text)
    manage(site, "ingest", str(folder))
    manage(site, "shell", given=AS_IT_WAS)
    return Screens(site, manage(site, "shell", given=REPORT))


@pytest.fixture
def untouched(site: Site, screens: Screens) -> Iterator[Screens]:
    """As nobody has decided on anything, also afterwards."""
    yield screens
    manage(site, "shell", given=AS_IT_WAS)


@pytest.fixture
def desk(page: Page, site: Site, untouched: Screens) -> Page:
    log_in(page, site, "editor")
    return page


def test_mentions_are_answered_by_keys_one_after_the_other(desk: Page, screens: Screens) -> None:
    desk.goto(screens.mentions)
    marks = desk.locator(".mention-text a.mention")
    count = marks.count()
    expect(desk.locator(".mention-text a.mention-proposed")).to_have_count(count)
    desk.keyboard.press("1")
    expect(desk.locator(".mention-text a.mention-confirmed")).to_have_count(1)
    expect(marks.nth(1)).to_be_focused()
    expect(desk.locator("#said")).to_contain_text("Confirmed: “Henrik Solheim”")
    desk.keyboard.press("k")
    expect(marks.nth(0)).to_be_focused()
    expect(desk.locator("#asked-state")).to_have_text("confirmed")
    desk.keyboard.press("n")
    expect(marks.nth(1)).to_be_focused()
    desk.keyboard.press("4")
    expect(desk.locator(".mention-text a.mention-confirmed")).to_have_count(3)
    desk.keyboard.press("u")
    expect(desk.locator(".mention-text a.mention-confirmed")).to_have_count(1)
    desk.keyboard.press("Control+z")
    expect(desk.locator(".mention-text a.mention-proposed")).to_have_count(count)


def test_another_actor_is_found_while_typing_and_chosen_by_keys(desk: Page, screens: Screens) -> None:
    desk.goto(screens.mentions)
    desk.keyboard.press("3")
    expect(desk.locator("#find-words")).to_be_focused()
    desk.keyboard.type("Torvald")
    expect(desk.locator("#found")).to_contain_text("Torvald Brun")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator("#said")).to_contain_text("“Henrik Solheim” names Torvald Brun")
    desk.keyboard.press("u")
    expect(desk.locator("#asked-who")).to_have_text("names Henrik Solheim, person")


def test_single_keys_can_be_turned_off(desk: Page, screens: Screens) -> None:
    desk.goto(screens.mentions)
    desk.keyboard.press("?")
    desk.get_by_label("Single keys are on").uncheck()
    desk.keyboard.press("Escape")
    desk.keyboard.press("1")
    desk.wait_for_timeout(200)
    expect(desk.locator(".mention-text a.mention-confirmed")).to_have_count(0)
    desk.get_by_role("button", name="Keys").click()
    desk.get_by_label("Single keys are on").check()


def test_without_script_each_answer_goes_on_to_the_next(chromium: Browser, site: Site, untouched: Screens) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    log_in(page, site, "editor")
    page.goto(untouched.mentions)
    page.locator(".mention-text a.mention").nth(1).click()
    expect(page.locator("#asked-words")).to_have_text("Harbour Board of Kvalsund")
    page.locator("button[value=confirm]").click()
    expect(page.locator(".messagelist")).to_contain_text("Confirmed")
    expect(page.locator("#asked-words")).to_have_text("Torvald Brun")
    page.locator("#other summary").click()
    page.fill("#find-words", "Henrik")
    page.get_by_role("button", name="Search").click()
    page.locator("#found").get_by_role("button", name="Henrik Solheim").click()
    expect(page.locator(".messagelist")).to_contain_text("“Torvald Brun” names Henrik Solheim")
    for _ in range(2):
        page.get_by_role("button", name="Undo your last decision").click()
    expect(page.locator(".mention-text a.mention-confirmed")).to_have_count(0)
    context.close()


def test_the_queue_is_answered_by_keys_and_undone(desk: Page, screens: Screens) -> None:
    desk.goto(screens.queue)
    board = desk.locator(".queue-row", has_text="Harbour Board of Kvalsund", has=desk.locator("button[value^=actor]"))
    pair = desk.locator(".queue-row", has=desk.locator("h3", has_text="Henryk Solheim"))
    expect(board).to_have_count(1)
    expect(pair).to_have_count(1)
    pair.focus()
    desk.keyboard.press("2")
    expect(pair).to_have_count(0)
    expect(desk.locator("#said")).to_contain_text("are two; it is not asked again")
    board.focus()
    desk.keyboard.press("1")
    expect(board).to_have_count(0)
    desk.keyboard.press("u")
    expect(board).to_be_focused()
    desk.keyboard.press("u")
    expect(pair).to_be_focused()


def test_two_are_merged_and_parted_on_the_actors_page(desk: Page, screens: Screens) -> None:
    desk.goto(screens.actor)
    asked = desk.locator(".question", has_text="Henryk Solheim")
    asked.get_by_role("button", name="One, called “Henrik Solheim”").click()
    expect(desk.locator(".just-done")).to_contain_text("You merged actors")
    expect(asked).to_have_count(0)
    desk.locator(".just-done").get_by_role("button", name="Undo").click()
    expect(desk.locator(".messagelist")).to_contain_text("an actor of its own again")
    expect(asked).to_have_count(1)


def test_the_picture_and_its_table_say_the_same_and_lead_to_the_actors(desk: Page, screens: Screens) -> None:
    desk.goto(screens.story)
    picture = desk.locator(".relations-picture")
    expect(picture.locator("svg .node")).to_have_count(2)
    expect(picture.locator(".relation-label")).to_have_text("leads")
    picture.locator("summary").click()
    expect(picture.locator("tbody tr")).to_contain_text("Henrik Solheim")
    desk.emulate_media(media="print")
    picture.locator("details").evaluate("it => it.open = false")
    expect(picture.locator("tbody tr")).to_be_visible()
    desk.emulate_media(media="screen")
    picture.locator("svg .node", has_text="Henrik").click()
    expect(desk.locator("h1")).to_have_text("Henrik Solheim")


@on_screens(1440, 390)
def test_everyone_can_use_it(chromium: Browser, site: Site, screens: Screens, width: int, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    log_in(page, site, "editor")
    find = "?find=Harbour"
    for address in (screens.mentions + find, screens.actor + find, screens.queue, screens.story):
        page.goto(address)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
