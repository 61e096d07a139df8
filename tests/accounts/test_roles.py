"""The groups hold what the table says, no more and no less."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts import roles
from accounts.roles import ROLES
from tests import factories

pytestmark = pytest.mark.django_db


def held(role: str) -> set[str]:
    rows = Permission.objects.filter(group__name=role).select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}" for row in rows}


def test_each_group_holds_exactly_its_row() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
    for role, names in ROLES.items():
        assert held(role) == set(names), role


def test_migrate_brings_a_changed_group_back() -> None:
    editor = Group.objects.get(name="editor")
    editor.permissions.clear()
    Group.objects.get(name="author").permissions.add(Permission.objects.get(codename="publish"))
    call_command("migrate", verbosity=0)
    assert held("editor") == set(ROLES["editor"])
    assert held("author") == set(ROLES["author"])


def test_a_permission_that_is_not_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ROLES, "author", ["briefings.fly"])
    with pytest.raises(LookupError, match=r"author.*briefings\.fly"):
        roles.synchronise()


@pytest.mark.parametrize("role", ROLES)
def test_no_role_lists_a_permission_twice(role: str) -> None:
    assert len(ROLES[role]) == len(set(ROLES[role]))


@pytest.mark.parametrize(
    ("permission", "may"),
    [
        ("sources.ingest", {"author", "editor", "publisher", "administrator"}),
        ("sources.decide", {"editor", "publisher", "administrator"}),
        ("sources.dispose", {"editor", "publisher", "administrator"}),
        ("sources.view_actormerge", {"author", "editor", "publisher", "administrator"}),
        ("sources.change_mention", {"editor", "publisher", "administrator"}),
        ("sources.change_actorrelation", {"editor", "publisher", "administrator"}),
        ("sources.add_actormerge", {"editor", "publisher", "administrator"}),
        ("sources.delete_actordistinction", {"editor", "publisher", "administrator"}),
        ("sources.delete_actor", set()),
        ("sources.delete_mention", set()),
        ("briefings.publish", {"publisher", "administrator"}),
        ("briefings.approve", {"editor", "publisher", "administrator"}),
        ("sources.expunge", {"administrator"}),
        ("accounts.add_apikey", {"administrator"}),
        ("briefings.delete_briefing", set()),
        ("sources.delete_rawtext", set()),
        ("accounts.delete_user", set()),
    ],
)
def test_who_may(permission: str, may: set[str]) -> None:
    assert {role for role in ROLES if factories.person(role).has_perm(permission)} == may


def test_someone_deactivated_may_nothing() -> None:
    assert not factories.person("administrator", is_active=False).has_perm("sources.ingest")
