"""Several resources in the bytes of one rendition: a line that says where each of them is, then one after another."""

import json
from collections.abc import Mapping


def pack(resources: Mapping[str, bytes]) -> bytes:
    places: dict[str, list[int]] = {}
    at = 0
    for key, content in resources.items():
        places[key] = [at, at + len(content)]
        at += len(content)
    return json.dumps(places).encode() + b"\n" + b"".join(resources.values())


def pick(packed: bytes, key: str) -> bytes | None:
    """The bytes of one, as they were packed; None when there is none."""
    line, _, rest = packed.partition(b"\n")
    place = json.loads(line).get(key)
    return rest[slice(*place)] if place else None
