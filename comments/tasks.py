"""What a worker does with comments."""

from typing import Any

from celery import shared_task
from celery.signals import worker_init

from comments import following, listening, sweeping, verdicts
from comments.screening.engine import screen


@worker_init.connect
def load_engine(**_signal: Any) -> None:  # noqa: ANN401
    """Load the engine once, before the pool and the listener are forked: they share its memory."""
    screen("Good morning.")
    listening.start()


@shared_task(name="comments.screen_comment")
def screen_comment(comment_id: int) -> None:
    """Screen one comment; the sweep comes back to what failed."""
    verdicts.screen_comment(comment_id)


@shared_task(name="comments.tell_followers")
def tell_followers(comment_id: int) -> None:
    """Write to those who follow the conversation."""
    following.tell_followers(comment_id)


@shared_task(name="comments.tell_forgotten")
def tell_forgotten() -> None:
    """Write to the followers whom the queue forgot."""
    following.tell_forgotten()


@shared_task(name="comments.sweep")
def sweep() -> None:
    """Screen what the queue forgot."""
    sweeping.sweep()


@shared_task(name="comments.expire")
def expire() -> None:
    """Wipe what is kept no longer."""
    sweeping.expire()
