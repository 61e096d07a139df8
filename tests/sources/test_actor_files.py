"""Actors go out as CSV and come in again: what would change is shown first, and nothing is ever taken away."""

import csv
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from sources.describing import Office, office
from sources.models import Actor, ActorName, ActorRole, Namesakes
from tests import factories

pytestmark = pytest.mark.django_db
HEADER = "uid,name,kind,aliases,acronyms,roles,wikidata,note\n"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(factories.person("editor"))
    return client


def out(desk: Client) -> list[dict[str, str]]:
    answer = desk.get(reverse("admin:sources_actor_export"))
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def shown(desk: Client, text: str, encoding: str = "utf-8") -> Any:
    file = SimpleUploadedFile("actors.csv", text.encode(encoding), content_type="text/csv")
    return desk.post(reverse("admin:sources_actor_import"), {"import_file": file, "format": "0", "resource": "0"})


def taken_in(desk: Client, text: str) -> str:
    """Preview and confirm, as a browser does it; the message that follows."""
    preview = shown(desk, text).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', preview))
    assert "import_file_name" in sent, preview
    answer = desk.post(reverse("admin:sources_actor_process_import"), sent, follow=True)
    return " ".join(str(message) for message in answer.context["messages"])


def faults(desk: Client, text: str) -> list[str]:
    return re.findall(r"<li>((?:Line|The|There).*?)</li>", shown(desk, text).content.decode())


def test_a_new_actor_comes_with_names_and_roles(desk: Client) -> None:
    row = ',Petra Hummel,person,Petra M. Hummel | Hummel the Elder,PMH,"mayor @ Vessen, upper town [2019-08-01 to ] | pilot",Q42,Keeps bees.\n'
    page = shown(desk, HEADER + row).content.decode()
    assert "<td>Petra Hummel</td>" in page
    assert not Actor.objects.exists()
    assert taken_in(desk, HEADER + row) == "1 actors are new, 0 changed, 0 were so already."
    actor = Actor.objects.get()
    assert (actor.name, actor.kind, actor.state, actor.wikidata, actor.note) == (
        "Petra Hummel",
        "person",
        "confirmed",
        "Q42",
        "Keeps bees.",
    )
    assert {(n.name, n.kind) for n in actor.names.all()} == {
        ("Petra Hummel", "name"),
        ("Petra M. Hummel", "alias"),
        ("Hummel the Elder", "alias"),
        ("PMH", "acronym"),
    }
    assert {(r.title, r.organisation, str(r.starts_on)) for r in actor.roles.all()} == {
        ("mayor", "Vessen, upper town", "2019-08-01"),
        ("pilot", "", "None"),
    }
    assert Act.objects.of(actor)[0].verb == "described an actor"


def test_what_goes_out_comes_in_again_and_changes_nothing(desk: Client) -> None:
    factories.article(
        "Ferry\n\nMayor Tomas Brekke of the Harbour Workers Union (HWU) met Ilse Grau. The HWU met again.\n"
    )
    rows = out(desk)
    assert {row["name"] for row in rows} >= {"Tomas Brekke", "Harbour Workers Union", "Ilse Grau"}
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    names, roles = ActorName.objects.count(), ActorRole.objects.count()
    assert taken_in(desk, file.getvalue()) == f"0 actors are new, 0 changed, {len(rows)} were so already."
    assert (ActorName.objects.count(), ActorRole.objects.count()) == (names, roles)


def test_an_import_adds_and_renames_and_takes_nothing_away(desk: Client) -> None:
    actor = Actor.objects.create(name="Ada Voss", kind="person", note="Old.")
    for name in ("Ada Voss", "Ada Foss"):
        ActorName.objects.create(actor=actor, name=name)
    ActorRole.objects.create(actor=actor, title="pilot")
    Actor.objects.filter(pk=actor.pk).update(wikidata="Q7")
    text = f"uid,name,kind,aliases,note,wikidata\n{actor.uid},Ada M. Voss,person,Adda Voss,New.,\n"
    page = shown(desk, text).content.decode()
    assert "<td>Ada Voss → Ada M. Voss</td>" in page
    assert "<td>Old. → New.</td>" in page
    taken_in(desk, text)
    actor.refresh_from_db()
    assert (actor.name, actor.note, actor.wikidata) == ("Ada M. Voss", "New.", "Q7")
    assert {n.name for n in actor.names.all()} == {"Ada Voss", "Ada Foss", "Ada M. Voss", "Adda Voss"}
    assert [r.title for r in actor.roles.all()] == ["pilot"]


