"""Who may do what: every route × every caller × reading and writing. A route without a row fails."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.api import routes
from tests.api.matrix import KINDS, callers, path_of

ALL = ("author", "editor", "publisher", "administrator")
EDITORS = ALL[1:]
PUBLISHERS = ALL[2:]
ADMINISTRATOR = ALL[3:]
NOBODY: tuple[str, ...] = ()
Statuses = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Statuses in the order of KINDS."""

    get: Statuses
    post: Statuses


def anyone(status: int) -> Statuses:
    return (status,) * len(KINDS)


def desk(may: tuple[str, ...], status: int = 200, refused: int = 403) -> Statuses:
    """At the desk: who has no session is sent to the login, and a key is no session."""
    return (302, *(status if role in may else refused for role in ALL), 302, 302)


def reads(may: tuple[str, ...]) -> Row:
    return Row(desk(may), desk(may))


def verb(may: tuple[str, ...]) -> Row:
    """A button: done by POST alone, and answered with the page that it stood on."""
    return Row(desk(NOBODY, refused=405), desk(may, 302))


def model(name: str, view: tuple[str, ...], add: tuple[str, ...] = NOBODY, **more: Any) -> dict[str, Row]:
    """The desk's usual screens. `change`: who may; `saved`: how an empty form is answered. Nobody deletes."""
    screens = f"admin:{name}"
    return {
        f"{screens}_changelist": reads(view),
        f"{screens}_add": reads(add),
        f"{screens}_history": reads(view),
        f"{screens}_delete": reads(NOBODY),
        f"{screens}_change": Row(desk(view), desk(more.get("change", NOBODY), more.get("saved", 200))),
        f"admin/{name.replace('_', '/') if name.count('_') == 1 else more['path']}/<path:object_id>/": Row(
            anyone(302), anyone(302)
        ),
    }


READING = Row(anyone(200), anyone(405))
KEYLESS = (401, 401, 401, 401, 401, 403, 403)
"""What needs a key of another scope; which key may what is in test_drafts_api."""

