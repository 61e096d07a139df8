"""Something is sent to a public server, under the same guard as a fetch: the address that was checked, one deadline.

Nothing follows the answer where it leads: what was signed for one address is sent to no other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import httpcore
import httpx

from sources.fetch.addresses import checked_url
from sources.fetch.fetching import Answer, Trip, seconds_to_wait
from sources.fetch.lines import Clock
from sources.fetch.types import BY_HAND, FetchError, Policy, Validators

EXCERPT_BYTES = 2_000
"""Of an answer, as much as somebody reads to find out what went wrong; the rest is never taken."""


@dataclass(frozen=True, slots=True)
class Parcel:
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the server said, whichever status. `excerpt`: the first bytes; `retry_after`: seconds it asks us to wait."""

    status: int
    excerpt: bytes = b""
    retry_after: float = 0.0


def post(url: str, parcel: Parcel, policy: Policy) -> Receipt:
    """Raises FetchError for an address that is never asked, and when no answer came."""
    try:
        answer = _Sending(policy, parcel).ask(checked_url(url, policy.ports))
    except FetchError as error:
        raise _of_sending(error) from None
    return Receipt(answer.status, answer.data, seconds_to_wait(answer.headers.get("retry-after", "")))


def reachable(url: str, policy: Policy) -> str:
    """The address in its one form, if its server is public as of now. Raises FetchError."""
    try:
        checked = checked_url(url, policy.ports)
        Trip(policy, Validators(), Clock(policy.seconds)).addresses(checked)
    except httpcore.TimeoutException:
        raise FetchError(f"The name in {url} was not found in time. Try again later.", temporary=True) from None
    except FetchError as error:
        raise _of_sending(error) from None
    return str(checked)


def _of_sending(error: FetchError) -> FetchError:
    """Without the way out that is there for pages."""
    words = str(error).removesuffix(BY_HAND).strip()
    return FetchError(words, temporary=error.temporary, status=error.status, retry_after=error.retry_after)


class _Sending(Trip):
    method = "POST"

    def __init__(self, policy: Policy, parcel: Parcel) -> None:
        super().__init__(policy, Validators(), Clock(policy.seconds))
        self.parcel, self.content = parcel, parcel.body

    def headers(self) -> dict[str, str]:
        return {"Accept": "*/*", "Accept-Encoding": "identity", **self.parcel.headers}

    def answered(self, url: httpx.URL, response: httpcore.Response) -> Answer:
        """The status is what counts; an answer that never ends is heard no further."""
        excerpt = bytearray()
        try:
            for part in response.iter_stream():
                excerpt += part
                if len(excerpt) >= EXCERPT_BYTES:
                    break
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
            pass
        return Answer(response.status, httpx.Headers(response.headers), bytes(excerpt[:EXCERPT_BYTES]))