def test_the_same_file_twice_makes_no_second_actor_and_namesakes_are_asked(desk: Client) -> None:
    text = HEADER + ",Mohamed Idris,person,,,,,\n,Muhammad Idriss,person,,,,,\n"
    assert taken_in(desk, text).startswith("2 actors are new")
    assert Namesakes.objects.count() == 1
    assert taken_in(desk, text) == "0 actors are new, 0 changed, 2 were so already."
    assert Actor.objects.count() == 2


def test_a_bad_row_names_its_line_and_what_is_wrong(desk: Client) -> None:
    gone = Actor.objects.create(
        name="Old", kind="person", state="merged", merged_into=Actor.objects.create(name="New", kind="person")
    )
    rows = [
        ",Ada Voss,person,,,,,",
        ",,person,,,,,",
        ",Ada Foss,robot,,,,,",
        ",Ada Boss,person,,,,42,",
        "nonsense,Ada Goss,person,,,,,",
        f"{gone.uid},Old,person,,,,,",
        ',Ada Loss,person,,,"pilot [2024-02-30 to ] | [x]",,',
    ]
    assert [re.sub("&[^;]*;", "", fault) for fault in faults(desk, HEADER + "\n".join(rows) + "\n")] == [
        "Line 3, name: An actor needs a name.",
        "Line 4, kind: “robot” is none of “person”, “organisation”, “armed group”, “state”, “place”.",
        "Line 5, wikidata: “42” is no Wikidata id, such as Q42.",
        "Line 6, uid: No actor has the uid “nonsense”. Leave it empty for a new one.",
        "Line 7, uid: “Old” was merged into “New”.",
        "Line 8, roles: “pilot [2024-02-30 to ]” has a day that does not exist.",
        "Line 8, roles: “[x]” is not written as “title @ organisation [2019-08-01 to 2021-05-24]”, of which only the title is needed.",
    ]
    assert not Actor.objects.filter(name__startswith="Ada").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,note\nAda,x\n", "The first line names no column “kind”."),
        ("name,kind,shoe\nAda,person,41\n", "There is no column “shoe”. The columns are"),
    ],
)
def test_a_file_of_something_else_is_refused(desk: Client, text: str, words: str) -> None:
    (fault,) = faults(desk, text)
    assert fault.startswith(words)


def test_a_file_in_another_encoding_or_none_is_refused_in_words(desk: Client) -> None:
    page = shown(desk, HEADER + ",Søren,person,,,,,\n", "latin-1").content.decode()
    assert "errorlist" in page
    assert "Take in these actors" not in page


def test_who_may_only_read_may_take_actors_out_and_none_in(client: Client) -> None:
    client.force_login(factories.person("author"))
    assert client.get(reverse("admin:sources_actor_export")).status_code == 200
    assert client.get(reverse("admin:sources_actor_import")).status_code == 403
    assert client.post(reverse("admin:sources_actor_process_import")).status_code == 403


def test_the_pages_have_no_inline_script_or_style(desk: Client) -> None:
    for page in (desk.get(reverse("admin:sources_actor_import")), shown(desk, HEADER + ",Ada,person,,,,,\n")):
        html = page.content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))", html)
        assert not re.search(r"\son[a-z]+=", html)


@pytest.mark.parametrize(
    "text", ["mayor", "mayor @ Vessen", "mayor @ Vessen [2019-08-01 to 2021-05-24]", "mayor [ to 2021-05-24]"]
)
def test_an_office_is_read_as_it_is_written(text: str) -> None:
    assert str(office(text)) == text
    assert isinstance(office(text), Office)
