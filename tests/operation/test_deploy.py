"""What cannot be run here is at least what it says: pinned, without root and secrets, and with the commands that are tested."""

import fnmatch
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.sbom import bom
from tests.accounts.test_settings import variables_of_the_readme
from tests.operation.installations import ROOT, Installation

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", "")
UNITS = sorted((ROOT / "deploy").glob("*.service"))
PINNED = re.compile(r"^(python|postgres):\d+\.\d+(\.\d+)?-[a-z-]+$")
SECRET = re.compile(r"(KEY|PASSWORD|TOKEN|SECRET)", re.IGNORECASE)


def instructions(name: str) -> list[str]:
    return re.findall(rf"^{name} (.*)$", DOCKERFILE, re.MULTILINE)


def exec_form(name: str) -> list[str]:
    return [str(word) for word in yaml.safe_load(instructions(name)[-1].partition("CMD ")[2] or instructions(name)[-1])]


def granian(words: list[str]) -> list[str]:
    """The command without what differs between places: where it listens, and with how many processes."""
    own = {"--host", "--port", "--workers"}
    kept = [word for n, word in enumerate(words) if word not in own and (n == 0 or words[n - 1] not in own)]
    return [Path(kept[0]).name, *kept[1:]]


def procfile() -> dict[str, list[str]]:
    lines = (ROOT / "Procfile").read_text().splitlines()
    return {name: shlex.split(command) for name, _, command in (line.partition(": ") for line in lines)}


def started(unit: Path) -> list[str]:
    [command] = re.findall(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE)
    return shlex.split(command)


def test_web_and_worker_are_started_as_everywhere_else() -> None:
    web, worker = granian(procfile()["web"]), procfile()["worker"]
    assert granian(exec_form("CMD")) == web
    assert granian(started(ROOT / "deploy" / "nutgraf-web.service")) == web
    assert SERVICES["worker"]["command"] == worker
    assert started(ROOT / "deploy" / "nutgraf-worker.service")[1:] == worker[1:]
    assert "command" not in SERVICES["web"]


def test_the_image_is_pinned_small_and_without_root() -> None:
    bases = [line.split(" AS ")[0] for line in instructions("FROM")]
    assert len(set(bases)) == 1
    assert PINNED.match(bases[0])
    assert instructions("USER") == ["10001:10001"]
    assert DOCKERFILE.index("USER 10001") < DOCKERFILE.index("\nCMD ")
    assert "requirements-dev" not in DOCKERFILE
    assert not [line for line in instructions("ENV") + instructions("ARG") if SECRET.search(line)]


