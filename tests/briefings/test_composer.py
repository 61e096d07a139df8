"""What the composer asks the desk: a look at what is typed, marks on selected words, a safe place for typed text."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from briefings import checklist, composing, markup
from briefings.composing import Span, Written
from briefings.models import Annotation, Briefing, RollingDraft
from tests import factories
from tests.briefings.test_saving import form_of
from tests.factories import LIGHTHOUSE_QUOTE, NOW

pytestmark = pytest.mark.django_db

QUERIES_OF_A_KEYSTROKE = 10
"""Session, user, two for the rights, briefing, marks, their citations, proposed sentences, comments; one to spare."""


@pytest.fixture
def briefing() -> Briefing:
    return factories.ready()


@pytest.fixture
def editor(client: Client) -> User:
    person = factories.person("editor")
    client.force_login(person)
    return person


def ask(client: Client, name: str, briefing: Briefing, *more: str, **fields: Any) -> Any:
    return client.post(reverse(f"admin:briefings_{name}", args=[briefing.pk, *more]), fields).json()


def place(briefing: Briefing, words: str) -> dict[str, int]:
    text = factories.plain(briefing)
    found = composing.inked(text, text.index(words), text.index(words) + len(words))
    return {"start": found.start, "end": found.end}


def passage(briefing: Briefing) -> str:
    report = briefing.reports()[0]
    start = report.raw.text.index(LIGHTHOUSE_QUOTE)
    return f"{report.pk}:{start}:{start + len(LIGHTHOUSE_QUOTE)}"


def test_what_is_typed_is_shown_with_its_marks_and_nothing_is_stored(
    client: Client, editor: User, briefing: Briefing
) -> None:
    before = briefing.annotations.values().get()
    shown = ask(client, "as_typed", briefing, body="A new first line.\r\n\r\n" + briefing.body)["body"]
    assert "A new first line." in shown
    assert f'data-note="{briefing.annotations.get().dom_id}"' in shown
    assert ask(client, "as_typed", briefing, body="All is gone.")["body"].count("data-note") == 0
    assert briefing.annotations.values().get() == before
    assert Briefing.objects.get(pk=briefing.pk).body == briefing.body


def test_the_whole_page_is_that_of_the_code_that_publishes(client: Client, editor: User, briefing: Briefing) -> None:
    page = ask(client, "as_typed", briefing, headline="Typed headline", body=briefing.body, wanted="page")["page"]
    published = bytes(factories.published(briefing).renditions.get(shape="page").content).decode()
    assert "<h1>Typed headline</h1>" in page
    text = published[published.index('<div class="body">') : published.index("</section>", published.index("body"))]
    assert text in page


def test_a_briefing_without_reports_has_a_preview_too(client: Client, editor: User) -> None:
    bare = Briefing.objects.create(headline="Bare", slug="bare", body="Some words.")
    assert "Some words." in ask(client, "as_typed", bare, wanted="page")["page"]


def test_markdown_that_is_refused_says_why(client: Client, editor: User, briefing: Briefing, settings: Any) -> None:
    settings.MAX_MARKDOWN_CHARS = 10
    assert "the limit is 10" in ask(client, "as_typed", briefing, body="x" * 11)["error"]


def test_a_keystroke_costs_as_many_queries_however_many_marks(
    client: Client, editor: User, briefing: Briefing, django_assert_max_num_queries: Any
) -> None:
    for words in ("lamp", "burns", "again", "island", "Nobody", "keeps"):
        factories.mark(briefing, words)
    with django_assert_max_num_queries(QUERIES_OF_A_KEYSTROKE):
        shown = ask(client, "as_typed", briefing, body=briefing.body + " More.")["body"]
    assert shown.count('class="ref ') == 7


# Marks


def test_a_citation_on_selected_words_is_stored_with_its_selectors(
    client: Client, editor: User, briefing: Briefing
) -> None:
    words = "again on its island"
    told = ask(client, "marks", briefing, "set", kind="citation", passages=passage(briefing), **place(briefing, words))
    row = Annotation.objects.get(pk=told["mark"]["pk"])
    assert (row.exact, row.state, row.citations.get().exact) == (words, "anchored", LIGHTHOUSE_QUOTE)
    assert row.prefix.endswith("The lamp burns ")
    assert factories.plain(briefing)[row.start : row.end] == words


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "citation"}, "Choose the passage"),
        ({"kind": "actor"}, "which actor"),
        ({"kind": "context"}, "what readers should know"),
        ({"kind": "dispute"}, "what is disputed"),
        ({"kind": "citation", "passages": "999:1:2"}, "not there any more"),
        ({"kind": "context", "note": "So.", "end": 9999}, "Select the words again"),
        ({"kind": "context", "note": "So.", "end": ""}, "Select words"),
    ],
)
def test_a_mark_that_says_nothing_is_refused_in_words(
    client: Client, editor: User, briefing: Briefing, fields: dict[str, Any], reason: str
) -> None:
    assert reason in ask(client, "marks", briefing, "set", **({"start": 0, "end": 3} | fields))["error"]
    assert briefing.annotations.count() == 1


BLOCKS = st.lists(
    st.sampled_from(["One lamp", "*two* lamps", "## Three", "> four", "- five\n- six", "[x](https://x.example)"])
)


@pytest.mark.rendering
@given(BLOCKS, st.data())
def test_a_selection_comes_back_from_what_is_counted(blocks: list[str], data: Any) -> None:
    text = markup.plain_text(markup.render("\n\n".join(["Begin", *blocks]), markup.Limits(10_000, 5)))
    ink = [at for at, sign in enumerate(text) if sign not in composing.BLANKS]
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(ink) - 1)] * 2)))
    found = composing.place_of(Briefing(body="\n\n".join(["Begin", *blocks])), Span(first, last + 1))
    assert (found.start, found.end) == (ink[first], ink[last] + 1)
    assert composing.inked(text, found.start, found.end) == Span(first, last + 1)


@pytest.mark.parametrize(
    ("body", "chosen", "words"),
    [
        ("The **old lamp** burns.", "old lamp", "old lamp"),
        ("A [lamp](https://x.example) here.", "lamp", "lamp"),
        ("## Head\n\n- one thing\n- two things", "two things", "two things"),
        ("First it rained. Then it burned brightly.", "", "First it rained."),
    ],
)
def test_words_of_the_markdown_are_found_in_the_text(body: str, chosen: str, words: str) -> None:
    start = body.index(chosen) + (3 if not chosen else 0)
    found = composing.place_of(Briefing(body=body), Written(start, start + len(chosen)))
    assert found.exact == words


def test_a_cursor_where_no_words_are_is_refused(client: Client, editor: User, briefing: Briefing) -> None:
    body = "A [lamp](https://x.example) here."
    at = {"md_start": body.index("x.ex"), "md_end": body.index("x.ex") + 2}
    told = ask(client, "marks", briefing, "set", kind="context", note="So.", body=body, **at)
    assert "Select them in the preview" in told["error"]


def test_a_lost_mark_is_attached_anew_unless_somebody_saved(client: Client, editor: User, briefing: Briefing) -> None:
    row = briefing.annotations.get()
    briefing.body = "The lantern is lit."
    factories.save(briefing)
    assert briefing.annotations.get().state == "orphaned"
    where = place(briefing, "lantern is lit")
    stale = ask(client, "marks", briefing, "attach", mark=row.pk, seen_version=0, **where)
    assert stale["stale"]
    assert briefing.annotations.get().state == "orphaned"
    told = ask(client, "marks", briefing, "attach", mark=row.pk, seen_version=1, **where)
    assert (told["version"], briefing.annotations.get().exact) == (2, "lantern is lit")
    assert briefing.annotations.get().citations.exists()
    ask(client, "marks", briefing, "drop", mark=row.pk)
    assert not briefing.annotations.exists()
    assert "not there any more" in ask(client, "marks", briefing, "drop", mark=row.pk)["error"]


def test_a_report_comes_sign_by_sign(client: Client, editor: User, briefing: Briefing) -> None:
    report = briefing.reports()[0]
    url = reverse("admin:briefings_report", args=[briefing.pk, report.pk])
    for piece in client.get(url).json()["pieces"]:
        assert report.quote(piece["start"], piece["start"] + len(piece["text"])) == piece["text"]
    other = factories.article(factories.ORCHARD)
    assert "error" in client.get(reverse("admin:briefings_report", args=[briefing.pk, other.pk])).json()


# Quotations


def test_a_quotation_whose_words_are_not_in_its_source_is_told(
    client: Client, editor: User, briefing: Briefing
) -> None:
    briefing.body = f"She said “{LIGHTHOUSE_QUOTE} and polished” and he “steered the first boat past it”."
    briefing.save()
    briefing.annotations.all().delete()
    told = [finding.message for finding in checklist.check(briefing, NOW) if finding.place == "body"]
    assert len(told) == 1
    assert "96 prisms had been cleaned and polished" in told[0]
    faults = ask(client, "as_typed", briefing, body=briefing.body, wanted="faults")["faults"]
    assert [(fault["start"], fault["end"]) for fault in faults] == [
        tuple(place(briefing, f"{LIGHTHOUSE_QUOTE} and polished").values())
    ]


def test_a_quotation_is_looked_for_in_the_report_that_is_cited_under_it(briefing: Briefing) -> None:
    other = factories.article(factories.ORCHARD)
    briefing.body = "They say “fire blight in 240 of its 300 trees”."
    briefing.save()
    briefing.annotations.all().delete()
    words = "fire blight in 240 of its 300 trees"
    row = factories.mark(briefing, words, kind="citation")
    factories.cite(briefing.reports()[0], LIGHTHOUSE_QUOTE, annotation=row)
    assert [str(one.quotation.words) for one in composing.unfounded(briefing)] == [words]
    factories.cite(other, "240 of its 300 trees", annotation=row)
    assert composing.unfounded(briefing) == []


# Never lose text


def test_typed_text_is_kept_in_one_row_a_person_and_floods_no_history(
    client: Client, editor: User, briefing: Briefing
) -> None:
    url = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    for body in ("One.", "One. Two.", "One. Two. </script>Three."):
        told = ask(client, "keep", briefing, body=body, seen_version=0, topics=["a", "b"])
        assert told["version"] == 0
    other = Client()
    other.force_login(factories.person("editor"))
    ask(other, "keep", briefing, body="Of somebody else.")
    draft = RollingDraft.objects.get(by=editor)
    assert draft.fields == {"body": ["One. Two. </script>Three."], "seen_version": ["0"], "topics": ["a", "b"]}
    assert briefing.revisions.count() == 0
    page = client.get(url).text
    assert "One. Two. \\u003c/script\\u003eThree." in page
    assert "Of somebody else." not in page
    form = form_of(client.get(url))
    assert client.post(url, form | {"_continue": "1"}).status_code == 302
    assert [row.by_id for row in RollingDraft.objects.all()] != [editor.pk]
    assert not RollingDraft.objects.filter(by=editor).exists()


def test_what_was_typed_can_be_left_out(client: Client, editor: User, briefing: Briefing) -> None:
    ask(client, "keep", briefing, body="One.")
    ask(client, "keep", briefing, drop="yes")
    assert not RollingDraft.objects.exists()


def test_the_second_saver_sees_both_word_by_word(client: Client, editor: User, briefing: Briefing) -> None:
    url = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    client.post(url, form_of(client.get(url)) | {"_continue": "1"})  # so that there is a revision to begin with
    first = second = form_of(client.get(url))
    theirs = {"body": first["body"].replace("keeps it", "pays"), "key_points-0-text": "All prisms were cleaned."}
    assert client.post(url, first | theirs).status_code == 302
    answer = client.post(url, second | {"body": second["body"].replace("lamp", "beacon")})
    assert answer.status_code == 200
    clashes = {clash.label: clash for clash in answer.context["clashes"]}
    assert set(clashes) == {"Body", "Key point 1"}
    merged = "".join(p.theirs if p.take_theirs else p.mine for p in clashes["Body"].pieces)
    assert merged == "The beacon burns **again** on its island.\n\nNobody has said who pays."
    again = form_of(answer)
    assert (
        client.post(url, again | {"body": merged, "key_points-0-text": "All prisms were cleaned."}).status_code == 302
    )
    assert Briefing.objects.get(pk=briefing.pk).body == merged
    assert briefing.key_points.get().text == "All prisms were cleaned."


def test_a_row_that_somebody_took_away_meanwhile_comes_back_only_if_it_is_saved_again(
    client: Client, editor: User, briefing: Briefing
) -> None:
    url = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    mine = form_of(client.get(url))
    gone = briefing.key_points.get()
    gone.citations.all().delete()
    gone.delete()
    factories.save(briefing)
    answer = client.post(url, mine | {"body": "Mine."})
    assert answer.status_code == 200
    assert "The prisms were cleaned." in answer.text
    assert client.post(url, form_of(answer)).status_code == 302
    assert briefing.key_points.get().text == "The prisms were cleaned."