TABLE: dict[str, Row] = {
    "home": READING,
    "briefing": READING,
    "edition": READING,
    "atom": READING,
    "rss": READING,
    "json-feed": READING,
    "topic-atom": READING,
    "topic-rss": READING,
    "topic-json": READING,
    "actor-atom": READING,
    "actor-rss": READING,
    "actor-json": READING,
    "outlet-atom": READING,
    "outlet-rss": READING,
    "outlet-json": READING,
    "sitemap": READING,
    "sitemap-month": READING,
    "sitemap-entries": READING,
    "robots": READING,
    "livez": READING,
    "readyz": Row(anyone(503), anyone(405)),
    "metrics": Row(anyone(404), anyone(405)),
    "changes": Row(anyone(404), anyone(405)),
    "source": READING,
    "search": READING,
    "about": READING,
    "principles": READING,
    "corrections": READING,
    "feeds": READING,
    "report-error": Row(anyone(200), anyone(422)),
    "report-error-thanks": READING,
    "security": Row(anyone(404), anyone(405)),
    "colours": READING,
    "actors": READING,
    "actor": READING,
    "topics": READING,
    "topic": READING,
    "outlets": READING,
    "outlet": READING,
    "archive": READING,
    "archive-month": READING,
    "api-actors": READING,
    "api-actor": READING,
    "api-actor-briefings": READING,
    "api-topics": READING,
    "api-topic-briefings": READING,
    "api-outlets": READING,
    "api-outlet-briefings": READING,
    "api-briefings": READING,
    "api-briefing": READING,
    "api-briefing-ninjs": READING,
    "api-briefing-jsonld": READING,
    "api-briefing-md": READING,
    "api-briefing-txt": READING,
    "api-edition-text": READING,
    "api-annotations": READING,
    "api-annotation": READING,
    "api-schema": READING,
    "api-root": READING,
    "api-sync": READING,
    "api-search": Row(anyone(400), anyone(405)),
    "api-docs": READING,
    "api-editions": READING,
    "api-edition": READING,
    "api-edition-md": READING,
    "api-edition-txt": READING,
    "api-sources": READING,
    "api-differences": READING,
    "api-interview": Row(anyone(404), anyone(405)),
    "api-stories": READING,
    "api-story": READING,
    "api-story-briefings": READING,
    "api-drafts": Row(KEYLESS, KEYLESS),
    "api-draft": Row(KEYLESS, KEYLESS),
    "api-draft-approve": Row(KEYLESS, KEYLESS),
    "api-draft-submit": Row(KEYLESS, KEYLESS),
    "api-draft-send-back": Row(KEYLESS, KEYLESS),
    "api-draft-schedule": Row(KEYLESS, KEYLESS),
    "api-draft-publish": Row(KEYLESS, KEYLESS),
    "api-draft-correct": Row(KEYLESS, KEYLESS),
    "api-draft-retract": Row(KEYLESS, KEYLESS),
    "api-articles": Row((401, 401, 401, 401, 401, 403, 405), (401, 401, 401, 401, 401, 403, 400)),
    "api-ingest-job": Row((401, 401, 401, 401, 401, 403, 404), (401, 401, 401, 401, 401, 403, 405)),
    "api-ingest-items": Row((401, 401, 401, 401, 401, 403, 404), (401, 401, 401, 401, 401, 403, 405)),
    "api-ingest-retry": Row((401, 401, 401, 401, 401, 403, 405), (401, 401, 401, 401, 401, 403, 404)),
    "admin:index": reads(ALL),
    "admin:login": Row((200, 302, 302, 302, 302, 200, 200), anyone(200)),
    "admin:logout": Row(desk(NOBODY, refused=405), desk(ALL)),
    "admin:password_change": reads(ALL),
    "admin:password_change_done": Row(desk(ALL), desk(NOBODY, refused=405)),
    "admin:autocomplete": Row(desk(NOBODY), desk(NOBODY, refused=405)),
    "admin:account": Row(desk(ALL), desk(NOBODY, refused=405)),
    "admin:second_step_set_up": reads(ALL),
    "admin:second_step_qr": Row(desk(ALL), desk(NOBODY, refused=405)),
    "admin:second_step_verify": Row(anyone(302), anyone(302)),
    "admin:second_step_codes": verb(ALL),
    "admin:second_step_download": verb(ALL),
    "admin:second_step_off": verb(ALL),
    "admin:sign_out": verb(ALL),
    "admin:accounts_user_act": verb(ADMINISTRATOR),
    "admin:jsi18n": Row(desk(ALL), desk(NOBODY, refused=405)),
    "admin:view_on_site": Row(desk(NOBODY, refused=404), desk(NOBODY, refused=404)),
    "admin:app_list": reads(ALL),
    "admin/(?P<url>.*)$": Row(desk(NOBODY, refused=404), desk(NOBODY, refused=404)),
    "admin:auth_user_password_change": reads(ADMINISTRATOR),
    "admin:sources_ingest": reads(ALL),
    "admin:sources_article_act": verb(EDITORS),
    "admin:sources_article_clean": verb(EDITORS),
    "admin:sources_article_give": verb(EDITORS),
    "admin:sources_compare": Row(desk(ALL), desk(EDITORS, 302)),
    "admin:sources_compare_with": reads(ALL),
    "admin:sources_ingestjob_progress": reads(ALL),
    "admin:sources_ingestjob_retry": verb(ALL),
    "admin:sources_feed_act": verb(EDITORS),
    "admin:sources_mentions": reads(ALL),
    "admin:sources_mentions_decide": verb(EDITORS),
    "admin:sources_actor_queue": reads(ALL),
    "admin:sources_actor_queue_decide": verb(EDITORS),
    "admin:sources_actor_decide": verb(EDITORS),
    "admin:sources_actor_import": reads(EDITORS),
    "admin:sources_actor_process_import": Row(desk(NOBODY, refused=405), desk(EDITORS)),
    "admin:sources_actor_export": reads(ALL),
    "admin:briefings_offer": Row(desk(ALL), desk(NOBODY, refused=405)),
    "admin:briefings_support": Row(desk(ALL), desk(NOBODY, refused=405)),
    "admin:briefings_as_typed": Row(desk(NOBODY, refused=405), desk(ALL)),
    "admin:briefings_keep": Row(desk(NOBODY, refused=405), desk(ALL)),
    "admin:briefings_marks": Row(desk(NOBODY, refused=405), desk(NOBODY)),
    "admin:briefings_report": Row(desk(ALL), desk(NOBODY, refused=405)),
    "admin:sources_interview_dispose": verb(EDITORS),
    "admin:sources_interview_edit": verb(EDITORS),
    "admin:briefings_interview_attach": verb(ALL),
    "admin:sources_story_decide": verb(EDITORS),
    "admin:briefings_late": verb(ALL),
    "admin:sources_inbox": reads(ALL),
    "admin:sources_inbox_decide": verb(EDITORS),
    "admin:sources_difference_add": verb(EDITORS),
    "admin:sources_difference_decide": verb(EDITORS),
    "admin:briefings_draft": verb(ALL),
    "admin:briefings_expunge": reads(ADMINISTRATOR),
    "admin:briefings_do": verb(ALL),
    "admin:briefings_preview": reads(ALL),
    "admin:briefings_correct": reads(PUBLISHERS),
    "admin:briefings_correction": Row(desk(ALL, 302), desk(ALL, 302)),  # none waits: back to the draft
    "admin:briefings_versions": Row(desk(ALL), desk(NOBODY, refused=405)),
    "admin:operation_try": verb(PUBLISHERS),
    "admin:operation_do": verb(PUBLISHERS),
    **model("operation_periodic", PUBLISHERS),
    **model("accounts_user", ADMINISTRATOR, ADMINISTRATOR, change=ADMINISTRATOR),
    **model("auth_group", ADMINISTRATOR),
    **model("axes_accessattempt", ADMINISTRATOR),
    **model("accounts_apikey", ADMINISTRATOR, ADMINISTRATOR),
    **model("accounts_act", ADMINISTRATOR),
    **model("sources_outlet", ALL, EDITORS, change=EDITORS),
    **model("sources_ingestjob", ALL),
    **model("sources_feed", ALL, EDITORS, change=EDITORS),
    **model("sources_sourcearticle", ALL, change=EDITORS, saved=302),
    **model("sources_interview", ALL, EDITORS, change=EDITORS, saved=302),
    **model("sources_expert", ALL, EDITORS, change=EDITORS),
    **model("sources_actor", ALL, EDITORS, change=EDITORS),
    **model("sources_story", ALL, change=EDITORS),
    **model("briefings_briefing", ALL, ALL, change=ALL),
    **model("briefings_edition", ALL),
    **model("briefings_errorreport", ALL, change=EDITORS, saved=302),
    **model("briefings_standingpage", ALL, EDITORS, change=EDITORS),
    **model("briefings_webhook", ADMINISTRATOR, ADMINISTRATOR, change=ADMINISTRATOR),
    **model("briefings_delivery", ADMINISTRATOR),
    "admin:briefings_webhook_act": verb(ADMINISTRATOR),
    "admin:briefings_delivery_replay": verb(ADMINISTRATOR),
    **model("django_tasks_database_dbtaskresult", NOBODY, path="django_tasks_database/dbtaskresult"),
}

