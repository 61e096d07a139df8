"""What an installation lacks for production, in sentences: what must be mended, and what is worth a thought."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import checks
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import DatabaseError, connection
from django.http.request import validate_host
from django.utils import timezone

from accounts.guards import guarded_tables
from accounts.models import User
from accounts.roles import ROLES
from operation import health
from operation.backup import made_in
from operation.manifest import BackupError, Manifest

SHORTEST_KEY = 50
"""Characters; what Django's own check asks for."""
OLDEST_BACKUP = timedelta(days=2)
"""A daily backup that failed once is noticed."""
ROLES_WITH_POWER = ("publisher", "administrator")


@dataclass(frozen=True, slots=True)
class Lack:
    """`must`: it has to be mended before anybody is let in; otherwise it is advice. `words` name the way out."""

    must: bool
    words: str


def mend(words: str) -> Lack:
    return Lack(True, words)


def advise(words: str) -> Lack:
    return Lack(False, words)


def lacks() -> list[Lack]:
    """All that is missing, in the order in which it is best mended."""
    found = [lack for check in ALWAYS for lack in check()]
    away = list(database())
    return found + (away or [lack for check in WITH_DATABASE for lack in check()])


def mode() -> Iterator[Lack]:
    if not settings.PRODUCTION:
        yield mend(
            "NUTGRAF_ENV is development: cookies travel without TLS and anybody knows the key. Set it to production."
        )
    if settings.DEBUG:
        yield mend("NUTGRAF_DEBUG is on: error pages show strangers everything. Unset it.")


def keys() -> Iterator[Lack]:
    if settings.SECRET_KEY == settings.DEFAULT_KEY:
        yield mend("NUTGRAF_SECRET_KEY is the one of development. Set a long random text of your own.")
    elif len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield mend(
            f"NUTGRAF_SECRET_KEY has {len(settings.SECRET_KEY)} characters; set {SHORTEST_KEY} random ones or more."
        )
    if settings.SECRET_KEY_FALLBACKS:
        yield advise("NUTGRAF_SECRET_KEY_FALLBACKS still holds old keys. Take them out two weeks after the change.")


def address() -> Iterator[Lack]:
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme != "https":
        yield mend(f"NUTGRAF_SITE_URL is {settings.SITE_URL}: links in feeds and JSON lead there. Set it to https://….")
    if not validate_host(parts.hostname or "", settings.ALLOWED_HOSTS):
        yield mend(f"NUTGRAF_HOSTS does not name {parts.hostname}, the host of NUTGRAF_SITE_URL. Add it.")
    if not settings.SECURE_PROXY_SSL_HEADER:
        yield advise(
            "NUTGRAF_BEHIND_PROXY is off. If a proxy speaks TLS for you, requests look unencrypted and are redirected "
            "for ever: set it to on, and let the proxy set X-Forwarded-Proto itself."
        )


def static_files() -> Iterator[Lack]:
    hashed = getattr(staticfiles_storage, "read_manifest", None)
    if hashed and not hashed():
        yield mend("Static files are not collected: pages come without style. Run `manage.py collectstatic --noinput`.")


def folders() -> Iterator[Lack]:
    if not os.access(settings.VAR_DIR, os.W_OK | os.X_OK):
        yield mend(f"NUTGRAF_VAR, {settings.VAR_DIR}, cannot be written to by this user. Change its owner.")
    for path in _private_paths():
        if path.exists() and _anybody_may_read(path):
            yield mend(f"{path} can be read by every user of this machine. Run `chmod -R o= {settings.VAR_DIR}`.")


def _private_paths() -> list[Path]:
    named = [Path(settings.DATABASES["default"]["NAME"])] if connection.vendor == "sqlite" else []
    return [*named, settings.BACKUP_DIR]


def _anybody_may_read(path: Path) -> bool:
    """Others may read it, and go into the folder that it is in."""
    return bool(path.stat().st_mode & 0o004 and path.resolve().parent.stat().st_mode & 0o001)


def disk() -> Iterator[Lack]:
    try:
        health.disk()
    except health.Unfit as error:
        yield mend(str(error))


