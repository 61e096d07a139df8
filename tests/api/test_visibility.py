"""No door shows what is not public: every route × drafts, in review, scheduled, embargoed, retracted. New routes fail."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from briefings import anchoring
from briefings.models import Briefing, Comment
from briefings.publishing import retract
from sources.models import Actor, SourceArticle
from tests import factories
from tests.api import routes
from tests.api.matrix import path_of
from tests.factories import HOUR, LIGHTHOUSE_QUOTE

pytestmark = pytest.mark.django_db

QUERIES = ("", "?preview=1&draft=1&status=draft&edition=1&format=json", "?before=999999&q=canary")
OPEN, CLOSED = "open", "closed"
"""Open: public content is served to anyone. Closed: the anonymous get a login or an error, whatever is named."""

TABLE = dict.fromkeys(
    [
        "home", "briefing", "edition", "atom", "api-briefings", "api-briefing", "api-schema", "admin:login", "actors",
        "actor", "topics", "topic", "outlets", "outlet", "archive", "archive-month", "api-actors", "api-actor",
        "api-actor-briefings", "api-topics", "api-topic-briefings", "api-outlets", "api-outlet-briefings",
        "rss", "json-feed", "topic-atom", "topic-rss", "topic-json", "actor-atom", "actor-rss", "actor-json",
        "outlet-atom", "outlet-rss", "outlet-json", "sitemap", "sitemap-month", "sitemap-entries", "robots",
        "livez", "readyz", "metrics",
        "api-briefing-ninjs", "api-briefing-jsonld", "api-briefing-md", "api-briefing-txt", "api-edition-text",
        "api-annotations", "api-annotation",
        "api-root", "api-sync", "api-search", "api-docs", "api-editions", "api-edition", "api-edition-md", "api-edition-txt",
        "api-sources", "api-differences", "api-interview", "api-stories", "api-story", "api-story-briefings",
        "changes", "source", "search", "about", "principles", "corrections", "feeds", "report-error",
        "report-error-thanks", "security", "colours",
    ],
    OPEN,
) | dict.fromkeys(
    [
        "api-drafts", "api-draft", "api-draft-submit", "api-draft-approve", "api-draft-send-back", "api-draft-schedule", "api-draft-publish",
        "api-draft-correct", "api-draft-retract",
        "api-articles", "admin:index", "admin:logout", "admin:password_change", "admin:account",
        "admin:second_step_set_up", "admin:second_step_qr", "admin:second_step_verify", "admin:second_step_codes",
        "admin:second_step_download", "admin:second_step_off", "admin:sign_out", "admin:accounts_user_act",
        "admin:password_change_done",
        "admin:autocomplete", "admin:jsi18n", "admin:view_on_site", "admin:app_list", "admin/(?P<url>.*)$",
        "admin:auth_user_password_change", "admin:sources_ingest", "admin:sources_article_act",
        "admin:sources_article_clean", "admin:sources_article_give", "admin:briefings_offer", "admin:briefings_support",
        "admin:sources_compare", "admin:sources_compare_with",
        "admin:sources_ingestjob_progress", "admin:sources_ingestjob_retry", "admin:sources_feed_act",
        "admin:sources_actor_import", "admin:sources_actor_process_import", "admin:sources_actor_export",
        "admin:sources_mentions", "admin:sources_mentions_decide", "admin:sources_actor_queue",
        "admin:sources_actor_queue_decide", "admin:sources_actor_decide",
        "api-ingest-job", "api-ingest-items", "api-ingest-retry", "admin:sources_interview_dispose",
        "admin:sources_interview_edit", "admin:briefings_interview_attach",
        "admin:sources_story_decide", "admin:briefings_late",
        "admin:sources_inbox", "admin:sources_inbox_decide", "admin:sources_difference_add", "admin:sources_difference_decide", "admin:briefings_draft",
        "admin:briefings_do", "admin:briefings_preview", "admin:briefings_versions", "admin:briefings_correct", "admin:briefings_correction", "admin:briefings_as_typed", "admin:briefings_keep",
        "admin:briefings_marks", "admin:briefings_report", "admin:operation_try", "admin:operation_do", "admin:briefings_webhook_act",
        "admin:briefings_delivery_replay", "admin:briefings_expunge",
    ],
    CLOSED,
)  # fmt: skip
for _app, _model in [
    ("accounts", "user"), ("auth", "group"), ("axes", "accessattempt"), ("accounts", "apikey"), ("accounts", "act"), ("sources", "outlet"),
    ("sources", "ingestjob"), ("sources", "feed"), ("sources", "sourcearticle"), ("sources", "interview"), ("sources", "expert"), ("sources", "actor"),
    ("sources", "story"), ("briefings", "briefing"), ("briefings", "edition"), ("briefings", "errorreport"),
    ("briefings", "standingpage"), ("operation", "periodic"), ("briefings", "webhook"), ("briefings", "delivery"),
    ("django_tasks_database", "dbtaskresult"),
]:  # fmt: skip
    for _screen in ("changelist", "add", "history", "delete", "change"):
        TABLE[f"admin:{_app}_{_model}_{_screen}"] = CLOSED
    TABLE[f"admin/{_app}/{_model}/<path:object_id>/"] = CLOSED


def canary(state: str, **values: Any) -> Briefing:
    """A briefing whose every part holds a canary, from a report that holds one as well."""
    word = f"canary-{state}"
    source = factories.article(
        f"Report {word}\n\nThe {word} sang that {LIGHTHOUSE_QUOTE} on the island of Stora Skar on Monday evening.\n",
        outlet=f"Outlet {word}",
    )
    briefing = factories.ready(
        source, headline=f"Headline {word}", slug=f"slug-of-{state}", standfirst=f"Standfirst {word}",
        body=f"Body {word}. And more.", topics=[f"Topic {word}"], not_known=f"Unknown {word}", **values,
    )  # fmt: skip
    briefing.key_points.update(text=f"Point {word}")
    factories.mark(briefing, "more", note=f"Note {word}")
    selected = anchoring.select(factories.plain(briefing), 0, 4)
    Comment.objects.start(briefing, f"Comment {word}", selected, by=factories.person("editor")).reply(
        f"Reply {word}", by=factories.person("author")
    )
    actor = Actor.objects.create(name=f"Actor {word}", kind="person", note=f"Card {word}")
    factories.mark(briefing, "And", kind="actor", actor=actor, note="")
    return briefing


def looked_up(briefing: Briefing) -> dict[str, Any]:
    """Where a canary's actor, topic and outlet are found once it is public."""
    word = briefing.slug.replace("slug-of-", "canary-")
    slugs = {f"{kind}s slug": f"{kind}-{word}" for kind in ("actor", "topic", "outlet")}
    mark = briefing.annotations.earliest("pk").dom_id
    slugs["reports uid"] = briefing.reports()[0].uid
    uids = {"actors uid": Actor.objects.get(name=f"Actor {word}").uid, "drafts uid": briefing.uid}
    uids |= {"stories uid": briefing.story.uid} if briefing.story else {}
    return slugs | uids | {"annotation": mark}


