"""What holds after every fault: nothing is half there, and nothing is there twice."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Count, F, Max
from django.utils import timezone

from accounts.models import Act, Sequence
from briefings.formats import ALL
from briefings.models import Briefing, Correction, Delivery, Edition, SearchText, Webhook
from briefings.models.edition import PUBLIC_CHANGES
from operation.sweeping import DUE
from sources.models import Fingerprint, IngestItem, RawText, Segment, SourceArticle, StoryMembership

OURS = ("accounts", "sources", "briefings")


def half_done() -> list[str]:
    """Empty when all is well."""
    return [*_reports(), *_editions(), *_jobs()]


def _reports() -> Iterator[str]:
    raws, articles = RawText.objects.count(), SourceArticle.objects.count()
    if raws != articles:
        yield f"{raws} raw texts, {articles} articles"
    for model, what in ((StoryMembership, "story"), (Segment, "segments"), (Fingerprint, "fingerprints")):
        field = "article_id" if model is not Fingerprint else "article"
        there = set(model.objects.values_list(field, flat=True))
        without = set(SourceArticle.objects.filter(copy_of=None).values_list("pk", flat=True)) - there
        if without:
            yield f"articles without {what}: {sorted(without)}"
        if strays := there - set(SourceArticle.objects.values_list("pk", flat=True)):
            yield f"{what} of no article: {sorted(strays)}"


def _editions() -> Iterator[str]:
    seqs = sorted(Edition.objects.values_list("seq", flat=True))
    reached = Sequence.objects.reached(PUBLIC_CHANGES)
    if seqs != list(range(1, reached + 1)):
        yield f"the sequence reached {reached}, and the editions have {seqs}"
    for edition in Edition.objects.prefetch_related("renditions"):
        is_gone = edition.kind == "retraction"
        shapes = {"page", "json", "summary", *(shape.name for shape in ALL if shape.outlives or not is_gone)}
        if missing := shapes - {row.shape for row in edition.renditions.all()}:
            yield f"edition {edition.seq} has no {sorted(missing)}"
    acts = Act.objects.filter(verb__regex=r"^(published|retracted)").count()
    if acts != len(seqs):
        yield f"{acts} acts of publishing, {len(seqs)} editions"
    corrections = Edition.objects.filter(kind__in=("correction", "clarification")).count()
    if corrections != Correction.objects.count():
        yield f"{corrections} editions that correct, {Correction.objects.count()} corrections"
    told = Delivery.objects.exclude(edition=None).count()
    if told != len(seqs) * Webhook.objects.count():
        yield f"{told} deliveries of {len(seqs)} editions to {Webhook.objects.count()} webhooks"
    for briefing in Briefing.objects.annotate(last=Max("editions__number"), made=Count("editions")):
        yield from _briefing(briefing)


def _briefing(briefing: Briefing) -> Iterator[str]:
    if (briefing.last or 0) != briefing.made or (briefing.live.number if briefing.live else 0) != briefing.made:
        yield f"{briefing} has {briefing.made} editions, the last is {briefing.last}, live is {briefing.live}"
    is_public = briefing.status == "published"
    if is_public != bool(briefing.live and briefing.live.kind != "retraction"):
        yield f"{briefing} is {briefing.status}, and live is {briefing.live}"
    found = SearchText.objects.filter(briefing=briefing, edition=F("briefing__live")).count()
    if found != int(is_public):
        yield f"{briefing} is {briefing.status}, and search finds it {found} times"
    entries = briefing.live.appearances.count() if briefing.live else 0
    if bool(entries) != is_public:
        yield f"{briefing} is {briefing.status}, and stands under {entries} entries"


def _jobs() -> Iterator[str]:
    for row in IngestItem.objects.filter(state="done", article=None):
        yield f"{row} is done and has no article"


def left_lying() -> list[str]:
    """Kinds of rows that wait to be worked off, or that somebody holds."""
    now = timezone.now()
    kinds = [
        kind.model for kind in DUE if kind.model.objects.due(now).exists() or kind.model.objects.held(now).exists()
    ]
    return [kind.__name__ for kind in kinds]


def counted() -> dict[str, int]:
    """Table → rows: what a fault must leave as it was."""
    models = (model for name in OURS for model in apps.get_app_config(name).get_models())
    return {model._meta.label: model._default_manager.count() for model in models}
