"""Processes that read beside the one that places: one that dies takes no other report with it."""

import os

import pytest

from sources.crew import crew
from sources.readers.types import UnreadableError


def test_what_kills_its_process_is_refused_and_all_else_is_done() -> None:
    with crew(2) as readers:
        before = [readers.submit(len, "a" * size) for size in range(3)]
        deadly = readers.submit(os._exit, 1)
        beside = [readers.submit(len, "a" * size) for size in range(3, 6)]
        with pytest.raises(UnreadableError, match="for want of memory"):
            deadly.result()
        after = [readers.submit(len, "a" * size) for size in range(6, 9)]
        assert [one.result() for one in (*before, *beside, *after)] == list(range(9))


def test_a_fault_of_its_own_is_told_as_it_is() -> None:
    with crew(1) as readers, pytest.raises(ZeroDivisionError):
        readers.submit(divmod, 1, 0).result()


def test_without_processes_all_is_done_here() -> None:
    with crew(0) as readers:
        assert readers.submit(os.getpid).result() == os.getpid()


def test_what_nobody_has_begun_can_be_taken_back() -> None:
    with crew(1) as readers:
        asked = [readers.submit(len, "a" * size) for size in range(9)]
        assert asked[-1].cancel()
        assert asked[-1].cancelled()
        assert [one.result() for one in asked[:-1]] == list(range(8))
        assert not asked[0].cancel()