def states() -> dict[str, Briefing]:
    """One briefing in each state, each but the retracted one as it was never public."""
    editor, publisher = factories.person("editor"), factories.person("publisher")
    found = {name: canary(name) for name in ("draft", "review", "scheduled", "overdue", "retracted", "redrafted")}
    found["embargoed"] = canary("embargoed", embargo_until=timezone.now() + HOUR)
    found["review"].submit(by=editor)
    found["scheduled"].schedule(timezone.now() + HOUR, by=publisher)
    found["overdue"].schedule(timezone.now() - HOUR, by=publisher)
    factories.published(found["retracted"], by=publisher)
    retract(found["retracted"], reason="It was made up.", by=publisher, at=timezone.now())
    return found


def allowed(state: str, text: str) -> str:
    """What may be seen of a state's words: of a retracted briefing its headline and address, of others nothing."""
    if state == "retracted":
        text = text.replace("Headline canary-retracted", "")
    return text


def worlds(world: dict[str, Any], briefings: dict[str, Briefing]) -> list[dict[str, Any]]:
    """The world, and the world with each of the briefings, and its report, story and edition, in it."""
    found = [world]
    for briefing in briefings.values():
        edition = briefing.editions.first()
        here = {"briefings_briefing": briefing.pk, "sources_sourcearticle": briefing.reports()[0].pk}
        here |= {"sources_story": briefing.story_id, "slug": briefing.slug} | looked_up(briefing)
        here |= {"briefings_edition": edition.pk} if edition else {}
        found.append(world | here)
    return found


