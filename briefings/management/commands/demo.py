"""The main job on our own sample reports: reports in, briefings out."""

import secrets
from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import ROLES
from briefings import anchoring, citing, drafting, markup, saving, supporting
from briefings.models import Annotation, Briefing
from briefings.publishing import Change, publish, retract
from sources.arrival import Delivery
from sources.models import Actor, Difference, Interview, SourceArticle, Story
from sources.pipeline import Outcome, ingest
from sources.readers.items import from_bytes
from sources.readers.types import Item
from sources.text.types import Hints

SAMPLES = Path(__file__).parents[2] / "samples"

# In the order in which they arrive: file, outlet, address.
REPORTS = (
    ("bakery-kurier.txt", "Aller Kurier", "https://kurier.example/mill-bread"),
    ("library-courier.txt", "Graz Courier", "https://courier.example/atlas"),
    ("library-tageblatt.txt", "Vessen Tageblatt", "https://tageblatt.example/atlas"),
    ("observatory-herald.txt", "Hirsau Herald", "https://herald.example/comet"),
    ("observatory-blog.txt", "Hill Blog", "https://hill.example/comet"),
    ("ferry-gazette.txt", "Harbour Gazette", "https://gazette.example/terminal"),
    ("ferry-ledger.txt", "Northern Ledger", "https://ledger.example/terminal"),
    ("ferry-island-post.txt", "Island Post", "https://island.example/terminal"),
    ("ferry-ledger-later.txt", "Northern Ledger", "https://ledger.example/terminal"),
)


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation of the demo's briefing: its words in the text, and what it says or cites."""

    kind: str
    words: str
    note: str = ""
    report: str = ""
    quote: str = ""
    actor: str = ""
    confirm: bool = False
    """Whether the editor confirms what else supports the words."""


NOTES = (
    Note("citation", "tore away part of the quay", report="Harbour Gazette", quote="tore away part of its quay"),
    Note("context", "eleven days", note="From the storm on 2 November to the day the first report gives, 13 November."),
    Note("dispute", "a reporter counted 412 on the quay"),
    Note(
        "citation",
        "cost 2.4 million euros",
        report="Northern Ledger",
        quote="put the repairs at 2.4 million euros in a letter to its shareholders",
        confirm=True,
    ),
    Note("actor", "Mayor Tomas Brekke", actor="Tomas Brekke"),
    Note("citation", "holds a third of the shares", report="Harbour Gazette", quote="holds a third of its shares"),
    Note("definition", "car ferry", note="A ferry that takes cars and lorries as well as people."),
)


