import secrets
import zoneinfo
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError
from django.utils.crypto import salted_hmac

from accounts.guards import WriteOnce
from accounts.models.identity import Identified


def validate_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"{name} is not a known time zone; use a name such as Europe/Berlin.")


class User(Identified, AbstractUser):
    """Someone who works at the desk. Accounts are deactivated, never deleted: their acts keep their name."""

    byline_name = models.CharField(max_length=150, blank=True, help_text="As it stands over a briefing.")
    time_zone = models.CharField(max_length=64, blank=True, validators=[validate_time_zone])
    language = models.CharField(max_length=12, blank=True)
    sessions = models.CharField(max_length=32, blank=True, editable=False, help_text="Sessions hold as long as this.")

    write_once = WriteOnce(save_when="1 = 1")  # its rows change; what the database refuses is that one goes

    @property
    def byline(self) -> str:
        return self.byline_name or self.get_full_name() or self.username

    def end_sessions(self) -> None:
        """Every session of this account ends, as when its password changes."""
        self.sessions = secrets.token_hex(16)
        self.save(update_fields=["sessions"])

    def standing(self) -> dict[str, Any]:
        """What somebody may do by this account, for the acts."""
        roles = sorted(self.groups.values_list("name", flat=True))
        return {"name": self.username, "open": self.is_active, "desk": self.is_staff, "roles": roles}

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's, which each session carries, over the password and `sessions`."""
        salt = "accounts.User.sessions"
        return salted_hmac(salt, self.password + self.sessions, secret=secret, algorithm="sha256").hexdigest()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ProtectedError("Accounts are not deleted; deactivate this one instead.", {self})
