from django.contrib import admin

from accounts.admin import DeskModel
from sources.models import Outlet


@admin.register(Outlet)
class OutletDesk(DeskModel, admin.ModelAdmin[Outlet]):
    list_display = ("name", "domain", "is_agency")
    list_filter = ("is_agency",)
    search_fields = ("name", "domain")
    fields = ("name", "domain", "is_agency")
