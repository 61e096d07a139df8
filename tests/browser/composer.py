"""What the composer's tests share: opening a briefing, its preview, and selecting words there."""

import re
import subprocess
import sys

from django.utils.text import slugify
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


MADE = """
from django.utils import timezone
from accounts.models import User
from briefings.models import Briefing
from briefings.publishing import Change, publish
story = Briefing.objects.get(slug__startswith='norrvik').story
made = Briefing.objects.create(headline={headline!r}, slug={slug!r}, standfirst='Why.', body={body!r}, story=story)
if {live}:
    publish(made, Change(), by=User.objects.get(username='publisher'), at=timezone.now())
print(made.pk)
"""


def new_briefing(site: Site, slug: str, body: str) -> str:
    """A draft from the ferry's story; its address at the desk."""
    key = program(site, MADE.format(headline=slug, slug=slug, body=body, live=False)).strip()
    return f"{site.url}/admin/briefings/briefing/{key}/change/"


def published_briefing(site: Site, headline: str, body: str) -> str:
    """The key of one that readers see, from the ferry's story. Its slug is the headline's."""
    return program(site, MADE.format(headline=headline, slug=slugify(headline), body=body, live=True)).strip()


def open_briefing(page: Page, site: Site, address: str) -> None:
    log_in(page, site, "publisher")
    page.goto(address)
    expect(preview(page).get_by_role("region", name=re.compile("^The text"))).to_be_attached()


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
