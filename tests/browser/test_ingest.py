"""Files come in by dropping them; a lot of them becomes a job, whose bar moves while the worker is at it."""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Site, log_in

DROP = """
([name, text]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([text], name, { type: "text/plain" }));
  for (const type of ["dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }
}
"""


def note(number: int) -> str:
    return (
        f"Well {number} of Tolna is clean again\n\nBy Ada Voss\n{number + 1} October 2026\n\n"
        f"The well at milestone {number} of Tolna was cleaned on Monday by {number + 3} masons. "
        f"Mayor Ilse Grau{number} said that it gives {number + 40} litres a minute.\n"
    )


def packed(count: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(count):
            archive.writestr(f"well-{number:02}.txt", note(number))
        archive.writestr("empty.txt", " ")
    return data.getvalue()


@contextmanager
def worker(site: Site) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=os.environ | site.environment)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def violations(page: Page, site: Site) -> int:
    """Of the accessibility rules, on this page (axe writes inline styles, which our policy would report)."""
    assert page.context.browser
    context = page.context.browser.new_context(bypass_csp=True)
    other = context.new_page()
    log_in(other, site, "editor")
    other.goto(page.url)
    count: int = Axe().run(other).violations_count
    context.close()
    return count


def test_a_dropped_file_is_taken_in(page: Page, site: Site) -> None:
    log_in(page, site, "author")
    page.goto(f"{site.url}/admin/sources/sourcearticle/ingest/")
    page.evaluate(DROP, ["well.txt", note(90)])
    expect(page.get_by_text(re.compile(r"well\.txt, \d kB"))).to_be_visible()
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_role("link", name="Well 90 of Tolna is clean again").first).to_be_visible()


def test_too_much_is_said_before_it_is_sent(page: Page, site: Site, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 10_000_001)
    log_in(page, site, "author")
    page.goto(f"{site.url}/admin/sources/sourcearticle/ingest/")
    page.set_input_files("input[name=files]", large)
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_text("the limit is 10.0 MB at a time")).to_be_visible()
    assert page.url.endswith("/ingest/")


def test_the_bar_of_a_job_moves_until_all_is_done(page: Page, site: Site) -> None:
    log_in(page, site, "editor")
    page.goto(f"{site.url}/admin/sources/sourcearticle/ingest/")
    page.set_input_files(
        "input[name=files]", {"name": "wells.zip", "mimeType": "application/zip", "buffer": packed(12)}
    )
    page.get_by_role("button", name="Take in").click()
    status = page.get_by_role("status")
    expect(status).to_contain_text("of 13")
    with worker(site):
        expect(status).to_have_text(re.compile(r"13 of 13, 1 failed · finished"), timeout=60_000)
    expect(page.get_by_role("row", name=re.compile("empty.txt")).first).to_contain_text("is empty")
    expect(page.get_by_role("link", name="Well 3 of Tolna is clean again").first).to_be_visible()
    assert violations(page, site) == 0
    page.get_by_role("button", name="Try the failed ones again").click()
    expect(page.get_by_role("status").first).to_be_visible()
