"""A database that is away, too busy or full, and a full disk: told as what passes, with the time to come again."""

import errno
from dataclasses import dataclass
from http import HTTPStatus

from django.db import InterfaceError, OperationalError

RETRY_AFTER = "5"
"""Seconds. A database that was restarted answers within ten."""
SQLITE_FULL = "database or disk is full"
POSTGRESQL_FULL = "53100"
"""disk_full: https://www.postgresql.org/docs/current/errcodes-appendix.html"""


@dataclass(frozen=True, slots=True)
class Absence:
    status: int
    words: str


AWAY = Absence(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "The database does not answer just now. Nothing of what you sent was kept: try again in a moment.",
)
FULL = Absence(
    HTTPStatus.INSUFFICIENT_STORAGE,
    "There is no room left to store anything. Nothing of what you sent was kept: try again once there is.",
)


def of(error: BaseException | None) -> Absence | None:
    """None for an error that waiting does not mend."""
    if isinstance(error, OSError):
        return FULL if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    is_full = SQLITE_FULL in str(error) or getattr(error.__cause__, "sqlstate", None) == POSTGRESQL_FULL
    return FULL if is_full else AWAY
