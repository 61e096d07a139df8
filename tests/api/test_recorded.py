"""Within v1 fields are only added."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.recorded import FILE, breaks, today


@pytest.fixture(scope="module")
def recorded() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text())
    return found


def test_nothing_that_was_recorded_is_gone_or_other(recorded: dict[str, Any]) -> None:
    assert breaks(recorded, today()) == []


LIST, DRAFTS = "/api/v1/briefings/", "/api/v1/drafts/"


def drop_path(schema: Any) -> None:
    del schema["paths"][LIST]


def drop_field(schema: Any) -> None:
    del schema["components"]["schemas"]["Summary"]["properties"]["headline"]


def make_optional(schema: Any) -> None:
    schema["components"]["schemas"]["KeyPoint"]["required"].remove("support")


def change_type(schema: Any) -> None:
    schema["components"]["schemas"]["Selector"]["properties"]["start"] = {"type": "string"}


def drop_parameter(schema: Any) -> None:
    schema["paths"][LIST]["get"]["parameters"] = []


def ask_for_more(schema: Any) -> None:
    schema["components"]["schemas"]["DraftIn"]["required"] = ["slug"]


def take_less(schema: Any) -> None:
    schema["components"]["schemas"]["AnnotationKindEnum"]["enum"].remove("dispute")


@pytest.mark.parametrize(
    "change", [drop_path, drop_field, make_optional, change_type, drop_parameter, ask_for_more, take_less]
)
def test_what_breaks_a_program_is_seen(recorded: dict[str, Any], change: Callable[[Any], None]) -> None:
    changed = copy.deepcopy(recorded)
    change(changed)
    assert breaks(recorded, changed)


def test_what_is_added_is_none_of_it(recorded: dict[str, Any]) -> None:
    changed = copy.deepcopy(recorded)
    changed["components"]["schemas"]["Summary"]["properties"]["new"] = {"type": "string"}
    changed["components"]["schemas"]["Summary"]["required"].append("new")
    changed["components"]["schemas"]["DraftIn"]["properties"]["new"] = {"type": "string"}
    changed["paths"]["/api/v1/new/"] = {}
    assert breaks(recorded, changed) == []
