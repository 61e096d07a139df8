"""Every kind of answer of a production server refuses in its headers all that neither site needs."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from briefings import views
from briefings.publishing import retract
from tests import factories
from tests.operation.observatory import directives, modifiers, score
from tests.operation.production import Answer, Server

ENOUGH = 130


def log_in(server: Server, role: str) -> str:
    """The cookies of a session at the desk."""
    form = server.ask("/admin/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)
    assert token
    cookies = "; ".join(cookie.split(";")[0] for cookie in form.cookies)
    body = f"csrfmiddlewaretoken={token[1]}&username={role}&password={server.installation.passwords[role]}"
    sent = {"Cookie": cookies, "Content_Type": "application/x-www-form-urlencoded", "Referer": "https://news.example/"}
    answer = server.ask("/admin/login/?next=/admin/", "POST", body, **sent)
    assert answer.status == 302, answer.text[:500]
    return "; ".join(cookie.split(";")[0] for cookie in answer.cookies)


@pytest.fixture(scope="module")
def kinds(production: Server) -> dict[str, Answer]:
    """One answer of each kind, by its words, with the status that it must have."""
    home = production.ask("/")
    briefings = re.findall(r'href="(/briefings/[^"/]+/)"', home.text)
    style = re.search(r'href="(/static/[^"]+\.css)"', home.text)
    assert briefings
    assert style
    desk = log_in(production, "administrator")
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    return {
        "200 home": home,
        "200 briefing": production.ask(briefings[0]),
        "200 briefing, compressed": production.ask(briefings[0], Accept_Encoding="gzip"),
        "304 briefing": production.ask(briefings[0], If_None_Match=production.ask(briefings[0]).headers["etag"]),
        "200 edition": production.ask(f"{briefings[0]}editions/1/"),
        "404 page": production.ask("/nothing/here/"),
        "400 host": production.ask("/", Host="elsewhere.example"),
        "403 form": production.ask("/admin/login/", "POST", "username=x", **form),
        "403 method": production.ask("/", "DELETE"),
        "413 form": production.ask("/admin/login/", "POST", "", Content_Length="999999999"),
        "302 desk": production.ask("/admin/"),
        "200 list in JSON": production.ask("/api/v1/briefings/"),
        "200 list for another site": production.ask("/api/v1/briefings/", Origin="https://other.example"),
        "200 preflight": production.ask(
            "/api/v1/briefings/", "OPTIONS", Origin="https://other.example", Access_Control_Request_Method="GET"
        ),
        "404 problem": production.ask("/api/v1/briefings/nothing/"),
        "401 problem": production.ask("/api/v1/articles/", "POST", "{}"),
        "200 documentation": production.ask("/api/v1/docs/"),
        "200 feed": production.ask("/feeds/atom.xml"),
        "200 sitemap": production.ask("/sitemap.xml"),
        "200 robots": production.ask("/robots.txt"),
        "200 security": production.ask("/.well-known/security.txt"),
        "200 static": production.ask(style[1]),
        "404 static": production.ask("/static/nothing.css"),
        "200 livez": production.ask("/livez"),
        "404 metrics": production.ask("/metrics"),
        "200 log-in": production.ask("/admin/login/"),
        "200 desk's index": production.ask("/admin/", Cookie=desk),
        "200 desk's list": production.ask("/admin/briefings/briefing/", Cookie=desk),
        "404 desk": production.ask("/admin/nothing/here/", Cookie=desk),
    }


def test_every_kind_of_answer_is_scored_as_well_as_can_be(kinds: dict[str, Answer]) -> None:
    scored = {words: (answer.status, score(answer)) for words, answer in kinds.items()}
    wrong = {
        words: (got, modifiers(kinds[words]))
        for words, got in scored.items()
        if got[0] != int(words[:3]) or got[1] < ENOUGH
    }
    assert wrong == {}


def test_every_kind_of_answer_says_the_rest(kinds: dict[str, Answer]) -> None:
    for words, answer in kinds.items():
        assert answer.headers["cross-origin-opener-policy"] == "same-origin", words
        assert answer.headers["x-frame-options"] == "DENY", words
        assert "camera=()" in answer.headers["permissions-policy"], words
        assert "preload" in answer.headers["strict-transport-security"], words
        assert len(answer.headers["x-request-id"]) >= 8, words


def test_the_policy_lets_in_the_own_origin_alone(kinds: dict[str, Answer]) -> None:
    """The documentation's viewer draws its own small pictures, as `data:`; no other page may."""
    for words, answer in kinds.items():
        said = directives(answer)
        assert said["default-src"] == ["'none'"], words
        sources = {value for name, values in said.items() if name.endswith("-src") for value in values}
        drawn = {"data:"} if "documentation" in words else set()
        assert sources == {"'none'", "'self'"} | drawn, words
        public = not re.search(r"desk|log-in|documentation|form", words)
        assert ("require-trusted-types-for" in said) == public, words


def test_the_score_falls_with_each_header_that_goes(kinds: dict[str, Answer]) -> None:
    """The measure measures: nothing above holds by itself."""
    whole = kinds["200 home"]
    for name in (
        "content-security-policy",
        "cross-origin-resource-policy",
        "referrer-policy",
        "strict-transport-security",
        "x-content-type-options",
    ):
        less = Answer(200, {k: v for k, v in whole.headers.items() if k != name}, whole.text)
        assert score(less) < score(whole), name
    said = {**whole.headers, "content-security-policy": "default-src 'self' 'unsafe-inline'"}
    assert score(Answer(200, said, whole.text)) < 90


def test_other_sites_may_read_by_cors_what_programs_are_given(kinds: dict[str, Answer]) -> None:
    assert kinds["200 list for another site"].headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in kinds["200 static"].headers


def as_answer(response: HttpResponse) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, response.content.decode())


@pytest.mark.django_db
def test_a_retraction_and_a_fault_say_as_much(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000  # type: ignore[attr-defined]
    client, briefing = Client(raise_request_exception=False), factories.ready(slug="withdrawn")
    edition = factories.published(briefing)
    retract(briefing, reason="It was made up.", by=edition.published_by, at=timezone.now())
    retracted = as_answer(client.get("/briefings/withdrawn/", secure=True))
    monkeypatch.setattr(views, "listing", None)
    fault = as_answer(client.get("/", secure=True))
    assert [(one.status, score(one) >= ENOUGH) for one in (retracted, fault)] == [(200, True), (500, True)]
    assert "require-trusted-types-for" in directives(fault)
