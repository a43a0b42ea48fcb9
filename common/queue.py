"""Asking a worker to look at a row, by the task's name.

The row is the queue and Redis only its doorbell: a message that cannot be sent is logged and
forgotten, because each app's sweep finds the rows that nobody looked at.
"""

import logging
import time
from typing import Final

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)

BREAKER_SECONDS: Final = 5.0
_open_until = 0.0


def enqueue(task: str, *arguments: int | str) -> None:
    """Send ``task`` after the running transaction commits; never raises for a broken broker."""
    transaction.on_commit(lambda: _send(task, arguments))


def _send(task: str, arguments: tuple[int | str, ...]) -> None:
    """Publish, unless the broker failed within the last five seconds: a request waits once only."""
    global _open_until  # noqa: PLW0603  one breaker for the process
    if time.monotonic() < _open_until:
        return
    try:
        current_app.send_task(task, args=arguments, retry=False)
    except Exception as problem:  # noqa: BLE001  whatever the broker's client raises
        _open_until = time.monotonic() + BREAKER_SECONDS
        logger.warning("broker away (%s); the sweep will find %s", type(problem).__name__, task)