def test_compose_is_web_worker_and_postgresql() -> None:
    assert set(SERVICES) == {"web", "worker", "db"}
    assert PINNED.match(SERVICES["db"]["image"])
    for service in SERVICES.values():
        assert service["read_only"] is True
        assert service["tmpfs"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["restart"] == "unless-stopped"
        assert not [name for name in service.get("environment", {}) if SECRET.search(name)]
    assert SERVICES["web"]["healthcheck"]["test"] == ["CMD", *exec_form("HEALTHCHECK")]
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"], "only the proxy reaches it"
    assert "ports" not in SERVICES["db"]


def test_the_environments_name_only_variables_that_there_are() -> None:
    models = {path.name: path.read_text() for path in (ROOT / "deploy").glob("*.env.example")}
    assert {f"{service['env_file']}.example" for service in SERVICES.values()} == set(models)
    named = {*re.findall(r"^([A-Z_]+)=", models["nutgraf.env.example"], re.MULTILINE)}
    assert named <= variables_of_the_readme()
    assert re.findall(r"^(?:NUTGRAF_SECRET_KEY|POSTGRES_PASSWORD)=(.*)$", "".join(models.values()), re.MULTILINE) == [
        "",
        "",
    ]
    in_image = {
        word.split("=")[0] for line in instructions("ENV") for word in line.split() if word.startswith("NUTGRAF")
    }
    assert in_image <= variables_of_the_readme()


def context() -> list[Path]:
    """The files that come into a build, by the rules of .dockerignore: the last that fits decides."""
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude=.git"], cwd=ROOT, capture_output=True, text=True)
    names = [name for name in listed.stdout.splitlines() if not name.startswith(".venv/")]
    return [Path(name) for name in names if not _ignored(name, rules)]


def _ignored(name: str, rules: list[str]) -> bool:
    ignored = False
    parents = [name, *map(str, Path(name).parents)]
    for rule in rules:
        pattern = rule.removeprefix("!").removeprefix("**/")
        anywhere = "**/" in rule
        fits = any(fnmatch.fnmatch(Path(each).name if anywhere else each, pattern) for each in parents if each != ".")
        ignored = (not rule.startswith("!")) if fits else ignored
    return ignored


def test_no_secret_database_or_test_comes_into_the_image() -> None:
    rules = (ROOT / ".dockerignore").read_text().splitlines()
    refused = [
        "nutgraf.env",
        "config/my.env",
        "var/nutgraf.sqlite3",
        "sources/copy.sqlite3-wal",
        ".git/config",
        "tests/house.py",
    ]
    assert [name for name in refused if not _ignored(name, [r for r in rules if r and not r.startswith("#")])] == []
    assert {path.parts[0] for path in context()} <= {
        "manage.py", "pyproject.toml", "requirements.txt", "constraints.txt", "LICENSE", "config", "accounts", "sources",
        "briefings", "operation", "templates", "static", "locale", "deploy",
    }  # fmt: skip


def test_what_is_copied_is_enough_to_build_and_to_start(tmp_path: Path) -> None:
    """The build's own command on a copy of what COPY copies; then a start with what production is told."""
    copied = [line.split()[:-1] for line in instructions("COPY") if not line.startswith("--from")]
    wanted = {source for line in copied for source in line}
    for path in context():
        if any(path == Path(source) or Path(source) in path.parents for source in wanted):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, tmp_path / path)
    assert all((tmp_path / source).exists() for source in wanted)
    [collect] = re.findall(r"RUN (NUTGRAF_SECRET_KEY=.*? python manage.py collectstatic --noinput)", DOCKERFILE)
    variables = {
        "NUTGRAF_ENV": "production", "NUTGRAF_STATIC": str(tmp_path / "collected"), "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"
    }  # fmt: skip
    collect = collect.replace("/tmp/var", str(tmp_path / "var"))
    built = subprocess.run(["/bin/sh", "-c", collect], cwd=tmp_path, env=variables, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "collected" / "staticfiles.json").exists()
    given = variables | {
        "NUTGRAF_SECRET_KEY": "k" * 30 + "0123456789abcdefghijklmnop", "NUTGRAF_HOSTS": "news.example.org", "NUTGRAF_VAR": str(tmp_path / "var")
    }  # fmt: skip
    check = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    started = subprocess.run(check, cwd=tmp_path, env=given, capture_output=True, text=True)
    assert started.returncode == 0, started.stderr


@pytest.mark.django_db(transaction=True)
def test_the_probe_tells_a_live_server_from_none(live_server: Any, tmp_path: Path) -> None:
    environment = Installation(tmp_path, "").environment | {"NUTGRAF_HOSTS": ".localhost,other.example"}
    probe = [sys.executable, ROOT / "deploy" / "probe.py"]
    port = live_server.url.rsplit(":", 1)[1]
    assert subprocess.run(probe, env=environment | {"PORT": port}).returncode == 0
    assert subprocess.run(probe, env=environment | {"PORT": "1"}).returncode == 1


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_is_no_root_and_keeps_to_its_folder(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    for wanted in (
        "User=nutgraf",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "UMask=0077",
        "CapabilityBoundingSet=",
    ):
        assert wanted in lines
    assert started(unit)[0].startswith("/opt/nutgraf/.venv/bin/")
    assert not [line for line in lines if line.startswith("Environment=") and SECRET.search(line)]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
@pytest.mark.parametrize("unit", sorted((ROOT / "deploy").glob("nutgraf-*.*")), ids=lambda unit: unit.name)
def test_systemd_understands_the_unit(unit: Path) -> None:
    if unit.suffix not in (".service", ".timer"):
        pytest.skip("no unit")
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    ours = [line for line in done.stderr.splitlines() if unit.stem in line and "is not executable" not in line]
    assert ours == []


def test_the_sbom_lists_what_runs_and_no_tool() -> None:
    found = {each["name"]: each["version"] for each in json.loads(bom())["components"]}
    pinned = dict(re.findall(r"^([\w.-]+)(?:\[\w+\])?==(.+)$", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    assert {name.lower().replace("_", "-"): version for name, version in pinned.items()}.items() <= found.items()
    assert {"sqlparse", "psycopg-binary", "drf-spectacular-sidecar"} <= set(found), "and what they bring along"
    assert not {"pytest", "mypy", "ruff", "playwright"} & set(found)
