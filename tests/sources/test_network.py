"""No feature that fetches connects to anything private, whatever names, moves and servers do: in a network of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.operation import installations
from tests.sources.netspace import ALSO_PUBLIC, ASKED, LEADS, PRIVATE, PUBLIC

ROOT = Path(__file__).resolve().parents[2]
APART = ["unshare", "--net", "--mount"]
MOST_SECONDS = 2 * len(ASKED)
"""Of FETCH_SECONDS each at the most, which is one here; half of them never take that long."""


def _can_be_apart() -> bool:
    tools = shutil.which("unshare") and shutil.which("ip")
    return bool(tools) and subprocess.run([*APART, "true"], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _can_be_apart(), reason="a network of its own needs root, unshare and ip")


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Any:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    site = installations.sqlite(tmp_path_factory.mktemp("network") / "site")
    environment |= site.environment | {"NUTGRAF_FETCH_SECONDS": "1"}
    program = [sys.executable, "manage.py", "shell", "-v0", "-c", "from tests.sources import netspace; netspace.main()"]
    done = subprocess.run([*APART, *program], cwd=ROOT, env=environment, check=True, capture_output=True, timeout=300)
    return json.loads(done.stdout)


def test_what_is_private_could_have_been_reached(heard: Any) -> None:
    """Else the other tests would pass on a network without anything private."""
    assert set(heard["reachable"]["connections"]) == {*PRIVATE, "127.0.0.1"}


@pytest.mark.parametrize("feature", ["pages", "feeds", "webhooks"])
def test_nothing_private_is_connected_to(heard: Any, feature: str) -> None:
    said = heard[feature]
    assert set(said["connections"]) <= {PUBLIC, ALSO_PUBLIC}
    paths = {line.split(" ")[1] for line in said["lines"]}
    assert {f"/{number}" for number in range(len(LEADS))} | {"/page", "/endless", "/slow", "/heads", "/silent"} <= paths
    assert said["seconds"] < MOST_SECONDS


@pytest.mark.parametrize("feature", ["pages", "feeds", "webhooks"])
def test_a_name_is_asked_once_a_request_and_its_first_answer_is_where_it_goes(heard: Any, feature: str) -> None:
    """The second answer is private: nobody asks for it between the check and the connection."""
    assert heard[feature]["looked_up"]["rebound.example"] == 1
    assert heard[feature]["lines"].count(f"{'POST' if feature == 'webhooks' else 'GET'} /page HTTP/1.1") == 2


def test_webhooks_follow_no_move(heard: Any) -> None:
    assert "turning.example" not in heard["webhooks"]["looked_up"]
    assert "turning.example" in heard["pages"]["looked_up"]
