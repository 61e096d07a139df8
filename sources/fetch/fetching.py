"""An address is fetched from a public server, within limits, or there is a sentence that says why not.

Names are looked up once and every answer is checked; the connection goes to an address that was checked, so a name
that changes its mind in between reaches nothing. The name stays in the Host header and in the TLS handshake.
"""

import socket
import ssl
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread

import httpcore
import httpx

from sources.fetch.addresses import checked_url, port_of, short, why_not_public
from sources.fetch.lines import Clock, HeadTooLargeError, Lines, Unpacker
from sources.fetch.types import BY_HAND, Fetched, FetchError, Policy, Validators

TRIED_ADDRESSES = 4
"""Of the addresses of one name; they share what is left of the time."""
FOR_GOOD = {301, 308}
MOVES = {302, 303, 307} | FOR_GOOD
TEMPORARY = {408, 425, 429}
STATUS_WORDS = {
    401: f"is not open to us (401). {BY_HAND}",
    402: f"is not open to us (402). {BY_HAND}",
    403: f"is not open to us (403). {BY_HAND}",
    404: "does not exist (404). Check the address.",
    410: "is gone for good (410).",
    429: "asks us to wait (429).",
}


def fetch(url: str, policy: Policy, conditional: Validators | None = None) -> Fetched:
    """What stands at the address, or after at most `max_redirects` moves from there. Raises FetchError.

    A move from https to http is refused: what was vouched for would no longer be.
    """
    trip = Trip(policy, conditional or Validators(), Clock(policy.seconds))
    here, moved_to, for_good = checked_url(url, policy.ports), "", True
    for _ in range(policy.max_redirects + 1):
        answer = trip.ask(here)
        if answer.status not in MOVES:
            return replace(_fetched(here, answer), moved_to=moved_to)
        here = _next(here, answer, policy.ports)
        for_good = for_good and answer.status in FOR_GOOD
        moved_to = str(here) if for_good else moved_to
    raise FetchError(f"{short(url)} leads on and on; {policy.max_redirects} moves are followed. Give the last address.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; `data` only of a page."""

    status: int
    headers: httpx.Headers
    data: bytes = b""


def _next(here: httpx.URL, answer: Answer, ports: Iterable[int]) -> httpx.URL:
    location = answer.headers.get("location", "").strip()
    if not location:
        raise FetchError(f"{here} has moved and does not say where to ({answer.status}). {BY_HAND}")
    try:
        there = checked_url(str(here.join(location)), ports)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"{here} leads to {short(location)}. {error}") from None
    if here.scheme == "https" and there.scheme == "http":
        raise FetchError(f"{here} leads to {there}, which is not encrypted. Give that address itself if you trust it.")
    return there


def _fetched(url: httpx.URL, answer: Answer) -> Fetched:
    headers = answer.headers
    kind = Message()
    kind["content-type"] = headers.get("content-type", "")
    validators = Validators(headers.get("etag", ""), headers.get("last-modified", ""))
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    charset = kind.get_content_charset() or ""
    return Fetched(str(url), answer.data, media_type, charset, validators, not_modified=answer.status == 304)


