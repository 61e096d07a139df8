"""What the desk says among itself: on words that are found again after an edit, answered, resolved and opened again."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from briefings import anchoring, composing
from briefings.models import Briefing, Comment
from tests import factories
from tests.briefings.test_composer import place
from tests.factories import NOW

pytestmark = pytest.mark.django_db

WORDS = "Nobody has said who keeps it."


@pytest.fixture
def author() -> User:
    return factories.person("author")


@pytest.fixture
def briefing() -> Briefing:
    briefing = factories.ready()
    factories.save(briefing)
    return briefing


def comment(briefing: Briefing, words: str, by: User) -> Comment:
    text = factories.plain(briefing)
    selected = anchoring.select(text, text.index(words), text.index(words) + len(words))
    return Comment.objects.start(briefing, "Who says so?", selected, by=by)


def edited(briefing: Briefing, old: str, new: str) -> Briefing:
    fresh = Briefing.objects.get(pk=briefing.pk)
    fresh.body = fresh.body.replace(old, new)
    factories.save(fresh)
    return fresh


def test_a_thread_from_the_first_word_to_the_last(briefing: Briefing, author: User) -> None:
    editor = factories.person("editor")
    thread = comment(briefing, WORDS, author)
    assert thread.reply("The report does.", by=editor).reply("Where?", by=author).parent == thread
    thread.resolve(by=editor, at=NOW)
    assert not briefing.comments.open().exists()
    with pytest.raises(ValidationError, match="before you"):
        thread.resolve(by=author, at=NOW)
    thread.reopen(by=author)
    [found] = briefing.comments.threads()
    assert [reply.text for reply in found.replies.all()] == ["The report does.", "Where?"]
    assert [act.verb for act in Act.objects.of(briefing)] == [
        "reopened a comment", "resolved a comment", "replied to a comment", "replied to a comment", "commented",
    ]  # fmt: skip


def test_it_finds_its_words_again_or_says_that_they_are_gone(briefing: Briefing, author: User) -> None:
    thread = comment(briefing, WORDS, author)
    fresh = edited(briefing, "The lamp", "On Monday evening the old lamp")
    thread.refresh_from_db()
    assert factories.plain(fresh)[thread.start : thread.end] == WORDS
    fresh = edited(briefing, "who keeps it", "who keeps the lamp")
    thread.refresh_from_db()
    assert (thread.state, thread.exact) == ("needs review", WORDS)
    edited(briefing, "Nobody has said who keeps the lamp.", "")
    thread.refresh_from_db()
    assert (thread.state, thread.exact) == ("orphaned", WORDS)
    edited(briefing, "island.", f"island.\n\n{WORDS}")
    thread.refresh_from_db()
    assert thread.exact == WORDS


def test_it_stands_in_the_preview_until_it_is_resolved(briefing: Briefing, author: User) -> None:
    thread = comment(briefing, WORDS, author)
    label = f'data-comment="{thread.pk}"'
    assert label in composing.body(briefing)
    assert label in composing.page(briefing, NOW)
    thread.resolve(by=author, at=NOW)
    assert label not in composing.body(briefing)


def test_at_the_desk_with_script_and_without(briefing: Briefing, author: User, client: Client) -> None:
    client.force_login(author)
    marks = "admin:briefings_marks"
    told = client.post(
        reverse(marks, args=[briefing.pk, "comment"]),
        {"text": "Who <says> so?", "body": briefing.body, **place(briefing, WORDS)},
    ).json()
    assert told["open"] == 1
    assert "Who &lt;says&gt; so?" in told["threads"]
    thread = briefing.comments.get()
    answer = client.post(reverse(marks, args=[briefing.pk, "reply"]), {"thread": thread.pk, "text": ""}).json()
    assert answer == {"error": "Write the comment first."}
    assert client.post(reverse(marks, args=[briefing.pk, "resolve"]), {"thread": thread.pk}).json()["open"] == 0
    client.post(reverse("admin:briefings_do", args=[briefing.pk, "comment"]), {"text": "On all of it.", "words": ""})
    client.post(reverse("admin:briefings_do", args=[briefing.pk, "comment"]), {"text": "No.", "words": "not there"})
    assert [row.text for row in briefing.comments.open()] == ["On all of it."]
    screen = client.get(reverse("admin:briefings_briefing_change", args=[briefing.pk])).content.decode()
    assert "On all of it." in screen
    assert "Resolved by" in screen
