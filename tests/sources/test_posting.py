"""Something is sent under the guard that every fetch is under, and whatever a server does with it ends in time."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from sources.fetch import FetchError, Parcel, Policy, Receipt, post, reachable
from sources.fetch.posting import EXCERPT_BYTES
from tests.sources.web import Web, serving

PARCEL = Parcel(b'{"a":1}', {"Content-Type": "application/json", "webhook-id": "msg_1"})


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


def refused(url: str, policy: Policy) -> FetchError:
    with pytest.raises(FetchError) as caught:
        post(url, PARCEL, policy)
    return caught.value


def test_the_body_and_its_headers_arrive_as_they_are(web: Web) -> None:
    web.says("/hook", b"thanks", status=202)
    assert post(web.url("/hook?a=1"), PARCEL, web.policy(agent="Nutgraf/0.1")) == Receipt(202, b"thanks")
    [(path, headers)] = web.asked
    assert (path, web.sent) == ("/hook?a=1", [b'{"a":1}'])
    assert headers["webhook-id"] == "msg_1"
    assert (headers["Content-Length"], headers["Content-Type"]) == ("7", "application/json")
    assert (headers["User-Agent"], headers["Accept-Encoding"]) == ("Nutgraf/0.1", "identity")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_answer_is_followed_to_another_address(web: Web, status: int) -> None:
    web.says("/hook", status=status, location=web.url("/there"))
    web.says("/there", b"caught")
    assert post(web.url("/hook"), PARCEL, web.policy()).status == status
    assert len(web.sent) == 1


def test_errors_are_answers_and_say_how_long_to_wait(web: Web) -> None:
    web.says("/hook", b"busy", status=503, retry_after="90")
    assert post(web.url("/hook"), PARCEL, web.policy()) == Receipt(503, b"busy", 90.0)


def test_of_a_long_answer_the_first_bytes_are_taken(web: Web) -> None:
    web.says("/hook", b"x" * 400_000)
    assert post(web.url("/hook"), PARCEL, web.policy()).excerpt == b"x" * EXCERPT_BYTES


def test_an_answer_that_never_ends_counts_by_its_status_and_one_that_never_comes_is_an_error(web: Web) -> None:
    def drips(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b".")
            time.sleep(0.1)

    web.routes["/hook"] = drips
    began = time.monotonic()
    assert post(web.url("/hook"), PARCEL, web.policy(seconds=0.5)).status == 200
    assert time.monotonic() - began < 2

    web.routes["/hook"] = lambda handler: time.sleep(2)
    error = refused(web.url("/hook"), web.policy(seconds=0.4))
    assert "took longer than 0.4 seconds (NUTGRAF_FETCH_SECONDS)" in str(error)
    assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1/hook", "which is not public (this machine)."),
        ("http://10.1.2.3/hook", "which is not public (private)."),
        ("http://[::1]/hook", "which is not public (this machine)."),
        ("http://169.254.169.254/latest/", "which is not public (link-local)."),
        ("http://press.example:8080/hook", "asks for port 8080; open to us are: 80, 443."),
        ("ftp://press.example/hook", "does not begin with http:// or https://; only those are fetched."),
        ("https://ada:x@press.example/", "The address has a user name or a password in it; give it without."),
    ],
)
def test_what_is_not_public_is_refused_on_sending_and_on_asking_whether_one_may(url: str, words: str) -> None:
    policy = Policy(seconds=2, look_up=lambda host, port: [host])
    assert str(refused(url, policy)).endswith(words)
    with pytest.raises(FetchError) as caught:
        reachable(url, policy)
    assert str(caught.value).endswith(words)


def test_a_name_that_leads_to_a_private_address_is_refused(web: Web) -> None:
    policy = Policy(seconds=2, look_up=lambda host, port: ["93.184.215.14", "192.168.0.7"])
    assert "leads to 192.168.0.7, which is not public (private)." in str(refused("https://press.example/", policy))
    assert reachable(web.url("/hook"), web.policy()) == web.url("/hook")
