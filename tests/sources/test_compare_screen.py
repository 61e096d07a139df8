"""Two reports side by side: what the screen says of them, and what an editor decides from there."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Act, User
from sources.admin import aligned
from sources.models import Decision, SourceArticle
from tests import factories
from tests.factories import LIGHTHOUSE, ORCHARD

pytestmark = pytest.mark.django_db

EDITED = LIGHTHOUSE.replace("Thursday evening", "Friday evening").replace("310,000", "410,000")


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


@pytest.fixture
def client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def original() -> SourceArticle:
    return factories.article(LIGHTHOUSE, outlet="Vessen Gazette", published=date(2026, 10, 3))


@pytest.fixture
def copied(original: SourceArticle) -> SourceArticle:
    source = factories.article(EDITED, outlet="Island Post", published=date(2026, 10, 4), credited_to="Vessen Gazette")
    assert source.copy_of == original
    return source


@pytest.fixture
def orchard() -> SourceArticle:
    return factories.article(ORCHARD, outlet="Lindau Courier")


def path(one: SourceArticle, other: SourceArticle, query: str = "") -> str:
    return reverse("admin:sources_compare", args=[one.pk, other.pk]) + query


def shown(client: Client, one: SourceArticle, other: SourceArticle, query: str = "") -> Any:
    answer = client.get(path(one, other, query))
    assert answer.status_code == 200
    return answer


def facts(answer: Any) -> dict[str, Any]:
    return {fact.label: fact for fact in answer.context["facts"]}


def say(client: Client, one: SourceArticle, other: SourceArticle, verb: str, **more: str) -> HttpResponse:
    answer = client.post(path(one, other), {"verb": verb, **more}, follow=True)
    assert answer.status_code == 200
    return answer


def fresh(source: SourceArticle) -> SourceArticle:
    return SourceArticle.objects.for_page().get(pk=source.pk)


# What it says of them


def test_the_earlier_stands_left_whichever_was_asked_for(client: Client, original: Any, copied: Any) -> None:
    for answer in (shown(client, original, copied), shown(client, copied, original)):
        outlets = facts(answer)["Outlet"]
        assert (outlets.earlier, outlets.later) == ("Vessen Gazette", "Island Post")
        assert "<del>Thursday</del>" in answer.text
        assert "<ins>Friday</ins>" in answer.text


def test_facts_are_lined_up_and_say_how_they_differ(client: Client, original: Any, copied: Any) -> None:
    found = facts(shown(client, copied, original))
    assert (found["Outlet"].note, found["Outlet"].differs) == ("differs", True)
    assert (found["Headline"].note, found["Headline"].differs) == ("the same", False)
    assert (found["Credits"].note, found["Credits"].earlier) == ("later only", "")
    assert found["Date"].note == "1 day apart"
    assert found["Language"].earlier == "English"
    assert "Address" not in found


def test_a_missing_date_is_told(client: Client, original: Any) -> None:
    undated = [factories.article(f"A storm\n\nThe storm took {n} roofs.\n\nNobody was hurt in it.\n") for n in (4, 71)]
    assert facts(shown(client, *undated))["Date"].note == "both are undated"
    assert facts(shown(client, undated[0], original))["Date"].note == "one is undated"


def test_the_verdict_that_was_kept_is_shown_with_its_reasons(client: Client, original: Any, copied: Any) -> None:
    kept = Decision.objects.get(earlier=original, later=copied)
    verdict = shown(client, copied, original).context["verdict"]
    assert (verdict.kind, verdict.who, verdict.score) == ("near copy", "the machine", kept.score)
    assert list(verdict.reasons) == kept.reasons


def test_two_that_nobody_decided_on_are_compared_now(client: Client, original: Any, orchard: Any) -> None:
    answer = shown(client, orchard, original)
    assert not Decision.objects.exists()
    assert answer.context["verdict"].kind == "distinct"
    assert answer.context["verdict"].who == ""
    assert "Nobody has decided on these two" in answer.text
    assert "different stories" in answer.text
    assert answer.context["texts"].differing == 1


def test_equal_texts_differ_nowhere(client: Client, original: Any) -> None:
    twin = factories.article(LIGHTHOUSE, outlet="Harbour Herald")
    answer = shown(client, twin, original)
    assert answer.context["verdict"].kind == "exact copy"
    assert "no word differs" in answer.text


def test_long_texts_come_in_pages(client: Client, original: Any, copied: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aligned, "ROWS_A_PAGE", 1)
    first = shown(client, copied, original)
    second = shown(client, copied, original, "?page=2")
    assert first.context["texts"].page.paginator.num_pages == 3
    assert [len(answer.context["texts"].blocks) for answer in (first, second)] == [1, 1]
    assert "Page 2 of 3" in second.text


def test_markup_in_a_report_is_text(client: Client, original: Any) -> None:
    hostile = factories.article(LIGHTHOUSE.replace("Thursday", "<script>alert(1)</script>"), outlet='"><b>Post')
    answer = shown(client, hostile, original)
    assert "<script>alert" not in answer.text
    assert "<b>Post" not in answer.text


def test_the_number_of_queries_is_the_same_for_all(client: Client, original: Any, copied: Any) -> None:
    longer = [
        factories.article(
            LIGHTHOUSE + "\n" + "\n\n".join(f"Line {n} of {name}, and {n}." for n in range(60)), outlet=name
        )
        for name in ("The Long Post", "The Longer Post")
    ]
    counts = set()
    for pair in ((copied, original), (longer[0], longer[1])):
        with CaptureQueriesContext(connection) as queries:
            shown(client, *pair)
        counts.add(len(queries))
    assert len(counts) == 1


# What an editor decides


def test_a_copy_that_is_none_stays_in_the_story(client: Client, editor: User, original: Any, copied: Any) -> None:
    answer = say(client, copied, original, "same-event", reason="own reporter")
    assert fresh(copied).copy_of is None
    assert fresh(copied).membership.story == original.membership.story
    assert answer.context["verdict"].kind == "same event"
    assert answer.context["verdict"].who == str(editor)
    assert "own reporter" in answer.text


def test_a_copy_is_confirmed_or_made(client: Client, editor: User, original: Any, orchard: Any) -> None:
    answer = say(client, orchard, original, "copy")
    assert fresh(orchard).copy_of == original
    assert answer.context["verdict"].who == str(editor)


def test_a_report_joins_the_story_of_the_other(client: Client, original: Any, orchard: Any) -> None:
    say(client, original, orchard, "same-event")
    assert fresh(original).membership.story == orchard.membership.story


def test_what_is_not_the_same_leaves_and_the_original_stays(client: Client, original: Any, copied: Any) -> None:
    story = original.membership.story
    answer = say(client, original, copied, "not-same")
    assert fresh(original).membership.story == story
    assert fresh(copied).membership.story != story
    assert fresh(copied).copy_of is None
    assert answer.context["verdict"].kind == "distinct"


def test_two_of_different_stories_are_kept_apart(client: Client, original: Any, orchard: Any) -> None:
    answer = say(client, orchard, original, "not-same")
    assert answer.context["verdict"].kind == "distinct"
    assert answer.context["verdict"].who


@pytest.mark.parametrize("verb", ["same-event", "not-same"])
def test_undo_puts_it_exactly_back(client: Client, original: Any, copied: Any, verb: str) -> None:
    def state() -> tuple[Any, ...]:
        now = fresh(copied)
        row = Decision.objects.get(earlier=original, later=copied)
        return (now.copy_of_id, now.membership.story_id, now.membership.reasons, row.verdict, row.reasons, row.score)

    before = state()
    answer = say(client, copied, original, verb)
    assert answer.context["last"].verb in answer.text
    assert state() != before
    answer = say(client, copied, original, "undo")
    assert state() == before
    assert answer.context["last"] is None


def test_nobody_undoes_here_what_another_decided(client: Client, original: Any, copied: Any) -> None:
    say(client, copied, original, "same-event")
    other = Client()
    other.force_login(factories.person("editor"))
    answer = say(other, copied, original, "undo")
    assert "Nothing was decided" in answer.text
    assert fresh(copied).copy_of is None


@pytest.mark.parametrize("verb", ["", "nonsense", "undo"])
def test_an_answer_that_is_none_changes_nothing(client: Client, original: Any, copied: Any, verb: str) -> None:
    acts = Act.objects.count()
    assert "Nothing was decided" in say(client, copied, original, verb).text
    assert Act.objects.count() == acts


def test_what_was_decided_on_since_is_not_undone(client: Client, original: Any, copied: Any) -> None:
    say(client, copied, original, "same-event")
    other = Client()
    other.force_login(factories.person("editor"))
    say(other, copied, original, "copy")
    answer = say(client, copied, original, "undo")
    assert "error" in [message.level_tag for message in answer.context["messages"]]
    assert fresh(copied).copy_of == original


def test_an_author_looks_and_does_not_decide(original: Any, copied: Any) -> None:
    client = Client()
    client.force_login(factories.person("author"))
    assert 'value="copy"' not in shown(client, copied, original).text
    assert client.post(path(copied, original), {"verb": "same-event"}).status_code == 403
    assert fresh(copied).copy_of == original


def test_someone_without_a_role_sees_nothing(original: Any, copied: Any) -> None:
    client = Client()
    client.force_login(factories.person("author"))
    User.objects.get(pk=client.session["_auth_user_id"]).groups.clear()
    assert client.get(path(copied, original)).status_code == 403
    assert client.get(reverse("admin:sources_compare_with", args=[copied.pk])).status_code == 403


# Ways in and out


def test_one_report_alone_is_no_pair(client: Client, original: Any) -> None:
    assert client.get(path(original, original)).status_code == 404
    assert client.get(reverse("admin:sources_compare", args=[original.pk, 9999])).status_code == 404


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("/admin/sources/story/", True),
        ("https://elsewhere.example/", False),
        ("//elsewhere.example", False),
        ("javascript:alert(1)", False),
    ],
)
def test_the_way_back_stays_on_this_site(client: Client, original: Any, copied: Any, asked: str, back: bool) -> None:
    answer = shown(client, copied, original, f"?next={asked}")
    assert (f'href="{asked}"' in answer.text) is back
    sent = client.post(path(copied, original), {"verb": "copy", "next": asked})
    assert sent["Location"].startswith(path(copied, original))
    assert ("next=" in sent["Location"]) is back


def test_another_report_is_chosen_from_the_story_or_by_a_search(
    client: Client, original: Any, copied: Any, orchard: Any
) -> None:
    choose = reverse("admin:sources_compare_with", args=[copied.pk])
    answer = client.get(choose)
    assert [one.pk for one in answer.context["companions"]] == [original.pk]
    assert path(copied, original) in answer.text
    for words in ("pear ORCHARD", "lindau courier"):
        assert [one.pk for one in client.get(choose, {"q": words}).context["found"]] == [orchard.pk]
    assert "No other report has these words" in client.get(choose, {"q": "\0zeppelin"}).text


def test_a_copys_own_screen_links_here(client: Client, original: Any, copied: Any) -> None:
    answer = client.get(reverse("admin:sources_sourcearticle_change", args=[copied.pk]))
    assert f'href="{path(copied, original)}?next=' in answer.text
