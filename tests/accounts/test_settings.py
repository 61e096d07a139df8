"""The installation: what production refuses, how SQLite is opened, and that the README's table is the code's."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a-long-random-text-of-ones-own-7f3a9c41d2e85b60-c01d4411fe2299ab"
PRODUCTION = {"NUTGRAF_ENV": "production", "NUTGRAF_SECRET_KEY": SECRET, "NUTGRAF_HOSTS": "news.example.org"}
OWN = ("NUTGRAF_", "DATABASE_URL", "DJANGO_")


def python(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    environment = kept | {"DJANGO_SETTINGS_MODULE": "config.settings"} | variables
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    return python("import django; django.setup()", **variables)


def test_development_needs_nothing(tmp_path: Path) -> None:
    assert start(NUTGRAF_VAR=str(tmp_path)).returncode == 0


def test_production_starts_when_all_is_said(tmp_path: Path) -> None:
    done = start(NUTGRAF_VAR=str(tmp_path), **PRODUCTION)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"NUTGRAF_DEBUG": "1"}, "NUTGRAF_DEBUG"),
        ({"NUTGRAF_SECRET_KEY": ""}, "NUTGRAF_SECRET_KEY"),
        ({"NUTGRAF_SECRET_KEY": "development-only-key-never-use-it-where-others-can-reach-it"}, "NUTGRAF_SECRET_KEY"),
        ({"NUTGRAF_HOSTS": "*"}, "NUTGRAF_HOSTS"),
        ({"NUTGRAF_HOSTS": "news.example.org,*"}, "NUTGRAF_HOSTS"),
        ({"NUTGRAF_HOSTS": ""}, "NUTGRAF_HOSTS"),
        ({"NUTGRAF_ENV": "prod"}, "NUTGRAF_ENV"),
        ({"NUTGRAF_SECOND_STEP": "publisher,queen"}, "NUTGRAF_SECOND_STEP"),
    ],
)
def test_production_refuses(tmp_path: Path, change: dict[str, str], named: str) -> None:
    done = start(NUTGRAF_VAR=str(tmp_path), **(PRODUCTION | change))
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert named in done.stderr.splitlines()[-1]


def test_production_is_held_to_https(tmp_path: Path) -> None:
    code = "from django.conf import settings as s; print(s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    assert python(code, NUTGRAF_VAR=str(tmp_path), **PRODUCTION).stdout.split() == ["True"] * 3


def test_production_names_its_cookies_for_this_host_alone(tmp_path: Path) -> None:
    """Browsers keep `__Host-` cookies only with Secure, Path=/ and no Domain, so no other host can set them."""
    code = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SAMESITE, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH)"
    said = python(code, NUTGRAF_VAR=str(tmp_path), **PRODUCTION).stdout.split()
    assert said == ["__Host-sessionid", "__Host-csrftoken", "Lax", "None", "/"]


PRAGMAS = """
import django, json
django.setup()
from django.db import connection
cursor = connection.cursor()
found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys", "busy_timeout")}
found["transaction_mode"] = connection.transaction_mode
print(json.dumps(found))
"""


@pytest.mark.parametrize("named_by_url", [True, False])
def test_sqlite_is_opened_the_same_way_however_it_is_named(tmp_path: Path, named_by_url: bool) -> None:
    url = {"DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3"} if named_by_url else {}
    done = python(PRAGMAS, NUTGRAF_VAR=str(tmp_path), **url)
    assert json.loads(done.stdout) == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 20_000,
        "transaction_mode": "IMMEDIATE",
    }
    assert (tmp_path / ("other.sqlite3" if named_by_url else "nutgraf.sqlite3")).exists()


def variables_of_the_code() -> set[str]:
    source = (ROOT / "config" / "settings.py").read_text()
    return set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', source))


def variables_of_the_readme() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE))


def test_the_readme_lists_every_variable_and_no_other() -> None:
    assert len(variables_of_the_code()) > 10
    assert variables_of_the_readme() == variables_of_the_code()


def test_no_other_file_reads_the_environment() -> None:
    readers = [
        path.relative_to(ROOT).as_posix()
        for app in ("accounts", "sources", "briefings", "config")
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"os\.environ|os\.getenv|environs", path.read_text())
    ]
    assert sorted(readers) == ["config/settings.py", "config/wsgi.py"]


@pytest.mark.parametrize("name", ["NUTGRAF_MAX_TEXT_CHARS", "NUTGRAF_DEBUG", "NUTGRAF_MARKDOWN_SECONDS"])
def test_a_value_that_is_none_is_named(tmp_path: Path, name: str) -> None:
    done = start(NUTGRAF_VAR=str(tmp_path), **{name: "plenty"})
    assert done.returncode != 0
    assert name in done.stderr


@pytest.mark.django_db
def test_the_checks_find_nothing() -> None:
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db
def test_the_migrations_are_those_of_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_production_passes_the_deployment_checks(tmp_path: Path) -> None:
    code = "import django; django.setup(); from django.core.management import call_command as c; c('check', deploy=True, fail_level='WARNING')"
    done = python(code, NUTGRAF_VAR=str(tmp_path), **PRODUCTION)
    assert done.returncode == 0, done.stderr
