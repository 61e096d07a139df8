"""What a fetch is asked, and what it answers."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Network, IPv6Network

import certifi

Network = IPv4Network | IPv6Network

OPEN_PORTS = frozenset({80, 443})
BY_HAND = "Save it in a browser and upload the file."


class FetchError(ValueError):
    """Why an address could not be fetched, and the way out, for the one who gave it.

    `temporary`: it may be different later; `retry_after`: seconds that the server asks us to wait; `status`: its
    answer, 0 if there was none.
    """

    def __init__(self, words: str, *, temporary: bool = False, status: int = 0, retry_after: float = 0.0) -> None:
        super().__init__(words)
        self.temporary, self.status, self.retry_after = temporary, status, retry_after


def look_up(host: str, port: int) -> list[str]:
    """Every address of a name, as the system knows them. Raises OSError."""
    found = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


@cache
def trusted() -> ssl.SSLContext:
    """Certificates are checked against certifi's authorities for the name asked for; the environment has no say."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(certifi.where())
    return context


@dataclass(frozen=True, slots=True)
class Policy:
    """What a fetch may do. `seconds` in all: look-ups, redirects and body; `max_bytes` of the body once decoded.

    `also_allowed` are networks to be reached although they are not public, and `look_up` and `trusted` stand in for
    the system's: all three are for tests.
    """

    seconds: float = 10.0
    max_bytes: int = 5_000_000
    max_header_bytes: int = 64_000
    max_redirects: int = 5
    ports: frozenset[int] = OPEN_PORTS
    agent: str = "Nutgraf/0.1"
    also_allowed: tuple[Network, ...] = ()
    look_up: Callable[[str, int], list[str]] = look_up
    trusted: Callable[[], ssl.SSLContext] = trusted


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server said of the version we have (RFC 9110, 8.8)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came. `url` is the last address; `moved_to` the one to use from now on, if the server says so for good.

    `not_modified`: what we have still holds, and `data` is empty. `media_type` and `charset` are as declared.
    """

    url: str
    data: bytes = b""
    media_type: str = ""
    charset: str = ""
    validators: Validators = Validators()
    not_modified: bool = False
    moved_to: str = ""
