"""The score of one answer by the rules of the MDN HTTP Observatory.

Source: github.com/mdn/mdn-http-observatory, src/grader/charts.js (its table of modifiers) and src/analyzer/tests. An
answer begins with 100; what it lacks is taken off, and only from 90 on is what it has beyond that added. Left out is
what one answer cannot show: the preload list (+5) and the redirection from http.
"""

import re

from tests.operation.production import Answer

PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
SIX_MONTHS = 15_768_000
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "data:", "http:", "https:", "blob:", "*")


def score(answer: Answer) -> int:
    found = modifiers(answer)
    fined = 100 + sum(value for value in found.values() if value < 0)
    return fined + sum(value for value in found.values() if value > 0) if fined >= 90 else fined


def modifiers(answer: Answer) -> dict[str, int]:
    return {
        "content-security-policy": _policy(directives(answer)),
        "cookies": _cookies(answer),
        "cross-origin-resource-sharing": _sharing(answer),
        "cross-origin-resource-policy": _resource(answer),
        "referrer-policy": _referrer(answer),
        "strict-transport-security": _transport(answer),
        "subresource-integrity": _integrity(answer),
        "x-content-type-options": 0 if answer.headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": _framing(answer),
    }


def directives(answer: Answer) -> dict[str, list[str]]:
    parts = [part.split() for part in answer.headers.get("content-security-policy", "").split(";") if part.strip()]
    return {name: values for name, *values in parts}


def _policy(said: dict[str, list[str]]) -> int:
    if not said:
        return -25
    fallback = said.get("default-src", ["*"])
    active = [said.get(name, fallback) for name in ("script-src", "object-src")]
    if any(value in UNSAFE for values in active for value in values):
        return -20
    if any(value in UNSAFE for value in said.get("style-src", fallback)):
        return 0
    closed = fallback == ["'none'"] and said.get("form-action") in (["'none'"], ["'self'"])
    return 10 if closed and said.get("base-uri") in (["'none'"], ["'self'"]) else 5


def _cookies(answer: Answer) -> int:
    if not answer.cookies:
        return 0
    flags = [{part.strip().lower() for part in cookie.split(";")} for cookie in answer.cookies]
    if not all("secure" in one for one in flags):
        return -20
    session = [one for cookie, one in zip(answer.cookies, flags, strict=True) if "session" in cookie.split("=")[0]]
    if not all("httponly" in one for one in session):
        return -30
    return 5 if all(one & {"samesite=lax", "samesite=strict"} for one in flags) else 0


def _sharing(answer: Answer) -> int:
    return -50 if answer.headers.get("access-control-allow-credentials") == "true" else 0


def _resource(answer: Answer) -> int:
    said = answer.headers.get("cross-origin-resource-policy")
    return {None: 0, "cross-origin": 0, "same-origin": 10, "same-site": 10}.get(said, -5)


def _referrer(answer: Answer) -> int:
    said = answer.headers.get("referrer-policy")
    return 0 if said is None else 5 if said in PRIVATE else -5


def _transport(answer: Answer) -> int:
    age = re.search(r"max-age=(\d+)", answer.headers.get("strict-transport-security", ""))
    return -20 if age is None else 0 if int(age[1]) >= SIX_MONTHS else -10


def _integrity(answer: Answer) -> int:
    """Scripts of the own origin alone cost nothing, and bring nothing without hashes."""
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return 0
    sources = re.findall(r"<script[^>]*\ssrc=[\"']([^\"']+)", answer.text)
    return 0 if all(source.startswith("/") and not source.startswith("//") for source in sources) else -50


def _framing(answer: Answer) -> int:
    if "frame-ancestors" in directives(answer):
        return 5
    return 0 if answer.headers.get("x-frame-options", "").upper() in ("DENY", "SAMEORIGIN") else -20
