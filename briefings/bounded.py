"""Texts through a child process that is ended when one of them takes too long; a child that is done waits for the next.

Starting one costs 150 ms, most of it imports; a text of 5,000 words costs 60 ms. An editor who types should pay for the
text alone. The child ends by itself when the process that started it does.
"""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

MOST_WAITING = 4
"""As many as a web process has threads that could render at once; each keeps 45 MB."""

DONE, REFUSED = b"1", b"0"


class TooSlow(Exception):
    """The child took longer than it may, and was ended."""


class Refused(Exception):
    """The child could not do it: the text is nested too deeply for it."""


@dataclass(frozen=True, slots=True)
class Child:
    process: "subprocess.Popen[bytes]"
    line: "Connection[bytes, bytes]"

    def answer(self, text: str, seconds: float) -> str:
        """Raises TooSlow or Refused; after either the child is not to be asked again."""
        try:
            self.line.send_bytes(text.encode())
            if not self.line.poll(seconds):
                raise TooSlow
            answer = self.line.recv_bytes()
        except (EOFError, OSError) as error:
            raise Refused from error
        if answer[:1] != DONE:
            raise Refused
        return answer[1:].decode()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.line.close()


@dataclass(frozen=True, slots=True)
class Children:
    """`command` starts one: a module that calls `serve` with the number given to it as its last argument."""

    module: str
    home: Path
    waiting: "deque[Child]"
    owner: list[int]

    def answer(self, text: str, seconds: float) -> str:
        """Raises TooSlow or Refused."""
        child = self._take()
        try:
            answer = child.answer(text, seconds)
        except BaseException:
            child.end()
            raise
        self._give_back(child)
        return answer

    def _take(self) -> Child:
        """One that waits, or a new one. A process that was forked starts its own: two may not share a line."""
        if self.owner != [os.getpid()]:
            self.waiting.clear()
            self.owner[:] = [os.getpid()]
        while self.waiting:
            child = self.waiting.pop()
            if child.process.poll() is None:
                return child
        return _start(self.module, self.home)

    def _give_back(self, child: Child) -> None:
        if len(self.waiting) < MOST_WAITING:
            self.waiting.append(child)
        else:
            child.end()


def children(module: str, home: Path) -> Children:
    return Children(module, home, deque(), [])


def _start(module: str, home: Path) -> Child:
    ours, theirs = Pipe()
    command = [sys.executable, "-m", module, str(theirs.fileno())]
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], cwd=home, stdin=subprocess.DEVNULL)  # noqa: S603
    theirs.close()
    return Child(process, ours)


def serve(work: Callable[[str], str], arguments: Sequence[str]) -> None:
    """In the child: text after text, until whoever started it is gone."""
    line: Connection[bytes, bytes] = Connection(int(arguments[-1]))
    while True:
        try:
            text = line.recv_bytes().decode()
        except (EOFError, OSError):
            return
        try:
            line.send_bytes(DONE + work(text).encode())
        except (RecursionError, ValueError):
            line.send_bytes(REFUSED)
