"""Within v1 fields are only added: what a program wrote against the recorded schema must hold under today's.

python -m tests.api.recorded    records today's, once every difference is an addition
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "recorded_v1.json"
Schema = dict[str, Any]


def breaks(old: Schema, new: Schema) -> list[str]:
    """What a program of the recorded schema would stumble over."""
    return [*_breaks(old, new)]


def _breaks(old: Schema, new: Schema) -> Iterator[str]:
    for path, operations in old["paths"].items():
        for method, operation in operations.items():
            there = new["paths"].get(path, {}).get(method)
            if there is None:
                yield f"{method} {path} is gone"
                continue
            where = f"{method} {path}"
            yield from _parameters(operation, there, where)
            for media, body in operation.get("requestBody", {}).get("content", {}).items():
                now = there.get("requestBody", {}).get("content", {}).get(media)
                yield from (
                    [f"{where}: no {media} any more"]
                    if now is None
                    else _request(Pair(old, new), body["schema"], now["schema"], f"{where} {{}}")
                )
            yield from _answers(Pair(old, new), operation, there, where)


def _parameters(old: Schema, new: Schema, where: str) -> Iterator[str]:
    before = {(one["in"], one["name"]): one for one in old.get("parameters", [])}
    now = {(one["in"], one["name"]): one for one in new.get("parameters", [])}
    yield from (f"{where}: no parameter {name}" for place, name in before if (place, name) not in now)
    for key, one in now.items():
        if one.get("required") and not before.get(key, {}).get("required"):
            yield f"{where}: {key[1]} is required now"
        if set(before.get(key, {}).get("schema", {}).get("enum", ())) - set(one.get("schema", {}).get("enum", ())):
            yield f"{where}: {key[1]} takes less"


class Pair:
    """Both schemas, for what they name."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self.old, self.new = old, new

    def of(self, old: Schema, new: Schema) -> tuple[Schema, Schema]:
        return _resolved(self.old, old), _resolved(self.new, new)


def _resolved(whole: Schema, part: Schema) -> Schema:
    while True:
        inner = part.get("allOf", [])
        if "$ref" in part:
            part = whole["components"]["schemas"][part["$ref"].rsplit("/", 1)[1]]
        elif len(inner) == 1:
            part = inner[0]
        else:
            return part


def _answers(pair: Pair, old: Schema, new: Schema, where: str) -> Iterator[str]:
    for code, answer in old["responses"].items():
        now = new["responses"].get(code)
        if now is None:
            yield f"{where}: no {code}"
            continue
        for media, body in answer.get("content", {}).items():
            there = now.get("content", {}).get(media)
            if there is None:
                yield f"{where} {code}: no {media} any more"
            elif "schema" in body:
                yield from _answer(pair, body["schema"], there["schema"], f"{where} {code}")


def _answer(pair: Pair, old: Schema, new: Schema, where: str) -> Iterator[str]:
    """What is read: nothing may go, nothing become optional or of another type."""
    old, new = pair.of(old, new)
    yield from _types(old, new, where)
    for name, value in old.get("properties", {}).items():
        if name not in new.get("properties", {}):
            yield f"{where}: {name} is gone"
        else:
            yield from _answer(pair, value, new["properties"][name], f"{where}.{name}")
    yield from (
        f"{where}: {name} may be missing now" for name in set(old.get("required", ())) - set(new.get("required", ()))
    )
    if "items" in old:
        yield from _answer(pair, old["items"], new.get("items", {}), f"{where}[]")
    for number, one in enumerate(old.get("anyOf", old.get("oneOf", ()))):
        others = new.get("anyOf", new.get("oneOf", ()))
        if number >= len(others):
            yield f"{where}: one of its forms is gone"
        else:
            yield from _answer(pair, one, others[number], f"{where}|{number}")


def _request(pair: Pair, old: Schema, new: Schema, where: str) -> Iterator[str]:
    """What is sent: all that was taken is taken, nothing more is asked for."""
    old, new = pair.of(old, new)
    yield from _types(old, new, where)
    yield from (
        f"{where}: {name} is required now" for name in set(new.get("required", ())) - set(old.get("required", ()))
    )
    for name, value in old.get("properties", {}).items():
        if name not in new.get("properties", {}):
            yield f"{where}: {name} is not taken any more"
        else:
            yield from _request(pair, value, new["properties"][name], f"{where}.{name}")
    if set(old.get("enum", ())) - set(new.get("enum", ())):
        yield f"{where} takes less"
    if "items" in old:
        yield from _request(pair, old["items"], new.get("items", {}), f"{where}[]")


def _types(old: Schema, new: Schema, where: str) -> Iterator[str]:
    for name in ("type", "format"):
        before, now = old.get(name), new.get(name)
        if before is not None and before != now:
            yield f"{where}: {name} was {before} and is {now}"


def today() -> Schema:
    from drf_spectacular.generators import SchemaGenerator  # noqa: PLC0415  # once Django is set up

    found: Schema = json.loads(json.dumps(SchemaGenerator().get_schema(request=None, public=True)))
    return found


if __name__ == "__main__":
    import django

    django.setup()
    FILE.write_text(json.dumps(today(), indent=1, ensure_ascii=False, sort_keys=True) + "\n")
