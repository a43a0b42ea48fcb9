"""The heartbeat that shows that beat and a worker are alive."""

from celery import shared_task


@shared_task(name="portal.tick")
def tick() -> None:
    """Leave a mark that ``doctor`` and ``/readyz`` read."""
    from portal.health import record_tick

    record_tick()
