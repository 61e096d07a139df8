"""What is backed up comes back row for row, on the other database too; what is damaged, foreign or in the way is refused."""

import errno
import gzip
import json
import os
import random
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import guards
from accounts.models import Act, User
from briefings.models import Edition
from operation import backup, tables
from operation.backup import back_up, made_in
from operation.manifest import MANIFEST, BackupError, Manifest, verify
from operation.models import Heartbeat
from operation.restoring import restore
from sources.models import Outlet, RawText
from tests import factories
from tests.api.editions import all_five
from tests.factories import HOUR, NOW
from tests.operation import installations

pytestmark = pytest.mark.django_db(transaction=True)


def empty() -> None:
    guards.remove(connection)
    call_command("flush", interactive=False, verbosity=0)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that is kept, as the database gives it; not by the code that writes backups."""
    return {
        model._meta.label: sorted(map(_plain, model._base_manager.values_list()), key=repr) for model in tables.kept()
    }


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def in_use() -> None:
    """Briefings, corrected, retracted, from right to left; people with keys; bytes that are no text."""
    all_five()
    factories.key("ingest", user=factories.person("administrator", time_zone="Asia/Tokyo"))
    factories.article(factories.INTERVIEW)
    factories.article(
        '\ufeffA lamp \u2028 of “1887”\x85 burns 🗼\n\nIt \x1f burns \\u0000 again, and "nobody" keeps it.\r\n'
    )


@pytest.fixture
def made(tmp_path: Path) -> Path:
    in_use()
    return back_up(tmp_path, NOW)


def test_all_of_it_comes_back(made: Path) -> None:
    before = everything()
    empty()
    assert not User.objects.exists()
    restore(made)
    assert everything() == before
    filled = {name for name, rows in before.items() if rows}
    assert {"accounts.User_groups", "sources.Fingerprint", "briefings.Rendition", "accounts.Act"} <= filled


def test_afterwards_it_is_worked_with_as_before(made: Path, client: Client) -> None:
    pages = {url: client.get(url).content for url in ("/", reverse("search") + "?q=lamp")}
    assert b"burns" in pages[reverse("search") + "?q=lamp"]
    empty()
    restore(made)
    assert {url: client.get(url).content for url in pages} == pages
    assert factories.published().seq == Manifest.of(made).seq + 1, "numbers go on where they were"
    with pytest.raises(IntegrityError), transaction.atomic():
        RawText.objects.update(text="other words")


def test_the_manifest_says_what_is_in_it(made: Path) -> None:
    manifest = verify(made)
    assert (manifest.acts, manifest.seq) == (Act.objects.count(), Edition.objects.latest("seq").seq)
    assert (manifest.database, manifest.made_at) == (connection.vendor, NOW.isoformat())
    counts = {file.model: file.rows for file in manifest.files}
    assert counts["sources.rawtext"] == RawText.objects.count() > 3


def test_every_model_is_in_it_or_left_out_for_a_reason() -> None:
    managed = {model._meta.label for model in apps.get_models(include_auto_created=True) if not model._meta.proxy}
    kept = {model._meta.label for model in tables.kept()}
    assert {label.split(".")[0] for label in managed - kept} == set(tables.LEFT_OUT)


def test_there_are_no_stored_files_to_lose() -> None:
    """A backup holds tables. Whoever adds a FileField adds its files to operation/backup.py."""
    fields = [field for model in apps.get_models() for field in model._meta.local_fields]
    assert not [field for field in fields if isinstance(field, models.FileField)]


def test_a_new_installation_holds_only_what_migrate_makes(tmp_path: Path) -> None:
    empty()
    assert tables.in_use() == []
    restore(back_up(tmp_path, NOW))


def test_only_its_owner_may_read_it(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in made.iterdir()} == {0o600}


def test_sha256sum_can_check_it_too(made: Path) -> None:
    digest, name = (made / "manifest.json.sha256").read_text().split()
    assert (len(digest), name) == (64, MANIFEST)


def test_one_flipped_bit_is_found_wherever_it_is(made: Path) -> None:
    chance = random.Random(5)
    files = sorted(made.iterdir())
    places = [(path, at) for path in files for at in range(path.stat().st_size)]
    of_each = [(path, chance.randrange(path.stat().st_size)) for path in files]
    for path, at in of_each + chance.sample(places, 60):
        whole = path.read_bytes()
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        with pytest.raises(BackupError, match="damaged"):
            verify(made)
        path.write_bytes(whole)
    verify(made)


def test_a_missing_and_an_extra_file_are_named(made: Path) -> None:
    (made / "notes.txt").write_text("mine")
    with pytest.raises(BackupError, match=r"notes\.txt"):
        verify(made)
    (made / "notes.txt").unlink()
    (made / "accounts.act.jsonl.gz").unlink()
    with pytest.raises(BackupError, match=r"accounts\.act\.jsonl\.gz is missing"):
        verify(made)


def resealed(folder: Path, **changed: Any) -> None:
    """The manifest with other words, sealed anew."""
    found = Manifest.of(folder)
    values = {name: getattr(found, name) for name in Manifest.__slots__} | changed
    for name in (MANIFEST, "manifest.json.sha256"):
        (folder / name).unlink()
    Manifest(**values).keep(folder)


def test_rows_that_are_not_those_counted_are_found_although_all_hashes_fit(made: Path) -> None:
    files = Manifest.of(made).files
    short = [replaced(file, rows=file.rows + 1) if file.model == "accounts.act" else file for file in files]
    resealed(made, files=short)
    with pytest.raises(BackupError, match="does not hold the rows"):
        verify(made)


def replaced(file: Any, **changed: Any) -> Any:
    return type(file)(**({name: getattr(file, name) for name in type(file).__slots__} | changed))


def test_what_is_in_use_is_not_overwritten(made: Path) -> None:
    before = everything()
    with pytest.raises(CommandError, match=r"not empty: it holds \d+ sources\.\w+.* more tables"):
        call_command("restore", made)
    assert everything() == before


def test_one_row_is_enough_to_be_in_use(made: Path) -> None:
    empty()
    Outlet.objects.create(name="The Buoy")
    with pytest.raises(BackupError, match=r"it holds 1 sources\.outlet\. Restore into a new one"):
        restore(made)


def test_a_worker_that_is_at_work_is_in_the_way(made: Path) -> None:
    empty()
    Heartbeat.objects.beat("one", "here", timezone.now())
    with pytest.raises(BackupError, match="Stop web and worker"):
        restore(made)


def test_another_version_is_refused_and_said(made: Path) -> None:
    empty()
    resealed(made, migrations=Manifest.of(made).migrations | {"sources": "0001_start"})
    with pytest.raises(BackupError, match=r"sources: 0001_start there, \w+ here\). Install the version that made it"):
        restore(made)
    resealed(made, format=7)
    with pytest.raises(BackupError, match="format 7"):
        restore(made)


def test_what_does_not_fit_changes_nothing(made: Path) -> None:
    """A row whose key leads nowhere, in a backup whose hashes all fit."""
    empty()
    before = everything()
    path = made / "sources.outlet.jsonl.gz"
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    path.unlink()
    files = [file for file in Manifest.of(made).files if file.model != "sources.outlet"]
    resealed(made, files=files)
    assert lines
    with pytest.raises(BackupError, match="do not fit one another"):
        restore(made)
    assert everything() == before


def test_whichever_file_cannot_be_written_no_half_backup_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, real = [0], os.fsync

    def fsync(descriptor: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    files = len(tables.kept()) + 2
    for file in {*range(1, files, 9), files - 1, files}:
        left[0] = file
        with pytest.raises(BackupError, match="No space left on device"):
            back_up(tmp_path, NOW)
        assert list(tmp_path.iterdir()) == []
    verify(back_up(tmp_path, NOW))


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for hours in range(4):
        back_up(tmp_path, NOW + hours * HOUR)
    (tmp_path / "letters").mkdir()
    left = tmp_path / "nutgraf-2026-01-01T00-00-00Z.part"
    left.mkdir()
    os.utime(left, (0, 0))
    call_command("backup", tmp_path, keep=2)
    kept = made_in(tmp_path)
    assert len(kept) == 2
    assert sorted(tmp_path.iterdir()) == sorted([*kept, tmp_path / "letters"])
    assert kept[1].name == f"nutgraf-{NOW + 3 * HOUR:%Y-%m-%dT%H-%M-%S}Z"


def test_pruning_takes_no_backup_that_is_being_written(tmp_path: Path) -> None:
    (tmp_path / "nutgraf-2026-01-01T00-00-00Z.part").mkdir()
    backup.prune(tmp_path, 1, NOW - timedelta(days=3650))
    assert len(list(tmp_path.iterdir())) == 1


def test_the_command_says_where_it_is_and_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup", tmp_path)
    [made] = made_in(tmp_path)
    assert capsys.readouterr().out.strip() == str(made)
    call_command("backup", verify=made)
    assert "is whole" in capsys.readouterr().out
    with pytest.raises(CommandError, match="is no whole backup: No such file"):
        call_command("backup", verify=tmp_path)
    with pytest.raises(CommandError, match="1 or more"):
        call_command("backup", tmp_path, keep=0)


@pytest.fixture
def elsewhere(tmp_path: Path) -> installations.Installation:
    return installations.sqlite(tmp_path / "elsewhere")


def test_from_sqlite_to_this_database(elsewhere: installations.Installation) -> None:
    elsewhere.must("demo")
    made = Path(elsewhere.must("backup"))
    empty()
    manifest = restore(made)
    assert manifest.database == "sqlite"
    assert Edition.objects.count() == elsewhere.ask("SELECT count(*) FROM briefings_edition")[0][0] > 2
    assert factories.published().seq == manifest.seq + 1
    assert User.objects.create(username="next").pk > 4


def test_from_this_database_to_sqlite(made: Path, elsewhere: installations.Installation) -> None:
    assert "rows are back" in elsewhere.must("restore", made)
    again = Path(elsewhere.must("backup"))
    rows = [{(file.model, file.rows, file.rows_digest) for file in Manifest.of(each).files} for each in (made, again)]
    assert rows[0] == rows[1]
    assert json.loads((again / MANIFEST).read_bytes())["database"] == "sqlite"


WHILE_IT_READS = """
import django
django.setup()
from django.db import connection
from accounts.models import Sequence
from operation.backup import one_moment
with one_moment():
    before = Sequence.objects.count()
    other = connection.copy()
    with other.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout = 0")
        cursor.execute("INSERT INTO accounts_sequence (name, value) VALUES ('written meanwhile', 1)")
    print(Sequence.objects.count() - before)
print(Sequence.objects.count() - before)
"""


def test_whoever_writes_need_not_wait_for_it_and_is_not_in_it(tmp_path: Path) -> None:
    site = installations.like_this_one(tmp_path / "site")
    assert site.python(WHILE_IT_READS).split() == ["0", "1"]
