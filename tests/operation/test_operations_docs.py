"""The commands of docs/operations.md run as they stand, one after another, on an installation with the demo's briefings."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from operation.backup import made_in
from operation.manifest import verify
from tests.operation import installations
from tests.operation.installations import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text()
DATABASE = "postgresql://nutgraf:PASSWORD@localhost/nutgraf"
MANAGE = f'set -euo pipefail\npython() {{ shift; "{sys.executable}" "{ROOT}/manage.py" "$@"; }}\n'
SEAL = "import django; django.setup()\nfrom accounts.sealing import seal_waiting as s\nfrom django.utils import timezone\ns(timezone.now())"
"""What the worker does once a minute, without which there is no chain to verify."""


@pytest.mark.django_db
def test_every_line_runs(tmp_path: Path) -> None:
    """A folder is restored to, then a database of the engine that the tests run on."""
    site = installations.sqlite(tmp_path / "site")
    site.must("demo")
    site.python(SEAL)
    other = installations.like_this_one(tmp_path / "other")
    installations.sqlite(tmp_path / "restored")
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 5
    script = MANAGE + "\n".join(blocks)
    assert script.count(DATABASE) == 1
    environment = {name: value for name, value in site.environment.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        ["/bin/bash", "-c", script.replace(DATABASE, other.url)],
        cwd=site.var,
        env=environment | {"RESTORED": str(tmp_path / "restored")},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    counted = "SELECT count(*), max(seq) FROM briefings_edition"
    assert other.ask(counted) == site.ask(counted)
    assert [verify(made).seq for made in made_in(tmp_path / "restored" / "backups")] == [site.ask(counted)[0][1]]


def test_the_commands_for_docker_name_what_compose_has() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    named = re.findall(r"docker compose (?:exec|run --rm|up --detach --wait|logs) ([a-z]\w*)", PAGE)
    assert named
    assert set(named) <= set(services)


def test_the_commands_of_manage_are_there() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", PAGE))
    listed = subprocess.run(
        [sys.executable, "manage.py", "help", "--commands"], cwd=ROOT, capture_output=True, text=True
    )
    assert named - set(listed.stdout.split()) == set()
    assert {"backup", "restore", "check_installation", "verify_acts", "render"} <= named
