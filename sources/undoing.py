"""What a decision changed, as it was and as it is now, so that it can be undone exactly."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max, Q

from accounts.models import User
from sources.models import Decision, Difference, SourceArticle, Story, StoryMembership

Values = Mapping[str, Any]
"""Key of a row → what it holds, as JSON. The keys of decisions are "earlier-later"."""


NEWEST = "memberships__article__raw__received_at"


@dataclass(frozen=True, slots=True)
class Kind:
    """How the rows of one kind are read and written, many at a time."""

    read: Callable[[Collection[str]], dict[str, Any]]
    write: Callable[[Values], None]


@dataclass(slots=True)
class Changes:
    """The rows that a decision changes: `before` and `after`, each by kind and key. A row that stays is in neither."""

    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    after: dict[str, dict[str, Any]] = field(default_factory=dict)

    def put(self, kind: str, values: Values) -> None:
        """Write what is not so already."""
        now = KINDS[kind].read(list(values))
        changed = {key: value for key, value in values.items() if key in now and now[key] != value}
        if not changed:
            return
        KINDS[kind].write(changed)
        before, after = self.before.setdefault(kind, {}), self.after.setdefault(kind, {})
        for key, value in changed.items():
            before.setdefault(key, now[key])
            after[key] = value

    def articles(self) -> set[int]:
        """The keys of the reports that were changed."""
        kinds = ("memberships", "states", "originals")
        return {int(key) for kind in kinds for key in self.after.get(kind, ())}

    def compared(self) -> set[int]:
        """The keys of the reports of the pairs that were changed."""
        return {int(key) for pair in self.after.get("decisions", ()) for key in pair.split("-")}

    def stories(self) -> set[int]:
        """The keys of the stories whose reports were changed, moved in or moved out."""
        moved = [*self.before.get("memberships", {}).values(), *self.after.get("memberships", {}).values()]
        held = StoryMembership.objects.filter(article__in=self.articles())
        return {row["story"] for row in moved} | set(held.values_list("story", flat=True))

    def left(self) -> dict[int, set[int]]:
        """Story → the reports that left it, by their keys."""
        found: dict[int, set[int]] = {}
        for key, row in self.before.get("memberships", {}).items():
            if self.after["memberships"][key]["story"] != row["story"]:
                found.setdefault(row["story"], set()).add(int(key))
        return found

    def tidy(self) -> None:
        """Stories that changed take their newest report's time, and drop the title of a report that left."""
        newest = Story.objects.filter(pk__in=self.stories()).annotate(newest=Max(NEWEST)).values_list("pk", "newest")
        for key, at in newest:
            if at:
                Story.objects.filter(pk=key).update(last_report_at=at)
        for key, articles in self.left().items():
            self._rename(key, articles)

    def _rename(self, key: int, articles: set[int]) -> None:
        story = Story.objects.get(pk=key)
        first = SourceArticle.objects.select_related("raw").filter(membership__story=story).order_by("pk").first()
        titles = {str(one) for one in SourceArticle.objects.select_related("raw").filter(pk__in=articles)}
        if first and story.title in titles:
            self.put("titles", {str(key): str(first)})


def changed_since(after: Mapping[str, Values]) -> dict[str, set[str]]:
    """Kind → keys of the rows that are no longer as a decision left them. A story's title is nobody's decision."""
    found = {}
    for kind in KINDS.keys() & after.keys() - {"titles"}:
        now = KINDS[kind].read(list(after[kind]))
        found[kind] = {key for key, value in after[kind].items() if now.get(key) != value}
    return {kind: keys for kind, keys in found.items() if keys}


def restored(before: Mapping[str, Values], after: Mapping[str, Values]) -> Changes:
    """Put back what was before. A title that somebody gave since stands."""
    changes = Changes()
    for kind in KINDS.keys() & before.keys():
        values = before[kind]
        if kind == "titles":
            now = KINDS[kind].read(list(values))
            values = {key: value for key, value in values.items() if now.get(key) == after[kind][key]}
        changes.put(kind, values)
    return changes


