"""No script of an author or a source runs, judged with the Content-Security-Policy switched off. The whole corpus: `make trial`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import touring
from tests.browser.conftest import Site, installed, served
from tests.browser.hostile import CANARY, few
from tests.browser.touring import World
from tests.browser.watching import SCAN, Watch

EACH = 3
CONTEXTS = ("{0}", '<a title="{0}">x</a>', "<a title='{0}'>x</a>", "<a title={0}>x</a>", "<textarea>{0}</textarea>",
            "<style>{0}</style>", "<!--{0}-->", '<a href="{0}">x</a>', "<script>x = '{0}'</script>", '<script>x = "{0}"</script>',
            "<script>{0}</script>", "<script>`{0}`</script>", "<noscript>{0}</noscript>", "<svg>{0}</svg>")  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, World]]:
    site = installed(tmp_path_factory.mktemp("hostile"))
    world = touring.built(site, "few", 0, EACH)
    with served(site):
        yield site, world


def test_every_model_with_text_is_there(hostile: tuple[Site, World]) -> None:
    assert hostile[1].empty == []


def test_nothing_runs_for_readers(chromium: Browser, hostile: tuple[Site, World]) -> None:
    site, world = hostile
    with Watch(chromium, site.url) as watch:
        touring.for_readers(watch, world, "\n\n".join(few()))
    assert watch.found == []
    assert [path for path, status in watch.statuses.items() if status == 500] == []


def test_nothing_runs_at_the_desk(chromium: Browser, hostile: tuple[Site, World]) -> None:
    site, world = hostile
    with Watch(chromium, site.url) as watch:
        touring.screens(watch, world)
        touring.written(watch, world, "\n\n".join(few()))
    assert watch.found == []
    assert [path for path, status in watch.statuses.items() if status == 500] == []


def test_the_watch_sees_what_runs(chromium: Browser, tmp_path: Path) -> None:
    """Else the tours would pass whatever stood in their pages: every idea is seen where it is not escaped."""
    with Watch(chromium, "http://nowhere.example") as watch:
        watch.context.route("**/*", lambda route: route.abort())
        watch.page.set_content(f"<p>{CANARY}</p>")
        assert watch.page.evaluate(SCAN)
        watch.page.evaluate("alert(1)")
        assert len(watch.found) >= 2
