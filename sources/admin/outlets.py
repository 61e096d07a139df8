from django.contrib import admin

from accounts.admin import NoDelete
from sources.models import Outlet


@admin.register(Outlet)
class OutletDesk(NoDelete, admin.ModelAdmin[Outlet]):
    list_display = ("name", "domain", "is_agency")
    list_filter = ("is_agency",)
    search_fields = ("name", "domain")
    fields = ("name", "domain", "is_agency")
