"""The record of an actor as a form: what it is called and what it is. Every change leaves an act."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from sources.admin.actor_files import WIKIDATA
from sources.admin.contexts import HEAVY
from sources.knowing import key
from sources.models import Actor, ActorName, ActorRole


class ActorForm(forms.ModelForm[Actor]):
    """Its state is not chosen here: it follows from confirming, merging and disputing."""

    class Meta:
        model = Actor
        fields = ("name", "kind", "wikidata", "note")
        labels = {"wikidata": "Wikidata id", "note": "Note for readers"}
        help_texts = {"wikidata": "Such as Q42.", "note": ""}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_wikidata(self) -> str:
        given = str(self.cleaned_data["wikidata"]).strip()
        if given and not WIKIDATA.fullmatch(given):
            raise ValidationError(f"“{given}” is no Wikidata id, such as Q42.")
        return given


class NameForm(forms.ModelForm[ActorName]):
    class Meta:
        model = ActorName
        fields = ("name", "kind", "language", "state")

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not key(name):
            raise ValidationError("A name needs letters or digits.")
        return name


class _OfActor(admin.TabularInline[Any, Actor]):
    """Rows with the report that they came from, without its text."""

    formfield_overrides: ClassVar[dict[Any, Any]] = {
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
    }
    extra = 0
    can_delete = False
    template = "admin/sources/actor/rows.html"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        rows = super().get_queryset(request).select_related("article__outlet", "article__raw")
        return rows.defer(*(f"article__{name}" for name in HEAVY))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_merged(obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not is_merged(obj)


class NameInline(_OfActor):
    model = ActorName
    form = NameForm
    fields = ("name", "kind", "language", "state")
    verbose_name, verbose_name_plural = "name", "names"


class RoleInline(_OfActor):
    model = ActorRole
    fields = ("title", "organisation", "starts_on", "ends_on")
    verbose_name, verbose_name_plural = "role", "roles"


def is_merged(actor: Actor | None) -> bool:
    return actor is not None and actor.state == "merged"
