from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """The admin whose index is the desk."""

    default_site = "operation.desk.WholeDesk"
