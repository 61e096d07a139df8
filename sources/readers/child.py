"""The process that reads one PDF or Word file: `python -m sources.readers.child KIND LIMITS`.

The file comes on standard input, LIMITS are those of `types.Limits` as JSON. The answer on standard output is JSON:
the document, or `error`, a sentence that goes on after the file's name.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sources.readers import confined, docx, pdf
from sources.readers.types import Document, Limits, UnreadableError

Parser = Callable[[bytes, Limits], Document]
PARSERS: dict[str, Parser] = {"docx": docx.parse, "pdf": pdf.parse}
DAMAGED = "cannot be read: it is damaged ({}). Open it, save it again, or paste its text."
NESTED = "is nested too deeply to be read. Paste its text."


def answer(parser: Parser, data: bytes, limits: Limits) -> dict[str, Any]:
    """The document as JSON, or the error. Raises MemoryError."""
    try:
        document = parser(data, limits)
        _check_length(document, limits)
    except UnreadableError as error:
        return {"error": str(error)}
    except RecursionError:
        return {"error": NESTED}
    except MemoryError:
        raise
    except Exception as error:  # whatever a parser says of a broken file is the sender's to know
        return {"error": DAMAGED.format(" ".join(f"{type(error).__name__}: {error}"[:200].split()))}
    layout = [[block.start, block.end, block.kind, block.kept, block.reason] for block in document.layout]
    return asdict(document) | {"layout": layout, "hints": document.hints.kept()}


def _check_length(document: Document, limits: Limits) -> None:
    if len(document.text) > limits.text_chars:
        limit = f"{limits.text_chars:,} (NUTGRAF_MAX_TEXT_CHARS)"
        raise UnreadableError(
            f"has {len(document.text):,} characters; the limit is {limit}. Split it into its reports."
        )


def _confine(limits: Limits) -> None:
    """Limits that the kernel holds: memory, time, the answer's size (a file); no further process, no core file."""
    seconds = confined.cpu_seconds(limits)
    for kind, most in {
        resource.RLIMIT_AS: limits.reader_bytes,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: confined.output_bytes(limits),
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }.items():
        resource.setrlimit(kind, (most, most))


def main(kind: str, given: str) -> None:
    limits = Limits(**json.loads(given))
    try:
        _confine(limits)
        found = answer(PARSERS[kind], sys.stdin.buffer.read(), limits)
        sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except MemoryError:
        os._exit(confined.OUT_OF_MEMORY)  # an orderly end needs memory itself


if __name__ == "__main__":
    main(*sys.argv[1:])