def paths(route: routes.Route, worlds: list[dict[str, Any]]) -> list[str]:
    return sorted({path_of(route, world) for world in worlds})


def test_every_route_is_listed() -> None:
    assert routes.unlisted(TABLE) == set()
    assert routes.listed_in_vain(TABLE) == set()


def test_no_canary_is_seen_through_any_door(client: Client) -> None:
    briefings = states()
    everywhere = worlds(routes.world(), briefings)
    client.raise_request_exception = False
    seen = []
    for route in routes.routes():
        for path in paths(route, everywhere):
            for query in QUERIES if TABLE[route.name] == OPEN else QUERIES[:1]:
                answer = client.get(path + query)
                text = answer.content.decode() + str(answer.headers)
                seen += [(path, s) for s in briefings if f"canary-{s}" in allowed(s, text).replace(path, "")]
                if TABLE[route.name] == CLOSED:
                    assert answer.status_code in (301, 302, 401, 404, 405), (path, answer.status_code)
    assert seen == []


def test_a_public_one_is_seen_through_every_open_door(client: Client) -> None:
    """Else the test above would pass on a site that shows nothing."""
    briefing = canary("public")
    factories.published(briefing)
    world = routes.world() | {"slug": briefing.slug} | looked_up(briefing)
    blind = {"api-schema", "admin:login", "archive", "sitemap", "sitemap-month", "robots"}
    blind |= {
        "api-root",
        "api-docs",
        "api-search",
        "api-interview",
        "api-differences",
        "api-editions",
    }  # of no briefing, or it has none
    blind |= {"changes", "search", "about", "principles", "corrections", "feeds", "report-error"}
    blind |= {"report-error-thanks", "security", "colours", "livez", "readyz", "metrics"}
    for route in routes.routes():
        if TABLE[route.name] == OPEN and route.name not in blind:
            assert "canary-public" in client.get(path_of(route, world)).content.decode(), route


def test_someone_without_a_role_sees_no_more(client: Client) -> None:
    briefings = states()
    everywhere = worlds(routes.world(), briefings)
    client.force_login(factories.person())
    about = [route for route in routes.routes() if TABLE[route.name] == OPEN or "briefing" in route.pattern]
    for route in about:
        for path in paths(route, everywhere):
            text = client.get(path).content.decode()
            assert not [s for s in briefings if f"canary-{s}" in allowed(s, text).replace(path, "")], path


def test_of_a_corrected_briefing_the_draft_alone_is_hidden(client: Client) -> None:
    briefing = factories.published(canary("public")).briefing
    briefing = Briefing.objects.get(pk=briefing.pk)
    briefing.body += "\n\nThe canary-of-tomorrow."
    factories.save(briefing)
    world = routes.world() | {"slug": briefing.slug, "briefings_briefing": briefing.pk}
    for route in routes.routes():
        assert "canary-of-tomorrow" not in client.get(path_of(route, world)).content.decode(), route


def test_what_the_desk_says_among_itself_is_in_nothing_that_goes_out(client: Client) -> None:
    briefing = factories.ready(headline="Public, all of it", slug="public-all-of-it")
    desk = factories.person("editor")
    selected = anchoring.select(factories.plain(briefing), 0, 8)
    Comment.objects.start(briefing, "The canary-of-the-desk.", selected, by=desk).reply("A canary-reply.", by=desk)
    edition = factories.published(briefing)
    kept = [bytes(edition.document), *(bytes(row.content) for row in edition.renditions.all())]
    assert not [shape for shape in kept if b"canary" in shape or b"comment-label" in shape]
    world = routes.world() | {"slug": briefing.slug, "briefings_briefing": briefing.pk}
    for route in routes.routes():
        assert "canary-" not in client.get(path_of(route, world)).content.decode(), route


def test_the_text_of_a_report_is_seen_only_where_it_is_quoted(client: Client) -> None:
    source: SourceArticle = factories.article(factories.LIGHTHOUSE + "\nThe canary-of-the-raw-text sang.\n")
    briefing = factories.published(factories.ready(source)).briefing
    world = routes.world() | {"slug": briefing.slug, "sources_sourcearticle": source.pk}
    for route in routes.routes():
        assert "canary-of-the-raw-text" not in client.get(path_of(route, world)).content.decode(), route