def backups() -> Iterator[Lack]:
    made = made_in(settings.BACKUP_DIR)
    if not made:
        yield advise(f"There is no backup in NUTGRAF_BACKUPS, {settings.BACKUP_DIR}. Run `manage.py backup` every day.")
        return
    try:
        age = timezone.now() - datetime.fromisoformat(Manifest.of(made[0]).made_at)
    except (BackupError, json.JSONDecodeError) as error:
        yield mend(f"The newest backup is not to be trusted: {error}")
        return
    if age > OLDEST_BACKUP:
        yield advise(f"The newest backup is {age.days} days old: {made[0]}. See why the daily one does not come.")


def wishes() -> Iterator[Lack]:
    if not settings.SECURITY_CONTACT:
        yield advise("NUTGRAF_SECURITY_CONTACT is not set: who finds a weakness does not know whom to tell.")
    if isinstance(caches["default"], LocMemCache):
        yield advise(
            "NUTGRAF_CACHE is each process's own: with several web processes, limits on requests count for each alone. "
            "Name a shared one, such as redis://…."
        )
    if settings.DESK_TIME_ZONE == "UTC":
        yield advise("NUTGRAF_TIME_ZONE is UTC: the desk shows and takes times in it. Name the newsroom's.")
    if missing := [role for role in ROLES_WITH_POWER if role not in settings.SECOND_STEP]:
        yield advise(
            f"NUTGRAF_SECOND_STEP does not ask {' and '.join(missing)} for a second step at log-in: a stolen password "
            "is enough. Name them."
        )


def deployment() -> Iterator[Lack]:
    """What Django's own checks say; in development they would repeat what `mode` says."""
    if settings.PRODUCTION:
        found = checks.run_checks(include_deployment_checks=True)
        yield from (mend(f"Django's check {each.id}: {each.msg}") for each in found if each.level >= checks.WARNING)


def database() -> Iterator[Lack]:
    try:
        health.database()
        health.migrations()
    except DatabaseError as error:
        yield mend(f"The database does not answer: {str(error).strip()}. See DATABASE_URL, and that it runs.")
    except health.Unfit as error:
        yield mend(str(error))


def journal() -> Iterator[Lack]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        found = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if found != "wal":
        yield mend(f"SQLite's journal is {found}, not WAL: readers wait for writers. Is the file on a network disk?")
    yield advise("The database is SQLite: fine for one machine. For several, move to PostgreSQL (docs/operations.md).")


def guards() -> Iterator[Lack]:
    if bare := sorted(table for table in guarded_tables() if not TRIGGERS[connection.vendor] <= _triggers_of(table)):
        yield mend(f"The database does not guard {', '.join(bare)} against changes. Run `manage.py migrate`.")


TRIGGERS = {"sqlite": {"update", "delete"}, "postgresql": {"update", "delete", "truncate"}}
NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'",
}


def _triggers_of(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES[connection.vendor], [table])
        return {name.removeprefix(f"{table}_refuse_") for (name,) in cursor.fetchall()}


def roles() -> Iterator[Lack]:
    groups = Group.objects.prefetch_related("permissions__content_type")
    found = {group.name: set(map(_right, group.permissions.all())) for group in groups}
    if unlike := sorted(name for name, rights in ROLES.items() if found.get(name) != set(rights)):
        yield mend(f"The rights of {', '.join(unlike)} are not those of accounts/roles.py. Run `manage.py migrate`.")


def _right(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"


def people() -> Iterator[Lack]:
    active = User.objects.filter(is_active=True)
    if not active.filter(is_superuser=True).exists() and not active.filter(groups__name="administrator").exists():
        yield mend("Nobody can let others in: there is no administrator. Run `manage.py createsuperuser`.")


def worker() -> Iterator[Lack]:
    try:
        health.worker()
    except health.Unfit as error:
        yield mend(str(error))


Check = Callable[[], Iterator[Lack]]
ALWAYS: tuple[Check, ...] = (mode, keys, address, static_files, folders, disk, backups, wishes, deployment)
WITH_DATABASE: tuple[Check, ...] = (journal, guards, roles, people, worker)
