"""Which addresses are never asked: odd spellings, other ports, and whatever is not public."""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_network

import httpx

from sources.fetch.types import BY_HAND, OPEN_PORTS, FetchError, Network

LONGEST_URL = 2_000
UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\x9f\s\\]")
HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*|[0-9a-f:.]*:[0-9a-f:.]*")

# The IANA registries of special-purpose addresses (RFC 6890), whole, also those entries that are globally reachable:
# no report comes from there. Of IPv6 only 2000::/3 is handed out as global unicast (RFC 4291); the last three rows are
# all the rest. Forms that hold an IPv4 address (mapped, NAT64, 6to4, Teredo) are refused whatever they hold.
NOT_PUBLIC = {
    ip_network(net): words
    for net, words in {
        "0.0.0.0/8": "this network",
        "10.0.0.0/8": "private",
        "100.64.0.0/10": "shared by a provider",
        "127.0.0.0/8": "this machine",
        "169.254.0.0/16": "link-local",
        "172.16.0.0/12": "private",
        "192.0.0.0/24": "protocol assignments",
        "192.0.2.0/24": "documentation",
        "192.31.196.0/24": "AS112",
        "192.52.193.0/24": "AMT",
        "192.88.99.0/24": "6to4 relay",
        "192.168.0.0/16": "private",
        "192.175.48.0/24": "AS112",
        "198.18.0.0/15": "benchmarking",
        "198.51.100.0/24": "documentation",
        "203.0.113.0/24": "documentation",
        "224.0.0.0/4": "multicast",
        "240.0.0.0/4": "reserved",
        "::/128": "unspecified",
        "::1/128": "this machine",
        "::ffff:0:0/96": "IPv4 in IPv6",
        "64:ff9b::/96": "NAT64",
        "64:ff9b:1::/48": "NAT64",
        "100::/64": "discarded",
        "100:0:0:1::/64": "dummy",
        "2001::/23": "protocol assignments: Teredo, benchmarking, AMT, ORCHID and others",
        "2001:db8::/32": "documentation",
        "2002::/16": "6to4",
        "2620:4f:8000::/48": "AS112",
        "3fff::/20": "documentation",
        "5f00::/16": "segment routing",
        "fc00::/7": "private",
        "fe80::/10": "link-local",
        "fec0::/10": "site-local",
        "ff00::/8": "multicast",
        "::/3": "not handed out",
        "4000::/2": "not handed out",
        "8000::/1": "not handed out",
    }.items()
}


def checked_url(url: str, ports: Iterable[int] = OPEN_PORTS) -> httpx.URL:
    """The address in its one form (IDNA, no fragment). Raises FetchError for one that is never fetched."""
    if len(url) > LONGEST_URL or UNPRINTABLE.search(url):
        raise FetchError(f"{short(url)} is no web address: it is too long, or has spaces or control characters in it.")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"{short(url)} is no web address: {error}.") from None
    if parsed.scheme not in ("http", "https"):
        raise FetchError(f"{short(url)} does not begin with http:// or https://; only those are fetched.")
    if parsed.userinfo:
        raise FetchError("The address has a user name or a password in it; give it without.")
    host = parsed.raw_host.decode("ascii").removesuffix(".")
    if not HOST.fullmatch(host):
        raise FetchError(f"{short(url)} names no server.")
    if port_of(parsed) not in ports:
        open_to_us = ", ".join(map(str, sorted(ports)))
        raise FetchError(f"{short(url)} asks for port {port_of(parsed)}; open to us are: {open_to_us}. {BY_HAND}")
    return parsed.copy_with(host=host, fragment=None)


def short(url: str) -> str:
    return repr(url)[1:-1][:200]


def port_of(url: httpx.URL) -> int:
    return {"http": 80, "https": 443}[url.scheme] if url.port is None else url.port


def why_not_public(address: IPv4Address | IPv6Address, also_allowed: Iterable[Network] = ()) -> str:
    """What an address is instead of public; empty if it may be reached."""
    if any(address in net for net in also_allowed):
        return ""
    return next((words for net, words in NOT_PUBLIC.items() if address in net), "")
