"""`check_installation` names whatever is missing, one sentence each, and is content with a whole installation."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from operation import backup
from operation.installation import lacks
from operation.models import Heartbeat
from tests import factories
from tests.operation import installations
from tests.operation.installations import ROOT, Installation

PRODUCTION = {
    "NUTGRAF_ENV": "production",
    "NUTGRAF_SECRET_KEY": "a-long-random-text-of-ones-own-7f3a9c41d2e85b60-c01d4411fe2299ab",
    "NUTGRAF_HOSTS": "news.example.org",
    "NUTGRAF_SITE_URL": "https://news.example.org",
    "NUTGRAF_BEHIND_PROXY": "on",
    "NUTGRAF_SECURITY_CONTACT": "mailto:safety@news.example.org",
    "NUTGRAF_CACHE": "redis://localhost/0",
    "NUTGRAF_TIME_ZONE": "Europe/Berlin",
    "NUTGRAF_SECOND_STEP": "publisher,administrator",
}
BEAT = "INSERT INTO operation_heartbeat (worker, host, started_at, seen_at) VALUES ('one', 'here', '{at}', '{at}')"


@pytest.fixture
def whole(tmp_path: Path) -> Installation:
    made = installations.sqlite(tmp_path / "site")
    made.must("collectstatic", "--noinput", "-v0", **PRODUCTION)
    made.must(
        "createsuperuser", "--noinput", "--username=first", "--email=", DJANGO_SUPERUSER_PASSWORD="kept-in-a-safe-7"
    )
    made.must("backup")
    for path in (made.var, made.var / "nutgraf.sqlite3"):
        path.chmod(path.stat().st_mode & ~0o007)
    return made


def test_a_whole_installation_lacks_nothing(whole: Installation) -> None:
    """By its own commands, with the settings of production; the worker is a real one."""
    environment = whole.environment | PRODUCTION
    worker = subprocess.Popen([sys.executable, ROOT / "manage.py", "worker"], cwd=whole.var, env=environment)
    try:
        for _ in range(60):
            done = whole.manage("check_installation", **PRODUCTION)
            if "No worker is alive" not in done.stdout:
                break
    finally:
        worker.terminate()
        worker.wait(30)
    assert done.returncode == 0, done.stdout + done.stderr
    advice = done.stdout.partition("Advice:\n")[2].strip().splitlines()
    assert [line for line in advice if line.startswith("- ")] == [
        "- The database is SQLite: fine for one machine. For several, move to PostgreSQL (docs/operations.md)."
    ]


def test_a_database_that_is_away_is_said_without_a_traceback(tmp_path: Path) -> None:
    away = Installation(tmp_path, "postgresql://nobody@/none?host=/nowhere")
    done = away.manage("check_installation", **PRODUCTION)
    assert done.returncode == 1
    assert "The database does not answer" in done.stdout
    assert "Traceback" not in done.stderr


def must() -> str:
    return "\n".join(lack.words for lack in lacks() if lack.must)


def advice() -> str:
    return "\n".join(lack.words for lack in lacks() if not lack.must)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PRODUCTION", False, "NUTGRAF_ENV is development"),
        ("DEBUG", True, "NUTGRAF_DEBUG is on"),
        ("SECRET_KEY", "short", "NUTGRAF_SECRET_KEY has 5 characters"),
        ("SITE_URL", "http://news.example.org", "links in feeds and JSON lead there"),
        ("SITE_URL", "https://other.example", "NUTGRAF_HOSTS does not name other.example"),
        ("DISK_FREE_BYTES", 10**18, "NUTGRAF_DISK_FREE_BYTES"),
    ],
)
def test_a_setting_that_must_be_mended_is_named(settings: Any, name: str, value: Any, words: str) -> None:
    setattr(settings, name, value)
    assert words in must()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SECRET_KEY_FALLBACKS", ["old"], "NUTGRAF_SECRET_KEY_FALLBACKS still holds old keys"),
        ("SECURE_PROXY_SSL_HEADER", None, "NUTGRAF_BEHIND_PROXY is off"),
        ("SECURITY_CONTACT", "", "NUTGRAF_SECURITY_CONTACT"),
        ("DESK_TIME_ZONE", "UTC", "NUTGRAF_TIME_ZONE"),
        ("SECOND_STEP", ["publisher"], "does not ask administrator for"),
    ],
)
def test_advice_is_no_fault(settings: Any, name: str, value: Any, words: str) -> None:
    setattr(settings, name, value)
    assert words in advice()
    assert words not in must()


@pytest.mark.django_db
def test_a_table_without_its_guard_is_named() -> None:
    assert "does not guard" not in must()
    with connection.cursor() as cursor:
        on = " ON accounts_act" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER accounts_act_refuse_delete{on}")
    assert "does not guard accounts_act against changes" in must()


@pytest.mark.django_db
def test_rights_that_are_not_those_of_the_table_are_named() -> None:
    assert "The rights of" not in must()
    editors = Group.objects.get(name="editor")
    editors.permissions.remove(editors.permissions.all()[0])
    assert "The rights of editor are not" in must()


@pytest.mark.django_db
def test_without_an_administrator_or_a_worker_it_says_so() -> None:
    assert "there is no administrator" in must()
    assert "No worker is alive" in must()
    factories.person("administrator")
    Heartbeat.objects.beat("one", "here", timezone.now())
    assert "administrator" not in must()
    assert "worker" not in must()


@pytest.mark.django_db(transaction=True)
def test_old_damaged_and_readable_backups(settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_DIR = tmp_path
    assert "There is no backup" in advice()
    made = backup.back_up(tmp_path, timezone.now() - timedelta(days=5))
    assert f"The newest backup is 5 days old: {made}" in advice()
    call_command("backup", tmp_path, verbosity=0)
    assert "backup" not in advice()
    (backup.made_in(tmp_path)[0] / "manifest.json").write_text("{}")
    assert "The newest backup is not to be trusted" in must()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.django_db
def test_a_folder_that_cannot_be_written_to(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    tmp_path.chmod(0o500)
    assert "cannot be written to" in must()


@pytest.mark.django_db
def test_what_everybody_may_read(settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.BACKUP_DIR.mkdir()
    tmp_path.chmod(0o711)
    assert f"{settings.BACKUP_DIR} can be read by every user" in must()
    settings.BACKUP_DIR.chmod(0o700)
    assert "can be read" not in must()
