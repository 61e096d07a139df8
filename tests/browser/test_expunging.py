"""Expunging at the desk: one administrator asks, another confirms by keyboard; everyone can use the screen."""

import os
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.composer import program
from tests.browser.conftest import Site, log_in
from tests.browser.screens import on_screens

Scheme = Literal["light", "dark"]
CITED = """
from sources.models import SourceArticle
print(SourceArticle.objects.filter(citations__key_point__briefing__live__isnull=False).earliest("pk").pk)
"""
ASKED_BY_ANOTHER = """
from django.utils import timezone
from tests import factories
from sources.models import ExpungeRequest, SourceArticle
text = factories.ORCHARD.replace("Pear orchard of Lindau", f"Orchard {SourceArticle.objects.count()}")
source = factories.article(text)
ExpungeRequest.objects.ask(source.raw, by=factories.person("administrator", username=f"anna {SourceArticle.objects.count()}"), reason="A court's order of 3 May.", at=timezone.now())
print(source.pk)
"""


def test_a_second_administrator_confirms_by_keyboard(page: Page, site: Site) -> None:
    pk = program(site, ASKED_BY_ANOTHER).strip()
    log_in(page, site, "administrator")
    page.goto(f"{site.url}/admin/")
    page.get_by_role("link", name="Texts to be expunged or kept").press("Enter")
    page.get_by_role("link", name="to be felled in spring").press("Enter")
    page.get_by_role("link", name="Look, and answer").press("Enter")
    expect(page.get_by_text("A court's order of 3 May.").first).to_be_visible()
    page.get_by_role("button", name="Expunge the text for good").press("Enter")
    expect(page.get_by_text("The text is gone for good.")).to_be_visible()
    page.goto(f"{site.url}/admin/sources/sourcearticle/{pk}/change/")
    expect(page.get_by_text("240 of its 300 trees")).to_have_count(0)
    expect(page.get_by_text("was expunged on")).to_be_visible()


@on_screens(1440, 390)
def test_everyone_can_use_it(chromium: Browser, site: Site, width: int, scheme: Scheme) -> None:
    cited, asked = program(site, CITED).strip(), program(site, ASKED_BY_ANOTHER).strip()
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    log_in(page, site, "administrator")
    for path in (f"{cited}/expunge/", f"{asked}/expunge/", f"{asked}/change/"):
        page.goto(f"{site.url}/admin/sources/sourcearticle/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        if os.environ.get("SHOTS"):
            page.screenshot(path=f"{os.environ['SHOTS']}/{path.replace('/', '-')}{width}-{scheme}.png", full_page=True)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    context.close()
