"""Nothing trims or translates a text on its way in, by any door."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from sources.models import RawText, SourceArticle
from sources.readers.text import decode, storable
from tests import factories

ODD = "  \t\u00a0Leading space\r\n\r\nA line\rwith a lone return.\n\n\u2028Odd\u0000and\ud800end \u200b\n \n"
STORED = ODD.replace("\u0000", "\ufffd").replace("\ud800", "\ufffd")


@pytest.mark.django_db
def test_by_the_command_from_a_line(tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text(json.dumps({"id": "odd", "text": ODD}))
    call_command("ingest", str(lines), verbosity=0)
    assert RawText.objects.get().text == STORED


@pytest.mark.django_db
def test_by_the_command_from_a_file(tmp_path: Path) -> None:
    data = ODD.replace("\ud800", "").encode()
    (tmp_path / "odd.txt").write_bytes(data)
    call_command("ingest", str(tmp_path), verbosity=0)
    raw = RawText.objects.get()
    assert bytes(raw.data) == data
    assert raw.text == STORED.replace("\ufffdend", "end")


@pytest.mark.django_db
def test_by_the_api(client: Client) -> None:
    headers = {"Authorization": f"Bearer {factories.key('ingest').secret}"}
    body = json.dumps({"text": ODD})
    answer = client.post(reverse("api-articles"), body, content_type="application/json", headers=headers)
    assert answer.status_code == 201, answer.text
    assert RawText.objects.get().text == STORED


@pytest.mark.django_db
def test_by_pasting(client: Client) -> None:
    """A browser cannot send a lone surrogate; all else arrives as it was sent."""
    client.force_login(factories.person("author"))
    pasted = ODD.replace("\ud800", "").replace("\u0000", "")
    client.post(reverse("admin:sources_ingest"), {"text": pasted})
    assert RawText.objects.get().text == pasted


@pytest.mark.django_db
@pytest.mark.parametrize("text", [factories.LIGHTHOUSE, factories.INTERVIEW, ODD, "\n\n x", "One line"])
def test_the_segments_tile_the_text(text: str) -> None:
    source = factories.article(text)
    segments = list(source.segments.all())
    assert "".join(source.quote(s.start, s.end) for s in segments) == source.raw.text == storable(text)
    assert [s.start for s in segments] == [0, *(s.end for s in segments[:-1])]
    assert [s.position for s in segments] == list(range(len(segments)))


@given(st.text(st.characters(codec=None), max_size=60))
def test_what_cannot_be_stored_is_replaced_one_for_one(text: str) -> None:
    kept = storable(text)
    assert len(kept) == len(text)
    assert all(a == b or (a == "\0" or "\ud800" <= a <= "\udfff") for a, b in zip(text, kept, strict=True))
    kept.encode()
    assert "\0" not in kept


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_by_its_mark(codec: str) -> None:
    text = "Bürgermeisterin Ødegård grüßt – 14 Häfen"
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    assert decode(marks.get(codec, b"") + text.encode(codec)).text == text


def test_an_old_charset_is_detected_and_named() -> None:
    text = "Die Bürgermeisterin der Häfen eröffnet den großen Leuchtturm. Alle Fährgäste grüßen höflich zurück. " * 8
    found = decode(text.encode("cp1252"))
    assert found.text == text
    assert found.charset != "utf-8"
    assert "charset-normalizer" in found.reader


@pytest.mark.django_db
def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    source = factories.article("🗼🗼 Tower\n\nThe 🗼 of Vessen was lit by Mayor Tomas Brekke on Monday.")
    assert "".join(source.quote(s.start, s.end) for s in source.segments.all()) == source.raw.text
    assert SourceArticle.objects.get().raw.text.startswith("🗼🗼")
