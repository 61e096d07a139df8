"""How the tests live in the house: what they do before and after each test that touches it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest import mock

import markdown
import pytest
from django.db import connection
from django.test import override_settings
from django.utils.safestring import SafeString

from accounts import guards
from briefings import answering, markup, shelf

PATIENCE = 10
"""Rendering may take so many times longer in tests, which share their machine with others."""

render_in_a_child = markup.render


def examples(count: int) -> int:
    """How many a long property test tries: all on SQLite; a third on PostgreSQL, where only the database is another."""
    return count if connection.vendor == "sqlite" else max(1, count // 3)


@cache
def _render(source: str, limits: markup.Limits) -> SafeString:
    return render_in_a_child(source, markup.Limits(limits.chars, limits.seconds * PATIENCE))


@contextmanager
def remembered_rendering(request: pytest.FixtureRequest) -> Iterator[None]:
    """Rendering is a pure function in a child process; hundreds of tests need not start thousands of them.

    A test that is about rendering itself says so with the marker `rendering`.
    """
    if request.node.get_closest_marker("rendering"):
        yield
        return
    with mock.patch.object(markup, "render", _render):
        yield


@contextmanager
def empty_shelf() -> Iterator[None]:
    """What one test published is gone with its transaction, so nothing of it is kept for the next."""
    nothing = answering.AtHand(0)
    with mock.patch.object(shelf, "SHELF", shelf.Shelf(0)), mock.patch.object(answering, "AT_HAND", nothing):
        yield


@contextmanager
def unlimited() -> Iterator[None]:
    """Tests ask more often than programs may; those that are about the limit set it themselves."""
    with override_settings(API_RATE=0, API_KEY_RATE=0, KEY_GUESSES=0):
        yield


def has_real_transactions(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(request.fixturenames)
    return bool(asked) or bool(marker and marker.kwargs.get("transaction"))


def let_flush() -> None:
    """The guards go, the flush that follows empties the tables, and its post_migrate brings the guards back."""
    guards.remove(connection)


@cache
def converted(source: str) -> str:
    """What the child makes of Markdown, made here: for properties that need thousands of small texts."""
    html = markdown.Markdown(extensions=markup.MARKDOWN_EXTENSIONS, output_format="html").convert(source)
    return markup.sanitize(markup._demote(html))
