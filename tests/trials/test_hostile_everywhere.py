"""The whole corpus in every text field, world after world, with the Content-Security-Policy switched off."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import touring
from tests.browser.conftest import CHROMIUM, QUIET, installed, served
from tests.browser.hostile import corpus
from tests.browser.watching import Watch
from tests.trials.form import LONG, times

WORLDS = times(0, 6)
EACH = 24
"""Payloads of a field in one world: more make pages of many megabytes."""

pytestmark = pytest.mark.skipif(not LONG or CHROMIUM is None, reason="its short form is tests/browser/test_hostile.py")


@pytest.mark.parametrize("number", range(WORLDS))
def test_nothing_of_the_corpus_runs(number: int, tmp_path: Path) -> None:
    began = time.monotonic()
    site = installed(tmp_path)
    start = number * len(corpus()) // WORLDS
    world = touring.built(site, "corpus", start, EACH)
    payload = "\n\n".join(corpus()[start : start + EACH])
    with sync_playwright() as playwright, served(site):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with Watch(browser, site.url) as watch:
            touring.for_readers(watch, world, payload)
            touring.at_the_desk(watch, world, payload)
            touring.saved(watch, world)
            touring.written(watch, world, payload)
        browser.close()
    pages = len(watch.statuses)
    print(
        f"hostile world {number}: {len(corpus())} payloads, {EACH} a field, {pages} pages, {time.monotonic() - began:.0f} s"
    )
    assert watch.found == []
    assert [path for path, status in watch.statuses.items() if status == 500] == []
