"""What every test may ask for. The text and overlap floors run without Django (`-p no:django`), so nothing here needs it."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import house, once

settings.register_profile("house", deadline=None, max_examples=60, print_blob=True)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        once.begin()
    config.addinivalue_line("markers", "rendering: is about rendering itself, so nothing of it is remembered")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        once.end()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins, so that at the end no processor waits for the other."""
    items.sort(key=lambda item: not {"operation", "trials"} & set(item.path.parts))


@pytest.fixture(autouse=True)
def clean_house(request: pytest.FixtureRequest) -> Iterator[None]:
    """Rendering is remembered, and a test with real transactions can be flushed although tables are written once."""
    if not request.config.pluginmanager.hasplugin("django"):
        yield
        return
    if house.has_real_transactions(request):
        request.getfixturevalue("_django_db_helper")
    with house.remembered_rendering(request), house.empty_shelf(), house.unlimited():
        yield
    if house.has_real_transactions(request):
        house.let_flush()
