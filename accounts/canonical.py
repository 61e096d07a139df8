"""Bytes that say the same on both databases, for hashing: RFC 8785, after what databases tell apart is made one."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import rfc8785

SAFE_INT = 2**53 - 1
"""The largest whole number that JSON may hold for RFC 8785."""


def same(value: Any) -> Any:
    """The value as both databases give it back.

    PostgreSQL's jsonb keeps numbers as decimals, so that 1e22 comes back as a whole number; SQLite keeps the text. A
    lone surrogate, which UTF-8 has no bytes for, is spelled out.
    """
    if isinstance(value, dict):
        return {same(str(name)): same(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [same(inner) for inner in value]
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) > SAFE_INT:
        return {"number": str(int(Decimal(repr(value))))}
    return value


def moment(at: datetime) -> str:
    """In UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest(value: Any) -> str:
    """SHA-256 over the canonical bytes, in hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(same(value))).hexdigest()
