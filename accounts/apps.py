from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string

from accounts import guards, roles


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and keys"

    def ready(self) -> None:
        post_migrate.connect(guards.install_after_migrate, dispatch_uid="guards")
        post_migrate.connect(roles.synchronise_after_migrate, dispatch_uid="roles")
        import_string("accounts.watching.connect")()  # by its name: models are not there when this module is read
