"""Reading side by side: texts are prepared in other processes while the database is busy with those before them."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from sources.readers.types import UnreadableError

ENDED = (
    "The process that read this was ended from outside, most likely for want of memory. Give the machine more of it, "
    "or send the text in parts."
)

Batch = TypeVar("Batch")


def ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Each batch, once the next one was begun."""
    current = next(batches, None)
    while current is not None:
        following = next(batches, None)
        yield current
        current = following


class Inline(Executor):
    """Does at once, in this process, what it is given."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Crew(Executor):
    """Processes that outlive one of them: what was in hand when it died is done again by a second, one by one."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._first = _pool(processes)
        self._second: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        def again() -> Any:
            return self._again(fn, *args, **kwargs)

        try:
            return Asked(self._first.submit(fn, *args, **kwargs), again)
        except BrokenProcessPool:
            self._first = _pool(self._processes)
            return Asked(self._first.submit(fn, *args, **kwargs), again)

    def _again(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Raises UnreadableError for what kills this process too: it is the one."""
        self._second = self._second or _pool(1)
        try:
            return self._second.submit(fn, *args, **kwargs).result()
        except BrokenProcessPool as error:
            self._second = None
            raise UnreadableError(ENDED) from error

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for pool in (self._first, self._second):
            if pool:
                pool.shutdown(wait, cancel_futures=cancel_futures)


class Asked(Future[Any]):
    """What a process was asked to do, and the way to have it done again should that process die."""

    def __init__(self, first: "Future[Any]", again: Callable[[], Any]) -> None:
        super().__init__()
        self._first, self._do_again = first, again

    def cancel(self) -> bool:
        return self._first.cancel() and super().cancel()

    def result(self, timeout: float | None = None) -> Any:
        try:
            return self._first.result(timeout)
        except BrokenProcessPool:
            return self._do_again()


def _pool(processes: int) -> ProcessPoolExecutor:
    """Started anew, so that they share no connection with this process."""
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))


@contextmanager
def crew(processes: int) -> Iterator[Executor]:
    """So many processes; none: this one."""
    if not processes:
        yield Inline()
        return
    with Crew(processes) as readers:
        yield readers
