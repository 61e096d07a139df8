"""The desk, with what only who runs the house sees to."""

from typing import Any

from django.urls import reverse

from briefings.desk import DeskSite, trouble
from operation.models import Periodic


class WholeDesk(DeskSite):
    def troubles(self, user: Any) -> list[dict[str, Any]]:
        rows, url = Periodic.objects.failing(), reverse("admin:operation_periodic_changelist")
        right, words = "operation.change_periodic", "Work of the house failing"
        return [*super().troubles(user), *trouble(user, right, words, rows, url)]
