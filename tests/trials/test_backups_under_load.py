"""Backups that are taken while reports come in and briefings are published are each of one moment, and stop nobody."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from operation.backup import made_in
from operation.manifest import BackupError, verify
from tests.operation import installations
from tests.operation.installations import ROOT, Installation
from tests.trials.form import times

pytestmark = pytest.mark.django_db

BACKUPS = times(3, 20)
WRITER = """
import os, sys, time, django
django.setup()
from django.utils import timezone
from tests import factories
number, slowest, stop = 0, 0.0, sys.argv[1]
while not os.path.exists(stop):
    began = time.monotonic()
    text = factories.LIGHTHOUSE.replace("Stora Skar", f"Skar {number}").replace("310,000", f"{number},000")
    briefing = factories.ready(factories.article(text, outlet=f"Paper {number % 7}"))
    factories.published(briefing, at=timezone.now())
    if number % 3 == 0:
        factories.published(briefing, at=timezone.now(), kind="correction", note="We erred.", how_found="A reader.", was="a", now="b")
    slowest = max(slowest, time.monotonic() - began)
    number += 1
print(number, slowest)
"""
"""Takes in a report, publishes a briefing of it, and corrects every third, until there is a file of the name given."""


@contextmanager
def written_to(site: Installation) -> Iterator[subprocess.Popen[str]]:
    stop = site.var / "stop"
    command = [sys.executable, "-c", WRITER, str(stop)]
    writer = subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=subprocess.PIPE, text=True)
    try:
        yield writer
    finally:
        stop.touch()
        writer.wait(60)


def test_each_restores_and_is_of_one_moment(tmp_path: Path) -> None:
    site = installations.like_this_one(tmp_path / "site")
    with written_to(site) as writer:
        while not site.ask("SELECT 1 FROM briefings_edition"):
            assert writer.poll() is None
            time.sleep(0.1)
        for _ in range(BACKUPS):
            site.must("backup")
    assert writer.stdout is not None
    number, slowest = writer.stdout.read().split()
    made = made_in(site.var / "backups")
    sizes = [check(folder, tmp_path / f"restored-{n}") for n, folder in enumerate(made)]
    assert len(set(sizes)) == BACKUPS, "nothing was written in between"
    print(
        f"{BACKUPS} backups of {min(sizes)} to {max(sizes)} rows while {number} reports came; the slowest in {float(slowest):.1f} s"
    )


def check(made: Path, var: Path) -> int:
    """Restored and verified; a half-published briefing would be an edition without its act, page or number."""
    manifest = verify(made)
    restored = installations.like_this_one(var)
    restored.must("restore", made)
    editions, last = restored.ask("SELECT count(*), max(seq) FROM briefings_edition")[0]
    published = restored.ask("SELECT count(*) FROM accounts_act WHERE verb LIKE 'published%'")
    pages = restored.ask("SELECT count(DISTINCT edition_id) FROM briefings_rendition")
    assert editions == last == manifest.seq == pages[0][0]
    assert published[0][0] == editions, "as many acts of publishing as editions"
    damage(made)
    shutil.rmtree(var)
    return manifest.rows


def damage(made: Path) -> None:
    path = max(made.iterdir(), key=lambda path: path.stat().st_size)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(BackupError, match="damaged"):
        verify(made)