def place(story: Story, by: User | None, reasons: Iterable[str], score: float | None = None) -> dict[str, Any]:
    """What a membership holds."""
    return {"story": story.pk, "decided_by": by.pk if by else None, "reasons": list(reasons), "score": score}


def moved_to(story: int, row: StoryMembership) -> dict[str, Any]:
    """What a membership holds once it is of another story, all else as it is."""
    return _place(row) | {"story": story}


def pair_key(one: int, other: int) -> str:
    return f"{min(one, other)}-{max(one, other)}"


def _read_memberships(keys: Collection[str]) -> dict[str, Any]:
    rows = StoryMembership.objects.filter(article__in=map(int, keys))
    return {str(row.article_id): _place(row) for row in rows}


def _place(row: StoryMembership) -> dict[str, Any]:
    return {"story": row.story_id, "decided_by": row.decided_by_id, "reasons": row.reasons, "score": row.score}


def _write_memberships(values: Values) -> None:
    rows = list(StoryMembership.objects.filter(article__in=map(int, values)))
    for row in rows:
        held = values[str(row.article_id)]
        row.story_id, row.decided_by_id = held["story"], held["decided_by"]
        row.reasons, row.score = held["reasons"], held["score"]
    StoryMembership.objects.bulk_update(rows, ["story", "decided_by", "reasons", "score"], batch_size=200)


MOST_PAIRS = 200
"""Pairs asked for in one statement: SQLite takes an expression a thousand deep, and each pair is two comparisons."""


def _pairs(keys: Collection[str]) -> list[Decision]:
    wanted = [key.split("-") for key in keys]
    found: list[Decision] = []
    for start in range(0, len(wanted), MOST_PAIRS):
        either = Q()
        for earlier, later in wanted[start : start + MOST_PAIRS]:
            either |= Q(earlier=earlier, later=later)
        found += Decision.objects.filter(either)
    return found


def _read_decisions(keys: Collection[str]) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(keys)
    return found | {pair_key(row.earlier_id, row.later_id): _verdict(row) for row in _pairs(keys)}


def _verdict(row: Decision) -> dict[str, Any]:
    return {
        "verdict": row.verdict,
        "decided_by": row.decided_by_id,
        "reasons": row.reasons,
        "score": row.score,
        "decided_at": row.decided_at.isoformat(),
    }


def _write_decisions(values: Values) -> None:
    """A row of nothing is taken away: there was none."""
    there = {pair_key(row.earlier_id, row.later_id): row for row in _pairs(list(values))}
    gone = [row.pk for key, row in there.items() if values[key] is None]
    Decision.objects.filter(pk__in=gone).delete()
    kept = {key: _settled(key, held, there.get(key)) for key, held in values.items() if held is not None}
    fields = ["verdict", "decided_by", "reasons", "score", "decided_at"]
    Decision.objects.bulk_update([row for key, row in kept.items() if key in there], fields, batch_size=200)
    Decision.objects.bulk_create([row for key, row in kept.items() if key not in there])


def _settled(key: str, held: Values, row: Decision | None) -> Decision:
    earlier, later = key.split("-")
    row = row or Decision(earlier_id=int(earlier), later_id=int(later))
    row.verdict, row.decided_by_id, row.score = held["verdict"], held["decided_by"], held["score"]
    row.reasons, row.decided_at = held["reasons"], datetime.fromisoformat(held["decided_at"])
    return row


def _column(model: Any, name: str) -> Kind:
    """Rows of which one column is decided on."""

    def read(keys: Collection[str]) -> dict[str, Any]:
        return {str(pk): value for pk, value in model.objects.filter(pk__in=keys).values_list("pk", name)}

    def write(values: Values) -> None:
        for value in dict.fromkeys(values.values()):
            model.objects.filter(pk__in=[key for key, one in values.items() if one == value]).update(**{name: value})

    return Kind(read, write)


KINDS: dict[str, Kind] = {
    "memberships": Kind(_read_memberships, _write_memberships),
    "decisions": Kind(_read_decisions, _write_decisions),
    "states": _column(SourceArticle, "state"),
    "originals": _column(SourceArticle, "copy_of_id"),
    "titles": _column(Story, "title"),
    "differences": _column(Difference, "story_id"),
}