class Trip:
    """The requests of one fetch: one clock, one policy."""

    method, content = "GET", b""

    def __init__(self, policy: Policy, conditional: Validators, clock: Clock) -> None:
        self.policy, self.conditional, self.clock = policy, conditional, clock

    def ask(self, url: httpx.URL) -> Answer:
        """One request, without following moves. Raises FetchError for what is neither page nor move."""
        try:
            return self._ask(url)
        except httpcore.TimeoutException:
            limit = f"{self.policy.seconds:g} seconds (NUTGRAF_FETCH_SECONDS)"
            raise FetchError(f"{url} took longer than {limit}. Try again later. {BY_HAND}", temporary=True) from None
        except HeadTooLargeError:
            limit = f"{self.policy.max_header_bytes:,} bytes"
            raise FetchError(f"{url} sends more than {limit} before its text. {BY_HAND}") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, zlib.error) as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                words = error.__cause__.verify_message
                raise FetchError(f"{url} cannot prove that it is {url.host}: {words}. {BY_HAND}") from None
            raise FetchError(f"{url} cannot be reached: {error}. Try again later.", temporary=True) from None

    def _ask(self, url: httpx.URL) -> Answer:
        lines = Lines(self.addresses(url), self.clock, self.policy.max_header_bytes)
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=port_of(url), target=url.raw_path)
        context = self.policy.trusted() if url.scheme == "https" else None
        with (
            httpcore.HTTPConnection(target.origin, context, network_backend=lines) as connection,
            connection.stream(self.method, target, headers=self._head(url), content=self.content or None) as response,
        ):
            lines.head_is_over()
            return self.answered(url, response)

    def answered(self, url: httpx.URL, response: httpcore.Response) -> Answer:
        """What is made of it once its head has come, while the line is open."""
        headers = httpx.Headers(response.headers)
        self._check_status(url, response.status, headers)
        data = self._body(url, headers, response.iter_stream()) if response.status in (200, 203) else b""
        return Answer(response.status, headers, data)

    def _head(self, url: httpx.URL) -> dict[bytes | str, bytes | str]:
        headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self.policy.agent,
            "Connection": "close",
            **self.headers(),
        }
        return {name: value.encode("ascii", "replace") for name, value in headers.items() if value}

    def headers(self) -> dict[str, str]:
        """What is said beyond who asks whom."""
        return {
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "If-None-Match": self.conditional.etag,
            "If-Modified-Since": self.conditional.last_modified,
        }

    def addresses(self, url: httpx.URL) -> list[str]:
        """Those of the server's name, every one of them checked. Raises FetchError if one is not public."""
        found = self._looked_up(url)
        for given in found:
            words = why_not_public(ip_address(given), self.policy.also_allowed)
            if words:
                raise FetchError(f"{url} leads to {given}, which is not public ({words}). {BY_HAND}")
        return found[:TRIED_ADDRESSES]

    def _looked_up(self, url: httpx.URL) -> list[str]:
        """In a thread of its own: the system's look-up knows no deadline."""
        box: SimpleQueue[list[str] | OSError] = SimpleQueue()
        host, port = url.raw_host.decode("ascii"), port_of(url)
        Thread(target=_put_answer, args=(box, self.policy.look_up, host, port), daemon=True).start()
        try:
            found = box.get(timeout=self.clock.left())
        except Empty:
            raise httpcore.ConnectTimeout from None
        if isinstance(found, OSError) or not found:
            later = isinstance(found, socket.gaierror) and found.errno == socket.EAI_AGAIN
            raise FetchError(f"There is no server named {host}. Check the address {url}.", temporary=later)
        return found

    def _check_status(self, url: httpx.URL, status: int, headers: httpx.Headers) -> None:
        if status in (200, 203) or status in MOVES or (status == 304 and self.conditional != Validators()):
            return
        words = STATUS_WORDS.get(status, f"answers with status {status}. Try again later.")
        temporary = status >= 500 or status in TEMPORARY
        raise FetchError(
            f"{url} {words}",
            temporary=temporary,
            status=status,
            retry_after=seconds_to_wait(headers.get("retry-after", "")),
        )

    def _body(self, url: httpx.URL, headers: httpx.Headers, parts: Iterable[bytes]) -> bytes:
        coding, most = headers.get("content-encoding", "").strip().lower(), self.policy.max_bytes
        if coding not in ("", "identity", "gzip", "x-gzip"):
            raise FetchError(f"{url} is packed as “{short(coding)}”, which nobody asked for. {BY_HAND}")
        unpacker, body, came = Unpacker(coding, self.clock), bytearray(), 0
        for part in parts:
            came += len(part)
            body += unpacker.take(part, most + 1 - len(body))
            if max(came, len(body)) > most:
                raise FetchError(f"{url} has more than {most:,} bytes (NUTGRAF_FETCH_BYTES). {BY_HAND}")
        if unpacker.was_cut:
            raise FetchError(f"{url} was cut off on its way. Try again later.", temporary=True)
        return bytes(body)


def _put_answer(
    box: SimpleQueue[list[str] | OSError], look_up: Callable[[str, int], list[str]], host: str, port: int
) -> None:
    try:
        box.put(look_up(host, port))
    except OSError as error:
        box.put(error)
    except UnicodeError as error:  # a name that no name can be
        box.put(OSError(str(error)))


def seconds_to_wait(retry_after: str) -> float:
    """Seconds, of a number or a date (RFC 9110, 10.2.3); 0 for anything else."""
    if retry_after.strip().isdecimal():
        return float(retry_after[:9])
    try:
        at = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return 0.0
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
