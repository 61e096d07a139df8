"""What the composer's tests share: opening a briefing, its preview, and selecting words there."""

import re
import subprocess
import sys

from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.conftest import ROOT, Site, log_in

IN_FRAME = """(body, words) => {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const selection = body.ownerDocument.getSelection();
    selection.setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    return true;
  }
  return false;
}"""
"""Words within one run of text are selected as a mouse would do it."""


def program(site: Site, code: str) -> str:
    """What a program says that works on the site's database."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    return subprocess.run(command, cwd=ROOT, env=site.environment, check=True, capture_output=True).stdout.decode()


def new_briefing(site: Site, slug: str, body: str) -> str:
    """A draft from the ferry's story; its address at the desk."""
    code = (
        "from briefings.models import Briefing\n"
        "story = Briefing.objects.get(slug__startswith='norrvik').story\n"
        f"made = Briefing.objects.create(headline={slug!r}, slug={slug!r}, standfirst='Why.', body={body!r}, story=story)\n"
        "print(made.pk)"
    )
    return f"{site.url}/admin/briefings/briefing/{program(site, code).strip()}/change/"


def published_briefing(site: Site, slug: str, body: str) -> str:
    """The key of one that readers see, from the ferry's story. Its headline is the slug's words."""
    headline = slug.replace("-", " ").capitalize()
    code = (
        "from django.utils import timezone\n"
        "from accounts.models import User\n"
        "from briefings.models import Briefing\n"
        "from briefings.publishing import Change, publish\n"
        "story = Briefing.objects.get(slug__startswith='norrvik').story\n"
        f"made = Briefing.objects.create(headline={headline!r}, slug={slug!r}, standfirst='What changes for passengers.', body={body!r}, story=story)\n"
        "publish(made, Change(), by=User.objects.get(username='publisher'), at=timezone.now())\n"
        "print(made.pk)"
    )
    return program(site, code).strip()


def open_briefing(page: Page, site: Site, address: str) -> None:
    log_in(page, site, "publisher")
    page.goto(address)
    expect(preview(page).locator(".body")).to_be_attached()


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("#pane-preview iframe")


def text(page: Page) -> Locator:
    return preview(page).locator(".body")


def ref(page: Page, kind: str) -> Locator:
    return text(page).locator(f".ref-{kind}")


def saved(page: Page) -> Locator:
    return page.locator(".save-row .saved")


def kept(page: Page) -> None:
    """Waits until the desk has what was typed."""
    expect(saved(page)).to_have_text(re.compile(r"kept at \d\d:\d\d"), timeout=8000)
