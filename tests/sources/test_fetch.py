"""The one way out: public servers only, the address that was checked, one deadline, limits to the byte."""

import gzip
import socket
import ssl
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.fetch import Fetched, FetchError, Policy, Validators, checked_url, fetch
from sources.fetch.addresses import NOT_PUBLIC, why_not_public
from tests.sources.web import CERTIFICATE, Web, answer, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


def refused(url: str, policy: Policy | None = None) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, policy or Policy(seconds=5))
    return caught.value


# What comes


def test_a_page_comes_with_what_its_server_says_of_it(web: Web) -> None:
    web.says("/a", "Grüße".encode("latin-1"), content_type='Text/HTML; charset="ISO-8859-1"', etag='"7"')
    fetched = fetch(web.url("/a?x=1#part"), web.policy(agent="Nutgraf/0.1 (+https://desk.example)"))
    assert fetched == Fetched(
        web.url("/a?x=1"), "Grüße".encode("latin-1"), "text/html", "iso-8859-1", Validators(etag='"7"')
    )
    [(path, headers)] = web.asked
    assert path == "/a?x=1"
    assert headers["User-Agent"] == "Nutgraf/0.1 (+https://desk.example)"
    assert headers["Host"] == f"127.0.0.1:{web.port}"
    assert "Cookie" not in headers


def test_what_we_have_still_holds(web: Web) -> None:
    web.says("/a", status=304, etag='"7"')
    have = Validators('"7"', "Sat, 03 Oct 2026 10:00:00 GMT")
    fetched = fetch(web.url("/a"), web.policy(), have)
    assert fetched.not_modified
    assert web.asked[0][1]["If-None-Match"] == '"7"'
    assert web.asked[0][1]["If-Modified-Since"] == have.last_modified
    assert refused(web.url("/a"), web.policy()).status == 304, "nobody asked"


def test_what_no_header_can_hold_is_no_fault(web: Web) -> None:
    web.says("/a", b"here", etag='"größer"')
    fetched = fetch(web.url("/a"), web.policy(agent="Nutgraf/0.1 (+https://bücher.example)"))
    assert fetch(web.url("/a"), web.policy(), fetched.validators).data == b"here"


