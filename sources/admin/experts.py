"""The expert's ledger."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest

from accounts.admin import DeskModel
from accounts.models import Act, User
from sources.models import Expert
from sources.models.interviews import PRIVATE

CHECK = ("identity_checked_how", "identity_checked_on", "identity_checked_by")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
"""The browser's own calendar: that of the stock admin writes styles into the page, which the policy refuses."""
LINK_SCHEMES = ["http", "https"]


class ExpertForm(forms.ModelForm[Expert]):
    class Meta:
        model = Expert
        fields = (
            *("name", "credentials", "links", "interests", "consent"),
            *(*CHECK, "private_contact", "private_email", "private_phone"),
        )
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("credentials", "links", "interests", "consent")}

    def clean_links(self) -> str:
        """One address a line."""
        lines = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        check = URLValidator(schemes=LINK_SCHEMES)
        for line in lines:
            try:
                check(line)
            except ValidationError as error:
                words = f"“{line[:80]}” is no address. Write one a line, such as https://university.example/staff."
                raise ValidationError(words) from error
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        said = [bool(values.get(name)) for name in CHECK]
        if any(said) and not all(said):
            raise ValidationError("A check of the identity says how, when and by whom. Fill in all three, or none.")
        return values


@admin.register(Expert)
class ExpertDesk(DeskModel, admin.ModelAdmin[Expert]):
    form = ExpertForm
    formfield_overrides = {models.DateField: {"widget": DAY}}
    list_display = ("name", "is_checked", "identity_checked_on", "identity_checked_by")
    list_select_related = ("identity_checked_by",)
    search_fields = ("name",)
    fieldsets = (
        ("Readers see", {"fields": ("name", "credentials", "interests")}),
        ("How we know who it is", {"fields": ("links", *CHECK)}),
        ("Never published", {"fields": ("consent", "private_contact", "private_email", "private_phone")}),
    )

    @admin.display(boolean=True, description="Identity checked")
    def is_checked(self, expert: Expert) -> bool:
        return expert.is_checked

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"name": request.GET.get("name", "")}

    def save_model(self, request: HttpRequest, obj: Expert, form: Any, change: bool) -> None:
        """What was written of the private fields stays out of the record."""
        assert isinstance(request.user, User)
        super().save_model(request, obj, form, change)
        told = {name: str(form.cleaned_data[name]) for name in form.changed_data if name not in PRIVATE}
        after = told | {name: "changed" for name in form.changed_data if name in PRIVATE}
        verb = "changed the ledger" if change else "opened the ledger"
        Act.objects.record(verb, obj, by=request.user, after=after)
