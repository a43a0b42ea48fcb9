"""What the queue forgot: screened late, held when overdue; and what is kept no longer, wiped."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from comments import erasure, verdicts
from comments.models import Follow, ScreenedComment
from comments.moves import Changed, Move, move
from comments.states import Kind, State

logger = logging.getLogger(__name__)

SWEEP_LOCK: Final = 7_310_001
EXPIRE_LOCK: Final = 7_310_002
SWEEP_SECONDS: Final = 40.0
AT_ONCE: Final = 500
EXPIRE_AFTER_DAYS: Final = 7


def sweep() -> int:
    """Screen what has waited longer than a minute; answers how many got their verdict.

    What has been tried, and has no verdict after ten minutes, is held for a moderator. Two sweeps
    at once do the work of one.
    """
    with _no_other_sweeps() as alone:
        return _sweep() if alone else 0


def _sweep() -> int:
    screened, until = 0, time.monotonic() + SWEEP_SECONDS
    for comment_id in _forgotten():
        if time.monotonic() > until:
            break
        screened += _screen(comment_id)
    _hold_overdue()
    return screened


def _screen(comment_id: int) -> bool:
    """Whether it got its verdict; one that cannot be stored keeps nobody waiting behind it."""
    try:
        return verdicts.screen_comment(comment_id) is not None
    except Exception as problem:  # noqa: BLE001  whatever it is, it is tried again
        logger.error("sweeping comment %s: %s", comment_id, type(problem).__name__)  # noqa: TRY400
        return False


def _forgotten() -> list[int]:
    waiting = ScreenedComment.objects.forgotten(settings.SCREENING_SWEEP_AFTER)
    return list(waiting.oldest_due_first().values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _hold_overdue() -> None:
    overdue = ScreenedComment.objects.forgotten(settings.SCREENING_OVERDUE_AFTER)
    for comment in overdue.filter(attempts__gte=1).oldest_due_first()[:AT_ONCE]:
        verdicts.hold(comment, "screening_overdue")


@contextmanager
def _no_other_sweeps() -> Iterator[bool]:
    """Whether this is the only sweep, as long as it lasts; the lock ends with the connection.

    A second one would hold as overdue what the first is reading at that moment.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SWEEP_LOCK])
        alone = bool(cursor.fetchone()[0])
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [SWEEP_LOCK])


@transaction.atomic
def expire() -> int:
    """Wipe what was never confirmed within seven days, and a day's networks; answers how many."""
    if not _is_alone(EXPIRE_LOCK):
        return 0
    a_day_ago = timezone.now() - timedelta(days=1)
    ScreenedComment.objects.filter(submitted_at__lt=a_day_ago).exclude(network="").update(
        network=""
    )
    expired = 0
    old = ScreenedComment.objects.never_confirmed(EXPIRE_AFTER_DAYS).order_by("pk")
    for comment_id in old.values_list("pk", flat=True)[:AT_ONCE]:
        expired += _expire_one(comment_id)
    return expired


def _expire_one(comment_id: int) -> bool:
    what = Move(kind=Kind.EXPIRE, to=State.EXPIRED)
    try:
        comment = move(comment_id, what, writes=erasure.wiped())
    except Changed:
        return False
    erasure.forget(comment)
    Follow.objects.filter(
        conversation=comment.conversation_id,
        participant=comment.participant_id,
        confirmed_at__isnull=True,
    ).delete()
    return True


def _is_alone(lock: int) -> bool:
    """Whether no other transaction has this advisory lock; it ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock])
        return bool(cursor.fetchone()[0])