def test_the_environment_has_no_say(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    web.says("/a", b"here")
    assert fetch(web.url("/a"), web.policy()).data == b"here"


# Statuses


@pytest.mark.parametrize(
    ("status", "temporary", "words"),
    [
        (404, False, "Check the address"),
        (410, False, "gone for good"),
        (403, False, "upload"),
        (500, True, "status 500"),
    ],
)
def test_an_error_says_whether_it_may_pass(web: Web, status: int, temporary: bool, words: str) -> None:
    web.says("/a", status=status)
    error = refused(web.url("/a"), web.policy())
    assert (error.status, error.temporary, error.retry_after) == (status, temporary, 0)
    assert words in str(error)
    assert web.url("/a") in str(error)


@pytest.mark.parametrize(("given", "low", "high"), [("120", 120, 120), ("Fri, 01 Jan 2100 00:00:00 GMT", 1e9, 1e10), ("soon", 0, 0), ("Fri, 01 Jan 99999999999 00:00:00 GMT", 0, 0)])  # fmt: skip
def test_a_server_may_ask_us_to_wait(web: Web, given: str, low: float, high: float) -> None:
    web.says("/a", status=429, retry_after=given)
    error = refused(web.url("/a"), web.policy())
    assert error.temporary
    assert low <= error.retry_after <= high


# Moves


def test_moves_are_followed_and_those_for_good_are_told(web: Web) -> None:
    web.says("/a", status=301, location="/b")
    web.says("/b", status=308, location=web.url("/c"))
    web.says("/c", status=302, location="d?x=ö")
    web.says("/d", b"here")
    fetched = fetch(web.url("/a"), web.policy())
    assert (fetched.data, fetched.url, fetched.moved_to) == (b"here", web.url("/d?x=%C3%B6"), web.url("/c"))
    assert fetch(web.url("/c"), web.policy()).moved_to == ""


def test_five_moves_are_followed_and_no_more(web: Web) -> None:
    for n in range(6):
        web.says(f"/{n}", status=302, location=f"/{n + 1}")
    web.says("/6", b"here")
    assert fetch(web.url("/1"), web.policy()).data == b"here"
    assert "5 moves are followed" in str(refused(web.url("/0"), web.policy()))
    web.says("/loop", status=302, location="/loop")
    before = len(web.asked)
    assert "leads on and on" in str(refused(web.url("/loop"), web.policy()))
    assert len(web.asked) - before == 6


@pytest.mark.parametrize(
    "location",
    ["http://10.0.0.7:{port}/", "http://[::1]:{port}/", "http://169.254.169.254:{port}/latest/meta-data", "file:///etc/hostname", "http://127.0.0.1:22/", "http://u:p@127.0.0.1:{port}/b", "gopher://127.0.0.1/"],
)  # fmt: skip
def test_each_move_is_checked_again(web: Web, location: str) -> None:
    web.says("/a", status=302, location=location.format(port=web.port))
    web.says("/b", b"secret")
    error = refused(web.url("/a"), web.policy())
    assert not error.temporary
    assert [path for path, _ in web.asked] == ["/a"]


def test_a_move_with_nowhere_to_go(web: Web) -> None:
    web.says("/a", status=302)
    assert "does not say where" in str(refused(web.url("/a"), web.policy()))
    web.says("/b", status=302, location="http://[bad/")
    assert f"{web.url('/b')} leads to http://[bad/" in str(refused(web.url("/b"), web.policy()))


# Addresses


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001", "0177.0.0.1", "localhost", "localhost.", "LOCALHOST", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fe80::1%25lo]", "0", "0.0.0.0", "[::]", "１２７.０.０.１", "127。0。0。1", "192.0.0.8", "169.254.169.254", "255.255.255.255"])  # fmt: skip
def test_no_spelling_of_an_address_that_is_not_public_is_reached(web: Web, host: str) -> None:
    web.says("/", b"secret")
    error = refused(f"http://{host}:{web.port}/", Policy(ports=frozenset({web.port}), seconds=5))
    assert web.asked == []
    assert not error.temporary


