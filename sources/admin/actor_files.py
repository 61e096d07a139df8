"""Actors as a CSV file: out, and in again with a preview. An import adds and changes, and never takes anything away."""

import base64
import binascii
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats.base_formats import CSV
from import_export.forms import ConfirmImportForm
from import_export.resources import ModelResource
from import_export.tmp_storages import BaseStorage

from sources import alike, describing
from sources.describing import Description
from sources.knowing import MAX_NAME, key
from sources.models import Actor, ActorName
from sources.models.actors import KINDS

COLUMNS = ("uid", "name", "kind", "aliases", "acronyms", "roles", "wikidata", "note")
BETWEEN = " | "
WIKIDATA = re.compile(r"Q[1-9]\d{0,17}")


class PlainDiff:
    """The cells of a row as they read now; what an import changes, as “before → after”."""

    def __init__(self, resource: "ActorResource", instance: Actor, new: bool) -> None:
        self._before = self._cells(resource, instance)
        self._after = self._before
        self._new = new

    def compare_with(self, resource: "ActorResource", instance: Actor) -> None:
        self._after = self._cells(resource, instance)

    def as_html(self) -> list[str]:
        """A new actor's uid is not told: it gets its own once the preview is confirmed."""
        pairs = zip(self._before, self._after, strict=True)
        cells = [f"{before} → {after}" if before and before != after else after for before, after in pairs]
        return ["", *cells[1:]] if self._new else cells

    def _cells(self, resource: "ActorResource", instance: Actor) -> list[str]:
        if instance.pk is None:
            return ["" for _ in resource.get_import_fields()]
        fresh = Actor.objects.for_card().get(pk=instance.pk)
        return [str(resource.export_field(field, fresh)) for field in resource.get_import_fields()]


