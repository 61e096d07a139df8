"""The lines of docs/api.md run as they stand, one after another, against a site."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefings.models import Briefing, Edition
from tests import factories
from tests.api.editions import corrected

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
FAILING = 'set -euo pipefail\ncurl() { command curl --fail-with-body "$@"; }\n'


def script(site: str) -> str:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(blocks) == 5
    whole = FAILING + "\n".join(blocks)
    assert whole.count("SITE=http://127.0.0.1:8000") == 1
    return whole.replace("http://127.0.0.1:8000", site)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_every_line_runs(live_server: Any, settings: Any) -> None:
    settings.SITE_URL = live_server.url
    corrected()
    secret = factories.key("ingest", "edit", "publish", "drafts", user=factories.person("publisher")).secret
    done = subprocess.run(
        ["/bin/bash", "-c", script(live_server.url)],
        env={"KEY": secret, "PATH": "/usr/bin:/bin:/usr/local/bin"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-800:].decode() + done.stderr.decode()
    bell = Briefing.objects.latest("pk")
    assert (bell.status, bell.topics) == ("retracted", ["Bells"])
    kinds = Edition.objects.filter(briefing=bell).order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["first", "correction", "retraction"]
