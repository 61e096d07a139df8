"""A backup's files may not grow beyond n kilobytes, for many n: it fails in a sentence and leaves nothing that looks like
a backup; with room again the next one is whole."""

import resource
import subprocess
import sys
from pathlib import Path

from operation.backup import made_in
from operation.manifest import verify
from tests.operation import installations
from tests.operation.installations import ROOT
from tests.trials.form import times

SIZES = [40, 64, 90, 120, 160, 200][:: times(5, 1)]
"""Kilobytes: from what SQLite needs to open a database, to less than the largest table here takes."""
FILL = """
import django; django.setup()
import os
from tests import factories
for number in range(4):
    factories.published(factories.ready(factories.article(factories.LIGHTHOUSE + f"\\n\\n{os.urandom(60_000).hex()}\\n")))
"""


def test_a_full_disk_leaves_no_backup_behind(tmp_path: Path) -> None:
    site = installations.like_this_one(tmp_path / "site")
    site.python(FILL)
    backups = site.var / "backups"
    for kilobytes in SIZES:
        done = subprocess.run(
            [sys.executable, "manage.py", "backup"],
            cwd=ROOT,
            env=site.environment,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024,) * 2),  # noqa: B023
        )
        assert done.returncode != 0, kilobytes
        assert done.stderr.startswith("CommandError: The backup could not be written to "), done.stderr
        assert list(backups.glob("*")) == [], kilobytes
    site.must("backup")
    [made] = made_in(backups)
    assert verify(made).seq == 4
    print(f"backup: {len(SIZES)} sizes of a disk that is full")
