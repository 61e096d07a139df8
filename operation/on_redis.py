"""RQ's worker. Imported only where RQ is the engine behind the queue."""

from django_rq import get_queue
from redis.exceptions import RedisError
from rq import SimpleWorker


class RedisAway(Exception):
    """The worker ended, and nobody had told it to."""


class Worker(SimpleWorker):
    """Does not fork for each task: the sweeper's thread and its connection would not survive that."""

    was_told_to_stop = False

    def handle_warm_shutdown_request(self) -> None:
        self.was_told_to_stop = True
        super().handle_warm_shutdown_request()  # type: ignore[no-untyped-call]  # as it comes


def run() -> None:
    """Until it is told to stop. Raises RedisAway; RQ's own worker would log that and end as if all were well."""
    try:
        queue = get_queue("default")
        worker = Worker([queue], connection=queue.connection, job_class=queue.job_class)
        worker.work()
    except RedisError as error:
        raise RedisAway(str(error)) from error
    if not worker.was_told_to_stop:
        raise RedisAway("what RQ has logged")