@pytest.mark.parametrize("url", ["", "/a", "example.org", "//example.org/", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///a", "https://u@example.org/", "https://u:p@example.org/", "http://example.org:8080/", "http://example.org:0/", "http://exa mple.org/", "http://example.org/a b", "http://example.org/\r\nHost: other", "http://example.org\\@127.0.0.1/", "http://example.org/\u2028", "http://[::1/", "http://999.1.1.1/", "http://a..b/", "http://%31%32%37.1/", "http://" + "a" * 64 + ".org/", "https://example.org/" + "a" * 2000, "http://ex\u00adample.org\u200b/"])  # fmt: skip
def test_what_is_never_asked_for(url: str) -> None:
    def look_up(host: str, port: int) -> list[str]:
        raise AssertionError("it was looked up")

    assert not refused(url, Policy(look_up=look_up)).temporary


def test_an_address_has_one_form() -> None:
    assert str(checked_url("HTTPS://Bücher.Example.:443/ä?q=1#top")) == "https://xn--bcher-kva.example/%C3%A4?q=1"
    assert str(checked_url("http://[2606:2800:220:1::1]/")) == "http://[2606:2800:220:1::1]/"


@given(st.data())
def test_every_address_of_a_net_that_is_not_public_is_refused_in_every_notation(data: st.DataObject) -> None:
    net = data.draw(st.sampled_from(list(NOT_PUBLIC)))
    number = data.draw(st.integers(int(net.network_address), int(net.broadcast_address)))
    address = IPv4Address(number) if net.version == 4 else IPv6Address(number)
    spellings = [f"[{address}]", f"[{address.exploded}]"]
    if isinstance(address, IPv4Address):
        hexed, parts = f"{number:08x}", str(address).split(".")
        spellings = [str(address), str(number), hex(number), oct(number).replace("0o", "0")]
        spellings += [".".join(hex(int(part)) for part in parts), f"{parts[0]}.{number % 2**24}"]
        spellings += [f"[::ffff:{address}]", f"[2002:{hexed[:4]}:{hexed[4:]}::1]", f"[64:ff9b::{address}]"]
    for spelling in spellings:
        error = refused(f"http://{spelling}/", Policy(seconds=5))
        assert "not public" in str(error) or "no web address" in str(error), spelling


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public_here(address: IPv4Address | IPv6Address) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert why_not_public(address)


@pytest.mark.parametrize("public", ["93.184.216.34", "1.1.1.1", "192.0.1.1", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "2001:4860:4860::8888", "2a00:1450:4001::1"])  # fmt: skip
def test_the_rest_is_public(public: str) -> None:
    assert why_not_public(ip_address(public)) == ""


def test_one_address_of_a_name_that_is_not_public_is_enough_to_refuse_it(web: Web) -> None:
    policy = Policy(ports=frozenset({web.port}), look_up=lambda host, port: ["93.184.216.34", "10.0.0.1"])
    assert "10.0.0.1, which is not public (private)" in str(refused(web.url(host="press.example"), policy))


def test_the_connection_goes_to_the_address_that_was_checked(web: Web) -> None:
    """A name that answers well first and with a private address from then on (DNS rebinding) is asked once."""
    web.says("/", b"here")
    asked: list[str] = []

    def look_up(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    fetched = fetch(web.url(host="press.example"), web.policy(look_up=look_up))
    assert fetched.data == b"here"
    assert asked == ["press.example"]
    assert web.asked[0][1]["Host"] == f"press.example:{web.port}"
    assert "10.0.0.1" in str(refused(web.url(host="press.example"), web.policy(look_up=look_up)))


def test_an_address_that_does_not_answer_leaves_time_for_the_next(web: Web) -> None:
    web.says("/", b"here")
    policy = web.policy(look_up=lambda host, port: ["127.0.0.2", "127.0.0.3", "127.0.0.1"])
    assert fetch(web.url(host="press.example"), policy).data == b"here"


def test_a_name_that_nobody_has() -> None:
    def look_up(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    error = refused("http://nobody.example/", Policy(look_up=look_up))
    assert "no server named nobody.example" in str(error)
    assert not error.temporary


def test_nobody_listens(web: Web) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        error = refused(f"http://127.0.0.1:{port}/", web.policy(ports=frozenset({port})))
    assert error.temporary


# Certificates


def trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(CERTIFICATE)
    return context


def test_a_certificate_is_checked_for_the_name() -> None:
    with serving(tls=True) as web:
        web.says("/", b"here")
        here = web.policy(look_up=lambda host, port: ["127.0.0.1"])
        known = web.policy(look_up=here.look_up, trusted=trusting)
        assert fetch(web.url(host="press.example", scheme="https"), known).data == b"here"
        for host, policy in (("press.example", here), ("other.example", known), ("127.0.0.1", known)):
            error = refused(web.url(host=host, scheme="https"), policy)
            assert f"cannot prove that it is {host}" in str(error)
            assert not error.temporary


def test_what_was_encrypted_does_not_move_to_what_is_not(web: Web) -> None:
    with serving(tls=True) as safe:
        safe.says("/", status=302, location=web.url("/"))
        policy = safe.policy(
            look_up=lambda host, port: ["127.0.0.1"], trusted=trusting, ports=frozenset({web.port, safe.port})
        )
        assert "not encrypted" in str(refused(safe.url(host="press.example", scheme="https"), policy))
    assert web.asked == []


# Limits


def test_a_body_has_a_limit_to_the_byte(web: Web) -> None:
    web.says("/a", b"x" * 5_000)
    assert len(fetch(web.url("/a"), web.policy(max_bytes=5_000)).data) == 5_000
    error = refused(web.url("/a"), web.policy(max_bytes=4_999))
    assert "4,999 bytes (NUTGRAF_FETCH_BYTES)" in str(error)
    assert not error.temporary


def test_what_is_packed_is_counted_unpacked(web: Web) -> None:
    web.says("/a", gzip.compress(b"x" * 3_000) + gzip.compress(b"y" * 2_000), content_encoding="gzip")
    assert fetch(web.url("/a"), web.policy(max_bytes=5_000)).data == b"x" * 3_000 + b"y" * 2_000
    refused(web.url("/a"), web.policy(max_bytes=4_999))


def test_a_packed_bomb_is_not_unpacked(web: Web) -> None:
    web.says("/a", gzip.compress(b"\0" * 200_000_000, 9), content_encoding="gzip")
    began = time.process_time()
    assert "NUTGRAF_FETCH_BYTES" in str(refused(web.url("/a"), web.policy()))
    assert time.process_time() - began < 0.5


def test_a_body_that_was_cut_is_no_body(web: Web) -> None:
    web.says("/a", gzip.compress(b"x" * 3_000)[:-9], content_encoding="gzip")
    assert refused(web.url("/a"), web.policy()).temporary
    web.says("/b", b"not packed at all", content_encoding="gzip")
    refused(web.url("/b"), web.policy())
    web.says("/c", b"?", content_encoding="br")
    assert "nobody asked for" in str(refused(web.url("/c"), web.policy()))


def test_heads_have_a_limit_to_the_byte(web: Web) -> None:
    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)

    web.routes["/a"] = route
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: " + b"x" * 63_957 + b"\r\n\r\n"
    assert len(head) == 64_000
    assert fetch(web.url("/a"), web.policy()).data == b""
    head = head.replace(b"X: ", b"XY: ")
    assert "64,000 bytes before its text" in str(refused(web.url("/a"), web.policy()))
    head = b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100_000
    assert "64,000 bytes before its text" in str(refused(web.url("/a"), web.policy()))


def drip(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    for byte in data:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"])
def test_a_server_that_drips_is_cut_off(web: Web, head: bytes) -> None:
    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        drip(handler, b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000)

    web.routes["/a"] = route
    began = time.monotonic()
    error = refused(web.url("/a"), web.policy(seconds=0.5))
    assert time.monotonic() - began < 1.0
    assert error.temporary
    assert "0.5 seconds (NUTGRAF_FETCH_SECONDS)" in str(error)


def test_all_moves_share_one_deadline(web: Web) -> None:
    def route(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.2)
        answer(status=302, location="/a")(handler)

    web.routes["/a"] = route
    began = time.monotonic()
    assert "NUTGRAF_FETCH_SECONDS" in str(refused(web.url("/a"), web.policy(seconds=0.5)))
    assert time.monotonic() - began < 1.0


def test_a_look_up_that_hangs_is_cut_off() -> None:
    def look_up(host: str, port: int) -> list[str]:
        time.sleep(3)
        return ["93.184.216.34"]

    began = time.monotonic()
    assert refused("http://press.example/", Policy(seconds=0.3, look_up=look_up)).temporary
    assert time.monotonic() - began < 1.0


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nxx", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"HTTP/1.1 204 No Content\r\n\r\n", b"HTTP/1.1 101 Switching\r\n\r\n"])  # fmt: skip
def test_nonsense_is_an_error_and_nothing_else(web: Web, said: bytes) -> None:
    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(said)
        handler.close_connection = True

    web.routes["/a"] = route
    assert web.url("/a") in str(refused(web.url("/a"), web.policy()))