class ActorResource(ModelResource):
    """One actor a row. Several aliases, acronyms or roles stand in one cell, parted by “|”."""

    uid = Field(attribute="uid", column_name="uid", readonly=True)
    aliases = Field(column_name="aliases", readonly=True)
    acronyms = Field(column_name="acronyms", readonly=True)
    roles = Field(column_name="roles", readonly=True)

    class Meta:
        model = Actor
        fields = COLUMNS
        import_order = export_order = COLUMNS
        import_id_fields = ()
        skip_unchanged = report_skipped = clean_model_instances = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._touched: set[int] = set()

    def get_diff_class(self) -> type[PlainDiff]:
        return PlainDiff

    def dehydrate_aliases(self, actor: Actor) -> str:
        return _cell(name.name for name in _names(actor) if name.kind != "acronym" and name.name != actor.name)

    def dehydrate_acronyms(self, actor: Actor) -> str:
        return _cell(name.name for name in _names(actor) if name.kind == "acronym" and name.name != actor.name)

    def dehydrate_roles(self, actor: Actor) -> str:
        return _cell(map(str, describing.offices_of(actor)))

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Raises ValidationError for a file that is not one of actors."""
        headers = [str(header).strip() for header in dataset.headers or ()]
        if missing := {"name", "kind"} - set(headers):
            raise ValidationError(f"The first line names no column {_quoted(sorted(missing))}.")
        if strange := [header for header in headers if header not in (*COLUMNS, "state")]:
            raise ValidationError(f"There is no column {_quoted(strange)}. The columns are {_quoted(COLUMNS)}.")
        dataset.headers = headers

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        for name, value in row.items():
            row[name] = " ".join(str(value or "").split()) if name != "note" else str(value or "").strip()
        wrong = {name: words for name, words in _faults(row).items() if words}
        if wrong:
            raise ValidationError(wrong)

    def import_field(self, field: Any, instance: Actor, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        """An empty cell takes nothing away."""
        if row.get(field.column_name):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def get_instance(self, instance_loader: Any, row: Any) -> Actor | None:
        """By its uid; without one, the actor of that kind which goes by the name."""
        if row.get("uid"):
            return Actor.objects.get(uid=row["uid"])
        return next(iter(_going_by(row["name"], row["kind"])), None)

    def skip_row(self, instance: Actor, original: Actor, row: Any, import_validation_errors: Any = None) -> bool:
        news = describing.news_in(instance, _told(row))
        if news.aliases or news.acronyms or news.offices:
            return False
        columns = ("name", "kind", "wikidata", "note")
        return all(getattr(instance, name) == getattr(original, name) for name in columns)

    def before_save_instance(self, instance: Actor, row: Any, **kwargs: Any) -> None:
        if instance.pk is None:
            instance.state = "confirmed"

    def after_save_instance(self, instance: Actor, row: Any, **kwargs: Any) -> None:
        describing.describe(instance, _told(row), by=kwargs["user"])
        self._touched.add(instance.pk)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        alike.ask_anew(self._touched)


def _names(actor: Actor) -> list[ActorName]:
    return sorted((name for name in actor.names.all() if name.state != "rejected"), key=lambda name: name.name)


def _cell(values: Any) -> str:
    return BETWEEN.join(values)


def _values(row: Any, column: str) -> list[str]:
    return [value.strip() for value in (row.get(column) or "").split(BETWEEN.strip()) if value.strip()]


def _told(row: Any) -> Description:
    offices = [describing.office(value) for value in _values(row, "roles")]
    return Description(_values(row, "aliases"), _values(row, "acronyms"), offices)


def _quoted(names: Any) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _faults(row: Any) -> dict[str, list[str]]:
    """Column → what is wrong in it."""
    return {
        "uid": _faults_of_uid(row.get("uid") or ""),
        "name": _faults_of_name(row),
        "kind": [] if row["kind"] in KINDS else [f"“{row['kind']}” is none of {_quoted(KINDS)}."],
        "roles": _faults_of_roles(row),
        "wikidata": _faults_of_wikidata(row.get("wikidata") or ""),
    }


def _faults_of_uid(uid: str) -> list[str]:
    if not uid:
        return []
    try:
        actor = Actor.objects.filter(uid=uid).first()
    except ValidationError:
        actor = None
    if actor is None:
        return [f"No actor has the uid “{uid}”. Leave it empty for a new one."]
    return [f"“{actor}” was merged into “{actor.survivor}”."] if actor.state == "merged" else []


def _faults_of_name(row: Any) -> list[str]:
    if not row["name"]:
        return ["An actor needs a name."]
    long = [name for name in (row["name"], *_values(row, "aliases"), *_values(row, "acronyms")) if len(name) > MAX_NAME]
    if long:
        return [f"“{long[0][:40]}…” is too long: a name has {MAX_NAME} characters at most."]
    if not row.get("uid") and len(_going_by(row["name"], row["kind"])) > 1:
        return [f"Several actors go by “{row['name']}”. Say which one by its uid."]
    return []


def _faults_of_roles(row: Any) -> list[str]:
    faults = []
    for value in _values(row, "roles"):
        try:
            describing.office(value)
        except ValidationError as error:
            faults += error.messages
    return faults


def _faults_of_wikidata(value: str) -> list[str]:
    return [] if not value or WIKIDATA.fullmatch(value) else [f"“{value}” is no Wikidata id, such as Q42."]


def _going_by(name: str, kind: str) -> list[Actor]:
    found = Actor.objects.named(key(name), kind)
    return [actor for actor in found if key(actor.name) == key(name)]


class InTheForm(BaseStorage):
    """The file travels in the form that confirms its preview, so that any machine can take it in."""

    def save(self, data: bytes) -> None:
        self.name = base64.b64encode(data).decode("ascii")

    def read(self) -> str:
        return base64.b64decode(self.name, validate=True).decode(self.encoding or "utf-8-sig")

    def remove(self) -> None:
        self.name = ""


class ConfirmForm(ConfirmImportForm):
    """Without the file's name there is nothing to confirm."""

    import_file_name = forms.CharField(widget=forms.HiddenInput)

    def clean_import_file_name(self) -> str:
        sent: str = self.cleaned_data["import_file_name"]
        try:
            base64.b64decode(sent, validate=True).decode("utf-8-sig")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise ValidationError("The file did not come through whole. Choose it again.") from error
        return sent


class CsvMixin(ImportExportMixin):
    """For the list of actors: who may change them may bring them in, who may see them may take them out."""

    resource_classes = [ActorResource]
    confirm_form_class = ConfirmForm
    tmp_storage_class = InTheForm
    import_template_name = "admin/sources/actor/import.html"
    import_export_change_list_template = "admin/sources/actor/change_list.html"
    ie_base_change_list_template = "admin/change_list.html"
    skip_export_form = True
    skip_admin_log = True
    to_encoding = "utf-8"

    def get_import_formats(self) -> list[type[CSV]]:
        return [CSV]

    def get_export_formats(self) -> list[type[CSV]]:
        return [CSV]

    def has_import_permission(self, request: HttpRequest) -> bool:
        may: bool = self.has_change_permission(request) and self.has_add_permission(request)
        return may

    def has_export_permission(self, request: HttpRequest) -> bool:
        may: bool = self.has_view_permission(request)
        return may

    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Actor]:
        rows: QuerySet[Actor] = super().get_export_queryset(request).prefetch_related("names", "roles")
        return rows

    def add_success_message(self, result: Any, request: HttpRequest) -> None:
        totals = result.totals
        self.message_user(
            request, f"{totals['new']} actors are new, {totals['update']} changed, {totals['skip']} were so already."
        )
