from django.apps import AppConfig
from django.db.models import Field

from sources.bulk import Among


class SourcesConfig(AppConfig):
    name = "sources"
    verbose_name = "Reports"

    def ready(self) -> None:
        Field.register_lookup(Among)
