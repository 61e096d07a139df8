"""People, reports and briefings for tests. Reports go through the real pipeline; their texts are our own."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group

from accounts.models import ApiKey, User
from accounts.models.key import Issued
from briefings import anchoring, markup, saving
from briefings.models import Annotation, Briefing, Citation, Edition, KeyPoint
from briefings.publishing import Change, publish
from sources.arrival import Delivery
from sources.models import SourceArticle
from sources.pipeline import ingest_one, process
from sources.readers.items import from_text
from sources.text.types import Hints

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
numbers = count(1)

LIGHTHOUSE = """Lighthouse on Stora Skar burns again

The lamp of 1887 is back in its lantern; nobody has said who will keep it.

By Ingrid Sele
3 October 2026

The lighthouse on Stora Skar was lit again on Thursday evening, 14 years after its lamp was taken down. Pilot Henrik Aune steered the first boat past it at nine.

Engineer Maja Lindqvist said that 96 prisms had been cleaned and two had been cast anew. The work cost 310,000 euros.

The island has no harbour. Visitors come by boat from Vessen between May and September, and 2,100 came this summer.
"""
LIGHTHOUSE_QUOTE = "96 prisms had been cleaned"

ORCHARD = """Pear orchard of Lindau to be felled in spring

Fire blight was found in four of every five trees.

By Oskar Brandl
1 October 2026

The pear orchard behind the monastery of Lindau will be felled in March, the town council decided on Wednesday. Inspectors had found fire blight in 240 of its 300 trees.

Councillor Petra Hummel said that the ground would lie fallow for three years. Beekeepers carried their 40 hives to the hills last week.

Cider from the orchard won a medal at the fair of Bregenz in 2019. The last bottles will be sold in December.
"""
ORCHARD_QUOTE = "240 of its 300 trees"

INTERVIEW = """How the organ of Vessen was tuned

The cathedral's organ was tuned for the first time since 1998. The work took eleven weeks and ended on Sunday.

Interview with Dr. Ruth Kessel

Interviewer: How long does it take to tune four thousand pipes?

Dr. Ruth Kessel: Eleven weeks, if nobody opens a door. The cold of the nave changes the pitch of the small pipes at once.

Interviewer: Did you find any damage?

Dr. Ruth Kessel: Mice had eaten the leather of nine valves. We made new ones from sheepskin.

Interviewer: Who will play it first?

Dr. Ruth Kessel: The cathedral has not decided. I would like to hear somebody young.
"""
INTERVIEW_QUOTE = "tuned for the first time since 1998"


def person(role: str = "", **values: Any) -> User:
    """Someone with a role (empty: none), known to the desk."""
    name = values.pop("username", None) or f"{role or 'nobody'}-{next(numbers)}"
    user = User.objects.create(username=name, is_staff=bool(role), password="!", **values)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def key(*scopes: str, user: User | None = None, **more: Any) -> Issued:
    return ApiKey.objects.issue(user or person("author"), name="a test", scopes=list(scopes), **more)


def outcome_of(text: str, *, at: datetime = NOW, by: User | None = None, **hints: Any) -> Any:
    """What became of a text that came in."""
    item = from_text(text, hints.pop("id", f"item-{next(numbers)}"), Hints(**hints))
    return ingest_one(item, Delivery("command", by, at))


def article(text: str = LIGHTHOUSE, **hints: Any) -> SourceArticle:
    found = outcome_of(text, **hints).article
    assert isinstance(found, SourceArticle)
    return SourceArticle.objects.for_page().get(pk=found.pk)


def ready(source: SourceArticle | None = None, quote: str = LIGHTHOUSE_QUOTE, **values: Any) -> Briefing:
    """A briefing that passes the gate: one report, one cited key point, one cited passage."""
    source = source or article()
    number = next(numbers)
    defaults = {
        "headline": f"A lamp burns again, number {number}",
        "slug": f"lamp-{number}",
        "standfirst": "The lamp is back, and nobody has said who keeps it.",
        "body": "The lamp burns **again** on its island.\n\nNobody has said who keeps it.",
        "story": source.membership.story,
    }
    briefing = Briefing.objects.create(**(defaults | values))
    point = KeyPoint.objects.create(briefing=briefing, text="The prisms were cleaned.")
    cite(source, quote, key_point=point)
    words = plain(briefing).split(".")[0]
    cite(source, quote, annotation=mark(briefing, words, kind="citation"))
    return briefing


def cite(source: SourceArticle, quote: str, **under: Any) -> Citation:
    start = source.raw.text.index(quote)
    return Citation.objects.create(article=source, start=start, end=start + len(quote), exact=quote, **under)


def plain(briefing: Briefing) -> str:
    return markup.plain_text(saving.html_of(briefing))


def mark(briefing: Briefing, words: str, **values: Any) -> Annotation:
    """An annotation on words of the briefing's text."""
    text = plain(briefing)
    place = anchoring.select(text, text.index(words), text.index(words) + len(words))
    selector = {name: getattr(place, name) for name in ("exact", "prefix", "suffix", "start", "end")}
    return Annotation.objects.create(briefing=briefing, **selector, **({"kind": "context", "note": "So."} | values))


def published(
    briefing: Briefing | None = None, *, at: datetime = NOW, by: User | None = None, **change: Any
) -> Edition:
    return publish(briefing or ready(), Change(**change), by=by or person("publisher"), at=at)


def rerun(source: SourceArticle) -> SourceArticle:
    """The same article after every step of the pipeline ran again."""
    process(SourceArticle.objects.get(pk=source.pk))
    return SourceArticle.objects.for_page().get(pk=source.pk)


def html(briefing: Briefing) -> str:
    return str(saving.html_of(briefing))


def save(briefing: Briefing, by: User | None = None) -> Any:
    expected = Briefing.objects.values_list("lock_version", flat=True).get(pk=briefing.pk)
    return saving.save(briefing, expected=expected, by=by or person("editor"))
