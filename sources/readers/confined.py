"""PDF and Word files are read in a child process: slow, greedy or broken ones harm nobody but it."""

import json
import math
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from sources.readers.types import Document, Item, Limits, UnreadableError
from sources.text.types import Block, Hints

HOME = Path(__file__).resolve().parent.parent.parent
OUT_OF_MEMORY = 3
"""What the child exits with."""
OUTPUT_PER_CHAR = 20
"""Bytes of answer for each character allowed: up to four of the character itself, the rest for the layout. A text made
of headings of three letters needs sixteen."""
OUTPUT_LEAST = 100_000
TIMED_OUT = {-signal.SIGXCPU, -signal.SIGKILL}


def read(kind: str, item: Item, limits: Limits) -> Document:
    """`kind` is one of child.PARSERS. Raises UnreadableError."""
    answer = _answer(kind, item, limits)
    name = item.name or item.id or "The file"
    if "error" in answer:
        raise UnreadableError(f"{name} {answer['error']}")
    layout = tuple(Block(*block) for block in answer["layout"])
    return Document(answer["text"], "", answer["reader"], answer["media_type"], layout, Hints.of(answer["hints"]))


def output_bytes(limits: Limits) -> int:
    return OUTPUT_LEAST + OUTPUT_PER_CHAR * limits.text_chars


def cpu_seconds(limits: Limits) -> int:
    return math.ceil(limits.reader_seconds)


def _answer(kind: str, item: Item, limits: Limits) -> dict[str, Any]:
    command = [sys.executable, "-m", "sources.readers.child", kind, json.dumps(asdict(limits))]
    with TemporaryFile() as output:
        try:
            done = subprocess.run(  # noqa: S603 — our own module, the file goes by stdin
                command, input=item.data, stdout=output, stderr=subprocess.DEVNULL, timeout=limits.reader_seconds,
                check=False, cwd=HOME, env={"LANG": "C.UTF-8"},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return {"error": _too_slow(limits)}
        if done.returncode:
            return {"error": _reason(done.returncode, limits)}
        output.seek(0)
        answer: dict[str, Any] = json.loads(output.read())
    return answer


def _too_slow(limits: Limits) -> str:
    limit = f"{limits.reader_seconds:g} seconds (NUTGRAF_READER_SECONDS)"
    return f"takes longer than {limit} to read. Split it, or paste its text."


def _reason(code: int, limits: Limits) -> str:
    if code in TIMED_OUT:
        return _too_slow(limits)
    if code == OUT_OF_MEMORY:
        limit = f"{limits.reader_bytes:,} bytes (NUTGRAF_READER_BYTES)"
        return f"needs more memory than {limit} to be read. Split it, or paste its text."
    return "cannot be read: it is damaged. Open it, save it again, or paste its text."
