"""What the documents name is there."""

import re
from pathlib import Path

import pytest

from sources.text.clean import KINDS

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text()
    named = set(re.findall(r"`([\w./-]+\.(?:py|json|md|css))`", text))
    missing = [name for name in named if "/" in name and not (ROOT / name).exists()]
    linked = [link for link in re.findall(r"\]\(([^)#:]+)\)", text) if not (page.parent / link).exists()]
    assert not missing
    assert not linked


def test_the_kinds_of_segments_are_all_in_their_table() -> None:
    table = (ROOT / "docs" / "cleaning.md").read_text()
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE))
    rows.pop("kind", None)
    assert rows == dict(KINDS)
