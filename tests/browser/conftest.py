"""The demo, served as the README serves it, in real Chromium."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.operation import installations

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
START_SECONDS = 60

expect.set_options(timeout=15_000)  # milliseconds: several browsers and servers share two cores


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium was not found; the browser tests are skipped"))


sessions: dict[tuple[str, str], list[Any]] = {}
"""The cookies of each site's roles: a password costs a second."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running demo: where it is, each role's password, and what a program needs to work on the same database."""

    url: str
    passwords: dict[str, str]
    environment: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    empty = installed(tmp_path_factory.mktemp("demo"))
    demo = [sys.executable, "manage.py", "demo", "--port", empty.environment["PORT"]]
    told = subprocess.run(demo, cwd=ROOT, env=empty.environment, check=True, capture_output=True)
    passwords = dict(re.findall(r"^  (\w+) +(\S+)$", told.stdout.decode(), re.MULTILINE))
    with served(replace(empty, passwords=passwords)) as site:
        yield site


def installed(folder: Path) -> Site:
    """A site with nothing in it, not served yet."""
    port = str(installations.free_port())
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    var = installations.sqlite(folder / "site").var
    environment |= {"NUTGRAF_VAR": str(var), "PORT": port, "DJANGO_SETTINGS_MODULE": "config.settings"}
    return Site(f"http://127.0.0.1:{port}", {}, environment)


@contextmanager
def served(site: Site) -> Iterator[Site]:
    server = [
        Path(sys.executable).parent / "granian",
        "--interface",
        "wsgi",
        "--port",
        site.environment["PORT"],
        "--no-ws",
        "--blocking-threads",
        "4",
    ]
    process = subprocess.Popen([*server, "config.wsgi:application"], cwd=ROOT, env=site.environment)
    try:
        _wait(site.url)
        yield site
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that fails its test when the console reports an error (a policy's violation is one)."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert not errors


def log_in(page: Page, site: Site, role: str) -> None:
    """With the role's session; with its password where that has ended, or there is none."""
    page.context.add_cookies(sessions.get((site.url, role), []))
    page.goto(f"{site.url}/admin/")
    if "/login/" in page.url:
        page.fill("input[name=username]", role)
        page.fill("input[name=password]", site.passwords[role])
        page.click("[type=submit]")
        page.wait_for_url(f"{site.url}/admin/**")
        sessions[site.url, role] = page.context.cookies()
