import gc

from django.apps import AppConfig

COLLECT_EACH = (10_000, 10, 20)
"""Thresholds for looking for garbage. With Python's own (700, 10, 10) a process that places reports spends a quarter of
its time looking through what its caches hold."""


class OperationConfig(AppConfig):
    name = "operation"
    verbose_name = "Operation"

    def ready(self) -> None:
        """What was loaded to start with is never garbage, and need not be looked through."""
        gc.freeze()
        gc.set_threshold(*COLLECT_EACH)
