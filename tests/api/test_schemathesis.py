"""The whole schema, fuzzed: no server error, and no answer that the schema does not know; with and without a key."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests import factories
from tests.api import editions, routes

pytestmark = [pytest.mark.django_db, pytest.mark.schemathesis]

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
EXAMPLES = 12
"""An operation and a caller: 50 operations are through in a minute or two."""
SEEDED: dict[str, list[str]] = {}
"""Values of the seeded site for what addresses name; half of the requests use them, so that they find something."""


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """A request must not end the transaction that the test is in; Django's own test client sees to it in this way."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def schema(one_connection: None) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", get_wsgi_application())


def seeded(case: Any, pick: int) -> None:
    """Let the address name something that is there, three times of four."""
    for name in case.path_parameters or {}:
        there = SEEDED.get(f"{case.operation.path.split('/')[3]} {name}")
        if there and pick % 4:
            case.path_parameters[name] = there[pick % len(there)]


@pytest.fixture
def site() -> None:
    world = routes.world()
    makers = (editions.withdrawn, editions.bare, editions.right_to_left, editions.beyond)
    shown = {make.__name__: make() for make in makers}
    SEEDED.update(
        {
            "briefings slug": ["world", *(one.slug for one in shown.values())],
            "briefings number": ["1", "2"],
            "briefings annotation": [str(world["annotation"])],
            "actors uid": [str(world["actors uid"])],
            "topics slug": ["organs"],
            "outlets slug": ["gazette"],
            "stories uid": [str(world["stories uid"])],
            "drafts uid": [str(one.uid) for one in shown.values()] + [str(world["drafts uid"])],
            "ingest-jobs uid": [world["uid"]],
        }
    )


@pytest.fixture
def key() -> dict[str, str]:
    """As a header; of a key that may everything."""
    person = factories.person("publisher")
    secret = factories.key("read", "drafts", "ingest", "edit", "publish", user=person).secret
    return {"Authorization": f"Bearer {secret}"}


MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)


def fuzz(operation: Any, mode: Any, headers: dict[str, str]) -> set[int]:
    """The statuses that were seen. Raises what a check found, with the request that shows it."""
    seen: set[int] = set()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(case=operation.as_strategy(generation_mode=mode), pick=st.integers(0, 99))
    def run(case: Any, pick: int) -> None:
        seeded(case, pick)
        with transaction.atomic():
            response = case.call(headers=headers | {"Accept-Encoding": "identity"})
            transaction.set_rollback(True)
        seen.add(response.status_code)
        case.validate_response(response, checks=CHECKS)

    run()
    return seen


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
@pytest.mark.parametrize("caller", ["without a key", "with a key"])
def test_every_operation_answers_as_it_says(
    schema: Any, site: None, key: dict[str, str], mode: Any, caller: str
) -> None:
    wrong = []
    seen: dict[str, set[int]] = {}
    operations = [found.ok() for found in schema.get_all_operations()]
    for operation in operations:
        try:
            seen[operation.label] = fuzz(operation, mode, key if caller == "with a key" else {})
        except BaseExceptionGroup as errors:
            wrong += [f"{operation.label}: {error}" for error in errors.exceptions]
        except Unsatisfiable:
            continue  # nothing can be sent wrong there
        except Exception as error:
            wrong.append(f"{operation.label}: {type(error).__name__}: {error}")
    assert not wrong, "\n\n".join(wrong)
    found = [label for label, statuses in seen.items() if statuses & {200, 201, 202}]
    if (mode, caller) == (MODES[0], "with a key"):
        assert len(found) > len(operations) * 0.7, sorted(set(seen) - set(found))