class Command(BaseCommand):
    help = "Takes in the sample reports, decides, drafts and publishes three briefings. Run twice it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            self.stdout.write("The demo is here already; nothing was changed.")
        else:
            self.build()
        self.addresses(options["port"])

    @transaction.atomic
    def build(self) -> None:
        people = self.people()
        self.reports(people["editor"])
        self.briefings(people)

    def people(self) -> dict[str, User]:
        """One person a role, with a random password that is printed here and nowhere kept."""
        people = {}
        self.stdout.write("\nPeople (the passwords are shown this once):")
        for role in ROLES:
            password = secrets.token_urlsafe(12)
            person = User.objects.create_user(role, f"{role}@example.org", password, is_staff=True)
            person.byline_name = f"Nutgraf {role}"
            person.save()
            person.groups.add(Group.objects.get(name=role))
            people[role] = person
            self.stdout.write(f"  {role:<14} {password}")
        return people

    def reports(self, editor: User) -> None:
        self.stdout.write("\nReports taken in:")
        for outcome in ingest(items(), Delivery("command", editor, timezone.now())):
            self.stdout.write(f"  {described(outcome)}")
        self.stdout.write("\nStories found:")
        for story in Story.objects.newest_first():
            rows = "; ".join(row.label for row in story.differences.all())
            self.stdout.write(
                f"  {story.articles().count()} reports  “{story}”{f' — they differ: {rows}' if rows else ''}"
            )

    def briefings(self, people: dict[str, User]) -> None:
        """A plain one, a retracted one, and last the annotated one, so that it leads."""
        now = timezone.now()
        plain = self.drafted("library-courier.txt", "Books", people["editor"])
        publish(plain, Change(), by=people["publisher"], at=now - timedelta(hours=5))
        recall = self.drafted("bakery-kurier.txt", "Food", people["editor"])
        publish(recall, Change(), by=people["publisher"], at=now - timedelta(hours=4))
        reason = "The bakery withdrew its statement; the recall covers other bread."
        retract(recall, reason=reason, by=people["publisher"], at=now - timedelta(hours=3))
        self.annotated(people)

    def drafted(self, name: str, topic: str, editor: User) -> Briefing:
        story = Story.objects.get(memberships__article__raw__name=name)
        briefing = drafting.draft(story, by=editor)
        for row in story.differences.proposed():
            self.decide(row, editor)
        briefing.topics = [topic]
        briefing.standfirst = briefing.standfirst or STANDFIRSTS[name]
        briefing.proposed.all().accept(briefing, by=editor)
        saving.save(briefing, expected=briefing.lock_version, by=editor)
        return briefing

    def decide(self, row: Difference, editor: User) -> None:
        """Open, or resolved where the editor has a reason to use the first report's value."""
        label = LABELS.get(row.attribute, "")
        if row.attribute in USED:
            row.resolve(row.values.all()[0], by=editor, note=USED[row.attribute], label=label)
        else:
            row.keep(by=editor, label=label)

    def annotated(self, people: dict[str, User]) -> None:
        now = timezone.now()
        editor, publisher = people["editor"], people["publisher"]
        briefing = self.drafted("ferry-gazette.txt", "Shipping", editor)
        self.write(briefing, editor)
        publish(briefing, Change(), by=publisher, at=now - timedelta(hours=2))
        briefing.refresh_from_db()
        briefing.body = briefing.body.replace("The shareholders meet", "The shareholders of the port authority meet")
        saving.save(briefing, expected=briefing.lock_version, by=editor)
        change = Change(
            kind="correction",
            note="We had named the meeting of December wrongly.",
            passage="December 2026",
            was="The shareholders meet",
            now="The shareholders of the port authority meet",
            how_found="A reader wrote to us.",
        )
        publish(briefing, change, by=publisher, at=now - timedelta(hours=1))

    def write(self, briefing: Briefing, editor: User) -> None:
        """What an editor does with a draft: rewrite, annotate, dispose of the interview, attach it."""
        briefing.annotations.all().delete()
        briefing.headline = "Norrvik’s ferry sails again, and nobody has said who pays"
        briefing.standfirst = "Eleven days after the storm the terminal is open; the bill for the quay is not settled."
        briefing.body = (SAMPLES / "ferry-briefing.md").read_text()
        briefing.not_known = "Who pays for the new quay.\nWhether the second waiting hall will be built."
        for point in briefing.key_points.filter(text__in=REWRITTEN):
            point.text = REWRITTEN[point.text]
            point.save()
        interview = Interview.objects.filter(article__in=briefing.reports()).order_by("-pk").first()
        if interview:
            note = "We searched for the speaker and found no trace."
            interview.dispose("republished, speaker unverified", by=editor, at=timezone.now(), note=note)
            briefing.interview = interview
        self.annotate(briefing, editor)
        saving.save(briefing, expected=briefing.lock_version, by=editor)

    def annotate(self, briefing: Briefing, editor: User) -> None:
        text = markup.plain_text(saving.html_of(briefing))
        reports = {str(a.outlet): a for a in briefing.reports() if a.copy_of_id is None}
        for note in NOTES:
            start = text.index(note.words)
            place = anchoring.select(text, start, start + len(note.words))
            row = Annotation(briefing=briefing, kind=note.kind, note=note.note, exact=place.exact)
            row.prefix, row.suffix, row.start, row.end = place.prefix, place.suffix, place.start, place.end
            if note.kind == "dispute":
                row.difference = (
                    briefing.story.differences.filter(attribute="number").first() if briefing.story else None
                )
                row.note = "A reporter and the agency’s report give different numbers."
            if note.actor:
                row.actor = Actor.objects.acting_in(briefing.reports()).get(name=note.actor)
            row.save()
            if note.quote:
                citing.cite(reports[note.report], note.quote, row)
            if note.confirm:
                found = supporting.suggestions(briefing, note.words).found
                others = [one.passage for one in found if one.passage.article != reports[note.report]]
                supporting.confirm(row, others, by=editor)

    def addresses(self, port: str) -> None:
        base = f"http://127.0.0.1:{port}"
        self.stdout.write("\nWorth opening:")
        for address in public_addresses():
            self.stdout.write(f"  {base}{address.url:<58} {address.words}")
        undecided = Story.objects.without_briefing().newest_first().first()
        if undecided:
            url = reverse("admin:sources_story_change", args=[undecided.pk])
            self.stdout.write(f"  {base}{url:<58} left for you: draft a briefing from this story")
        self.stdout.write("")


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    words: str


# How the editor words the differences, and what the briefing uses.
LABELS = {"date": "The day the terminal reopened", "number": "Passengers on the first crossing"}
USED = {"number": "A reporter counted them; the agency’s report does not say who did."}

# A sentence of a report that needs other words once it stands alone.
REWRITTEN = {"The repairs cost 2.4 million euros, she said.": "The repairs of the quay cost 2.4 million euros."}

STANDFIRSTS = {
    "library-courier.txt": "The map collection of 1622 is back; who stole it is still unknown.",
    "bakery-kurier.txt": "Metal was found in bread that was sold in four towns.",
    "ferry-gazette.txt": "The ferry sails again.",
}


def items() -> list[Item]:
    return [
        from_bytes((SAMPLES / name).read_bytes(), name, Hints(outlet=outlet, url=url)) for name, outlet, url in REPORTS
    ]


def described(outcome: Outcome) -> str:
    article = outcome.article
    assert isinstance(article, SourceArticle)
    flags = f"; {article.flags.count()} flags" if article.flags.exists() else ""
    what = outcome.outcome.replace("_", " ") + (f" of {article.copy_of.outlet}" if article.copy_of else "")
    return f"{article.outlet!s:<18} {what:<28} “{article.headline}”{flags}"


def public_addresses() -> list[Address]:
    rows = [Address(reverse("home"), "what readers see"), Address(reverse("admin:index"), "the desk")]
    for briefing in Briefing.objects.filter(live__isnull=False).order_by("-pk"):
        rows.append(Address(reverse("briefing", args=[briefing.slug]), briefing.status))
        rows.append(Address(reverse("api-briefing", args=[briefing.slug]), "the same as JSON"))
    listed = Address(reverse("api-briefings"), "the list")
    return [*rows, listed, Address(reverse("api-schema"), "OpenAPI"), Address(reverse("atom"), "Atom")]
