"""The demo: sample reports in, three briefings out, every address worth opening opens; twice is once."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import Act, User
from briefings.models import Briefing, Edition
from sources.models import SourceArticle, Story

pytestmark = pytest.mark.django_db


def demo() -> str:
    out = StringIO()
    call_command("demo", port="8000", stdout=out)
    return out.getvalue()


def test_it_publishes_three_and_leaves_one_story(client: Client) -> None:
    said = demo()
    assert sorted(Briefing.objects.values_list("status", flat=True)) == ["published", "published", "retracted"]
    leading = Edition.objects.listed()[0]
    assert (leading.number, leading.kind) == (2, "correction")
    assert Story.objects.without_briefing().exists()
    assert SourceArticle.objects.exclude(copy_of=None).exists()
    assert SourceArticle.objects.exclude(previous=None).exists()
    client.force_login(User.objects.get(username="editor"))
    urls = re.findall(r"http://127\.0\.0\.1:8000(/\S*)", said)
    assert len(urls) >= 10
    assert [url for url in urls if client.get(url).status_code != 200] == []


def test_twice_is_once_and_its_passwords_are_printed_that_once() -> None:
    found = dict(re.findall(r"^  (author|editor|publisher|administrator) +(\S+)$", demo(), re.MULTILINE))
    assert len(set(found.values())) == 4
    assert all(User.objects.get(username=name).check_password(password) for name, password in found.items())
    before = [model.objects.count() for model in (Act, Edition, SourceArticle, User)]
    again = demo()
    assert "nothing was changed" in again
    assert not any(password in again for password in found.values())
    assert [model.objects.count() for model in (Act, Edition, SourceArticle, User)] == before
