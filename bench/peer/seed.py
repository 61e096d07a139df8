"""Fills the peer with copies of one briefing, as our API gives it on standard input: `python -m peer.seed COPIES`."""

import json
import os
import re
import sys
from html import escape
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peer.settings")
django.setup()

# Models can be imported once Django is set up, and ours once their tables are there.
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

MODULE = Path(os.environ["PEER_FOLDER"]) / "peer_migrations"
MODULE.mkdir(exist_ok=True)
(MODULE / "__init__.py").touch()
call_command("makemigrations", "peer", verbosity=0)
call_command("migrate", verbosity=0)

from peer.models import Acting, Actor, BriefingPage, Note, Source  # noqa: E402


def stream(given: dict) -> list[dict]:
    sections = [{"type": "section", "value": part} for part in re.split(r"(?=<h2)", given["body"]["html"]) if part]
    turns = [
        {"speaker": turn["speaker"], "text": "".join(f"<p>{escape(part)}</p>" for part in turn["paragraphs"])}
        for exchange in given["interview"]["exchanges"]
        for turn in exchange["turns"]
    ]
    return [*sections, {"type": "interview", "value": {"disclosure": given["interview"]["disclosure"], "turns": turns}}]


def add(home: Page, given: dict, number: int, actors: list[Actor]) -> BriefingPage:
    page = BriefingPage(
        title=given["headline"], slug=f"copy-{number}", standfirst=given["standfirst"], body=json.dumps(stream(given))
    )
    home.add_child(instance=page)
    sources = {
        row["uid"]: Source.objects.create(
            page=page, **{name: row[name] for name in ("headline", "outlet", "url", "dated", "sha256")}
        )
        for row in given["sources"]
    }
    Acting.objects.bulk_create(Acting(page=page, actor=actor) for actor in actors)
    Note.objects.bulk_create(note(page, row, sources) for row in given["annotations"])
    page.save_revision().publish()
    return page


def note(page: BriefingPage, row: dict, sources: dict[str, Source]) -> Note:
    place = {name: row["selector"][name] for name in ("exact", "prefix", "suffix", "start", "end")}
    cited = row["citation"] or {"exact": "", "source": None}
    return Note(
        page=page, anchor=row["id"], kind=row["kind"], text=row["note"], quoted=cited["exact"],
        source=sources.get(cited["source"]), **place,
    )  # fmt: skip


@transaction.atomic
def main() -> None:
    given, home = json.load(sys.stdin), Site.objects.get(is_default_site=True).root_page
    actors = [Actor.objects.create(**{name: row[name] for name in ("name", "kind", "note")}) for row in given["actors"]]
    pages = [add(home, given, number, actors) for number in range(int(sys.argv[1]))]
    json.dump({"page": f"/{pages[-1].slug}/", "detail": f"/api/v2/pages/{pages[-1].pk}/"}, sys.stdout)


if __name__ == "__main__":
    main()
