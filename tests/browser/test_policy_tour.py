"""A tour of all screens of both sites: no page asks for anything that the policy refuses, and the policy does refuse."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, log_in

WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
SLUGS = re.compile(r"^(/(?:api/v1/)?(?:briefings|actors|topics|outlets|sources|archive|feeds/\w+s)/)[^/?]+")
LEFT_OUT = re.compile(r"/(logout|delete|jsi18n|autocomplete|export)/|\.(xml|json|txt|md|ninjs|jsonld|csv|svg|css)$")
OF_A_SHAPE = 2
"""Addresses of one shape differ in their numbers and slugs alone: two of them are visited."""


@dataclass
class Tour:
    page: Page
    url: str
    start: str
    within: str
    wrong: list[str] = field(default_factory=list)
    shapes: dict[str, int] = field(default_factory=dict)

    def go(self) -> None:
        """Every link from the start on."""
        waiting, known = [self.start], {self.start}
        while waiting:
            path = waiting.pop(0)
            shape = re.sub(r"\d+", "#", SLUGS.sub(r"\1#", path.split("?")[0]))
            if self.shapes.get(shape, 0) >= OF_A_SHAPE:
                continue
            self.shapes[shape] = self.shapes.get(shape, 0) + 1
            for found in self.visit(path):
                if found not in known and re.match(self.within, found):
                    known.add(found)
                    waiting.append(found)

    def visit(self, path: str) -> list[str]:
        self.page.goto(self.url + path, wait_until="load")
        self.wrong += [f"{path}: {line}" for line in self.page.evaluate("window.refused ?? []")]
        whole = "found => found.map(one => new URL(one.getAttribute('href'), location.href).href)"
        links: list[str] = self.page.eval_on_selector_all("a[href]", whole)
        parts = [urlsplit(link) for link in links if link.startswith(self.url)]
        paths = [part.path + (f"?{part.query}" if part.query else "") for part in parts]
        return [one for one in dict.fromkeys(paths) if not LEFT_OUT.search(one.split("?")[0])]


def begun(chromium: Browser, site: Site, start: str, within: str) -> Tour:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.add_init_script(WATCH)
    page = context.new_page()
    tour = Tour(page, site.url, start, within)
    page.on("pageerror", lambda error: tour.wrong.append(f"{page.url}: {error}"))
    page.on("console", lambda said: tour.wrong.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    return tour


def test_no_page_for_readers_is_refused_anything(chromium: Browser, site: Site) -> None:
    tour = begun(chromium, site, "/", r"/(?!admin/|api/v1/(?!docs/)|static/)")
    tour.go()
    for path in ("/search/?q=ferry", "/api/v1/docs/", "/report-an-error/"):
        tour.visit(path)
    assert tour.wrong == []
    assert {"/", "/briefings/#/", "/actors/#/", "/topics/#/", "/outlets/#/", "/sources/#/", "/archive/#/#/"} <= set(
        tour.shapes
    )
    tour.page.context.close()


def test_no_screen_of_the_desk_is_refused_anything(chromium: Browser, site: Site) -> None:
    tour = begun(chromium, site, "/admin/", r"/admin/")
    log_in(tour.page, site, "administrator")
    tour.go()
    assert tour.wrong == []
    assert {
        "/admin/", "/admin/briefings/briefing/#/change/", "/admin/sources/sourcearticle/#/change/",
        "/admin/sources/story/#/change/", "/admin/sources/sourcearticle/ingest/", "/admin/operation/periodic/",
    } <= set(tour.shapes)  # fmt: skip
    tour.page.context.close()


def test_the_policy_is_there(chromium: Browser, site: Site) -> None:
    """Else the tours would pass on a site without one: inline script and HTML from text are refused to readers."""
    tour = begun(chromium, site, "/", "/")
    tour.visit("/")
    page = tour.page
    write = (
        "() => { try { document.body.innerHTML = '<b>x</b>'; return 'written'; } catch (error) { return error.name; } }"
    )
    assert page.evaluate(write) == "TypeError"
    page.evaluate(
        "() => { const made = document.createElement('style'); made.textContent = 'b {}'; document.head.append(made); }"
    )
    refused = " ".join(page.evaluate("window.refused"))
    assert "require-trusted-types-for" in refused
    assert "style-src-elem" in refused
    page.context.close()
