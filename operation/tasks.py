"""Nudges for the work of the house itself."""

from django_tasks import task

from operation import periodic


@task()
def do_periodic_work() -> int:
    """Do what is due of the periodic work; answers how much was done."""
    return periodic.do_due()
