"""Typed text is never lost: two editors on one briefing, a closed tab, a session that expired in mid-edit."""

import re

from playwright.sync_api import Page, expect

from tests.browser.composer import kept, new_briefing, open_briefing, program, saved
from tests.browser.conftest import Site

BODY = "The lamp of the old tower burns again on its island. Nobody in the town has said until now who will keep it."


def save(page: Page) -> None:
    page.locator('.save-row button[name="_continue"]').click()


def test_the_second_of_two_savers_merges(page: Page, site: Site) -> None:
    address = new_briefing(site, "two-editors", BODY)
    open_briefing(page, site, address)
    page.fill("#id_body", f"{BODY} ")
    save(page)  # so that there is a revision that both begin with
    expect(saved(page)).to_have_text(re.compile("^Saved"))
    theirs = page.context.new_page()
    theirs.goto(address)
    page.fill("#id_body", BODY.replace("burns again", "shines brightly"))
    kept(page)
    theirs.fill("#id_body", BODY.replace("will keep it", "pays for it"))
    save(theirs)
    expect(saved(theirs)).to_have_text(re.compile("^Saved"))
    page.locator("#id_body").press("Control+End")
    page.keyboard.type(" ")
    expect(page.get_by_text("Somebody else saved this briefing meanwhile")).to_be_visible(timeout=15_000)
    save(page)
    clash = page.locator(".clash", has=page.get_by_role("heading", name="Body"))
    expect(clash.locator("del").first).to_contain_text("shines brightly")
    expect(page.locator("#id_body")).to_have_value(re.compile("shines brightly"))
    clash.locator(".hunk", has_text="pays for it").get_by_role("button", name="Take theirs").click()
    expect(page.locator("#id_body")).to_have_value(re.compile("shines brightly .* pays for it"))
    save(page)
    expect(saved(page)).to_have_text(re.compile("^Saved"))
    page.goto(address)
    expect(page.locator("#id_body")).to_have_value(re.compile("shines brightly .* pays for it"))
    expect(page.locator("#notices")).to_be_empty()


def test_a_closed_tab_gives_back_what_was_typed(page: Page, site: Site) -> None:
    address = new_briefing(site, "closed-tab", BODY)
    open_briefing(page, site, address)
    tab = page.context.new_page()
    tab.goto(address)
    tab.fill("#id_body", "What I typed before the tab was closed.")
    tab.locator("#id_standfirst").fill("And a standfirst.")
    tab.get_by_text("Add one", exact=True).first.click()
    tab.locator('[name="key_points-0-text"]').fill("A point that I typed.")
    kept(tab)
    tab.close()
    again = page.context.new_page()
    again.goto(address)
    expect(again.locator("#id_body")).to_have_value(BODY)
    again.get_by_role("button", name=re.compile(r"Restore what you typed at \d\d:\d\d")).click()
    expect(again.locator("#id_body")).to_have_value("What I typed before the tab was closed.")
    expect(again.locator("#id_standfirst")).to_have_value("And a standfirst.")
    expect(again.locator('[name="key_points-0-text"]')).to_have_value("A point that I typed.")
    save(again)
    expect(saved(again)).to_have_text(re.compile("^Saved"))
    again.goto(address)
    expect(again.locator("#notices")).to_be_empty()
    assert (
        program(
            site,
            "from briefings.models import Revision as R\nprint(R.objects.filter(briefing__slug='closed-tab').count())",
        ).strip()
        == "1"
    )


def test_a_browser_that_crashed_at_once_still_has_it(page: Page, site: Site) -> None:
    """Nothing reached the desk: what the browser kept by itself is offered, and can be left out."""
    address = new_briefing(site, "crashed", BODY)
    open_briefing(page, site, address)
    crashed = page.context.new_page()
    crashed.route("**/kept/", lambda route: route.abort())
    crashed.goto(address)
    crashed.fill("#id_body", "Typed in the last second.")
    expect(crashed.get_by_text("The desk cannot be reached")).to_be_visible()
    crashed.close()
    page.goto(address)
    expect(page.get_by_role("button", name=re.compile("Restore"))).to_be_visible()
    page.get_by_role("button", name="Leave it out").click()
    page.goto(address)
    expect(page.locator("#notices")).to_be_empty()


def test_a_session_that_expired_in_mid_edit_costs_no_word(page: Page, site: Site) -> None:
    address = new_briefing(site, "expired", BODY)
    open_briefing(page, site, address)
    page.fill("#id_body", "Typed while the session was good.")
    kept(page)
    session = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_body").press("Control+End")
    page.keyboard.type(" And after it ended.")
    save(page)
    expect(page.get_by_text("Your session has ended")).to_be_visible()
    assert page.url == address
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Log in in a new tab").click()
    login = opened.value
    login.fill("input[name=username]", "publisher")
    login.fill("input[name=password]", site.passwords["publisher"])
    login.click("[type=submit]")
    expect(login.get_by_role("button", name=re.compile("Restore"))).to_be_visible()
    login.close()
    assert session
    expect(page.locator("#id_body")).to_have_value("Typed while the session was good. And after it ended.")
    save(page)
    expect(saved(page)).to_have_text(re.compile("^Saved"))
    page.goto(address)
    expect(page.locator("#id_body")).to_have_value("Typed while the session was good. And after it ended.")


def test_leaving_with_unsaved_words_asks_first(page: Page, site: Site) -> None:
    open_briefing(page, site, new_briefing(site, "leaving", BODY))
    page.locator("#id_body").press("Control+End")
    page.keyboard.type(" More.")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{site.url}/admin/")
    assert asked == ["beforeunload"]