VERBS = {
    "submit": ALL,
    "approve": EDITORS,
    "accept-proposed": ALL,
    "reject-proposed": ALL,
    "restore": ALL,
    "comment": ALL,
    "reply": ALL,
    "resolve": ALL,
    "reopen": ALL,
    "send-back": ALL,
    "publish": PUBLISHERS,
    "schedule": PUBLISHERS,
    "retract": PUBLISHERS,
    "announce": PUBLISHERS,
    "end-notice": PUBLISHERS,
    "rule": NOBODY,
}


def test_every_route_has_its_row() -> None:
    assert routes.unlisted(TABLE) == set()
    assert routes.listed_in_vain(TABLE) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_row_holds(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statuses alone, so nothing is drawn; the next test draws every page."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    world, who = routes.world(), callers()
    wrong = []
    for route in routes.routes():
        path = path_of(route, world)
        found = tuple(who[kind].status(method, path) for kind in KINDS)
        if found != getattr(TABLE[route.name], method):
            wrong.append((route.name, found, getattr(TABLE[route.name], method)))
    assert wrong == []


@pytest.mark.django_db
def test_every_page_that_may_be_opened_is_drawn() -> None:
    world = routes.world()
    administrator = callers()["administrator"]
    wrong = []
    for route in routes.routes():
        status = administrator.status("get", path_of(route, world))
        if status != TABLE[route.name].get[KINDS.index("administrator")]:
            wrong.append((route.name, status))
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", VERBS)
def test_each_verb_on_a_briefing_asks_for_its_own_right(name: str) -> None:
    briefing, who = factories.ready(), callers()
    path = reverse("admin:briefings_do", args=[briefing.pk, name])
    assert tuple(who[kind].status("post", path) for kind in KINDS) == desk(VERBS[name], 302)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_change_nothing_anywhere_public(method: str) -> None:
    world, who = routes.world(), callers()
    public = [route for route in routes.routes() if not route.pattern.startswith("admin/")]
    found = {
        who[kind].status(method, path_of(route, world)) for route in public for kind in ("anonymous", "ingest key")
    }
    assert found <= {401, 403, 405}


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.person("publisher"))
    briefing = factories.ready()
    for path in (reverse("admin:briefings_do", args=[briefing.pk, "publish"]), reverse("admin:sources_ingest")):
        assert client.post(path, {"text": "x"}).status_code == 403
    briefing.refresh_from_db()
    assert briefing.status == "draft"


@pytest.mark.django_db
def test_someone_without_the_desks_flag_stays_outside() -> None:
    client = Client()
    client.force_login(factories.person())
    assert client.get(reverse("admin:index")).status_code == 302
    deactivated = factories.person("administrator", is_active=False)
    client.force_login(deactivated)
    assert client.get(reverse("admin:index")).status_code == 302
