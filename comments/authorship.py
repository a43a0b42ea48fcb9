"""What the writer of a comment does with it: confirm, say it again, take it back."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from comments.models import CommentRevision, Follow, ScreenedComment, State
from comments.moves import Changed, Move, move
from comments.states import REVISABLE, WITHDRAWABLE, Kind
from common.crypto import seal

EDIT_WITHIN: Final = timedelta(minutes=15)  # of a comment that is public


class TooLate(Exception):
    """A published comment can be changed for a quarter of an hour."""


@transaction.atomic
def confirm(comment_id: int) -> ScreenedComment:
    """The address is its writer's: the comment is screened, and the wish for mail holds.

    Raises:
        Changed: it was confirmed before, or is gone.
    """
    comment = move(comment_id, Move(kind=Kind.CONFIRM, to=State.RECEIVED))
    Follow.objects.filter(
        conversation=comment.conversation_id,
        participant=comment.participant_id,
        confirmed_at__isnull=True,
    ).update(confirmed_at=timezone.now())
    return comment


@transaction.atomic
def revise(comment_id: int, *, revision: int, text: str) -> ScreenedComment:
    """Say it again: a new revision, which is screened before anybody reads it.

    Raises:
        TooLate: it has been public for more than a quarter of an hour.
        Changed: somebody decided in the meantime, or it cannot be changed where it stands.
    """
    comment = ScreenedComment.objects.filter(pk=comment_id).first()
    if comment is not None and comment.state == State.PUBLISHED and not may_revise(comment):
        raise TooLate
    sealed = seal(text)
    writes = {"revision": revision + 1, "sealed_text": sealed, "rule": None, "message": ""}
    what = Move(kind=Kind.REVISE, to=State.RECEIVED)
    moved = move(comment_id, what, revision=revision, writes=writes)
    CommentRevision.objects.create(comment=moved, number=revision + 1, sealed_text=sealed)
    return moved


@transaction.atomic
def withdraw(comment_id: int) -> ScreenedComment:
    """Take a comment back; where it had replies, a stub keeps them.

    Raises:
        Changed: it cannot be taken back where it stands.
    """
    what = Move(kind=Kind.WITHDRAW, to=State.WITHDRAWN)
    return move(comment_id, what, writes={"only_once": None})


def may_revise(comment: ScreenedComment) -> bool:
    """Whether the writer may still change it."""
    if comment.state == State.PUBLISHED:
        since = comment.decided_at or comment.published_at
        return since is not None and since > timezone.now() - EDIT_WITHIN
    return comment.state in REVISABLE


def may_withdraw(comment: ScreenedComment) -> bool:
    """Whether the writer may take it back."""
    return comment.state in WITHDRAWABLE


__all__ = [
    "Changed",
    "TooLate",
    "confirm",
    "may_revise",
    "may_withdraw",
    "revise",
    "withdraw",
]
