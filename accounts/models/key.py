import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.models.act import Act
from accounts.models.identity import Identified
from accounts.models.user import User

SCOPES = {
    "read": "read published briefings",
    "drafts": "read drafts",
    "ingest": "add reports",
    "edit": "edit drafts",
    "publish": "publish, correct and retract",
}
PREFIX = "ng_"
SHOWN_CHARS = 10
LAST_USED_EVERY = timedelta(minutes=1)


def digest(secret: str) -> str:
    """SHA-256: the secret is 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


def validate_scopes(scopes: Any) -> None:
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown:
        raise ValidationError(f"Unknown scope {', '.join(unknown)}; known are {', '.join(SCOPES)}.")


@dataclass(frozen=True, slots=True)
class Issued:
    """A new key and its secret, which is shown once and never stored."""

    key: "ApiKey"
    secret: str


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def issue(self, user: User, *, name: str, scopes: list[str], by: User | None = None, **more: Any) -> Issued:
        secret = PREFIX + secrets.token_urlsafe(32)
        key = self.model(
            user=user, name=name, scopes=scopes, prefix=secret[:SHOWN_CHARS], digest=digest(secret), **more
        )
        key.full_clean()
        key.save()
        Act.objects.record("issued a key", key, by=by, after={"scopes": scopes})
        return Issued(key, secret)

    def usable(self, at: datetime) -> "ApiKeyQuerySet":
        fresh = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
        return self.filter(fresh, revoked_at__isnull=True, user__is_active=True).select_related("user")

    def find(self, secret: str, at: datetime) -> "ApiKey | None":
        return self.usable(at).filter(digest=digest(secret)).first()


class ApiKey(Identified):
    """A key for a program, acting as its user within its scopes."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="keys")
    name = models.CharField(max_length=100, help_text="What uses it, so that you know what stops when you revoke it.")
    prefix = models.CharField(max_length=SHOWN_CHARS, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(default=list, validators=[validate_scopes])
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def may(self, scope: str) -> bool:
        return scope in self.scopes

    def revoke(self, *, by: User, at: datetime) -> None:
        self.revoked_at = at
        self.save(update_fields=["revoked_at"])
        Act.objects.record("revoked a key", self, by=by)

    def used(self, at: datetime) -> None:
        """Note the use, at most once a minute, so that reading is not writing; the first each hour in an act."""
        if self.last_used_at is None or _hour(at) != _hour(self.last_used_at):
            Act.objects.record("used a key", self, by=self.user)
        if self.last_used_at is None or at - self.last_used_at > LAST_USED_EVERY:
            self.last_used_at = at
            self.save(update_fields=["last_used_at"])


def _hour(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H}"
