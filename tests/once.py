"""What takes long to make is made once in a run of the tests, whatever the number of its processes."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

SHARED = "NUTGRAF_TESTS_SHARE"
"""Names the folder of the run; pytest's first process makes it and takes it away, those it starts inherit it."""


def begin() -> None:
    os.environ[SHARED] = tempfile.mkdtemp(prefix="nutgraf-tests-")


def end() -> None:
    shutil.rmtree(os.environ.pop(SHARED), ignore_errors=True)


def made(name: str, make: Callable[[Path], None]) -> Path:
    """A folder that `make` has filled; whoever asks while it is being made waits. It is to be copied, not changed."""
    shared = Path(os.environ[SHARED])
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = shared / f"{name}.making"
            making.mkdir()
            make(making)
            making.rename(folder)
    return folder
