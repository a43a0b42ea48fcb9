"""A second look: asked for once by the writer, given by somebody else than the first decider."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from comments import letters
from comments.models import Appeal, ModerationEvent, ScreenedComment
from comments.moves import Changed, Move, move
from comments.states import APPEALABLE, Kind, State
from common.crypto import seal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["AskedBefore", "Changed", "SamePerson", "appeal", "may_appeal", "overturn", "uphold"]


class AskedBefore(Exception):
    """A second look is given once."""


class SamePerson(Exception):
    """Whoever decided first does not decide again."""


def may_appeal(comment: ScreenedComment) -> bool:
    """Whether the writer may ask for a second look."""
    return comment.state in APPEALABLE and not Appeal.objects.filter(comment=comment.pk).exists()


@transaction.atomic
def appeal(comment_id: int, *, statement: str = "") -> ScreenedComment:
    """Ask another moderator to look at a declined or removed comment.

    Raises:
        AskedBefore: there was a second look already.
        Changed: it is not declined or removed any more.
    """
    decision = ModerationEvent.objects.filter(comment=comment_id).newest_first().first()
    asked = {"received_at": timezone.now()}  # its wait, and our promise, begin anew
    comment = move(comment_id, Move(kind=Kind.APPEAL, to=State.APPEALED), writes=asked)
    try:
        with transaction.atomic():
            Appeal.objects.create(
                comment=comment,
                sealed_statement=seal(statement) if statement else b"",
                first_decider=decision.actor if decision else None,
                from_state=decision.to_state if decision else State.DECLINED,
            )
    except IntegrityError as problem:
        raise AskedBefore from problem
    return comment


@transaction.atomic
def uphold(comment_id: int, *, moderator: "User", message: str = "") -> ScreenedComment:
    """The decision stands; the writer is told, with the second moderator's words.

    Raises:
        SamePerson: the moderator is the first decider.
        Changed: a colleague has answered.
    """
    asked = _asked(comment_id, moderator)
    rule = ScreenedComment.objects.values_list("rule", flat=True).get(pk=comment_id)
    what = Move(
        kind=Kind.UPHOLD, to=State(asked.from_state), actor=moderator, rule=rule, message=message
    )
    return _answer(asked, what, is_overturned=False)


@transaction.atomic
def overturn(comment_id: int, *, moderator: "User", message: str = "") -> ScreenedComment:
    """The comment is published after all; the writer is told.

    Raises:
        SamePerson: the moderator is the first decider.
        Changed: a colleague has answered.
    """
    asked = _asked(comment_id, moderator)
    what = Move(kind=Kind.OVERTURN, to=State.PUBLISHED, actor=moderator, message=message)
    return _answer(asked, what, is_overturned=True)


def _asked(comment_id: int, moderator: "User") -> Appeal:
    asked = Appeal.objects.filter(comment=comment_id, decided_at__isnull=True).first()
    if asked is None:
        raise Changed(comment_id)
    if asked.first_decider_id == moderator.pk:
        raise SamePerson
    return asked


def _answer(asked: Appeal, what: Move, *, is_overturned: bool) -> ScreenedComment:
    comment = move(asked.comment_id, what)
    Appeal.objects.filter(pk=asked.pk).update(
        decided_by=what.actor, decided_at=timezone.now(), is_overturned=is_overturned
    )
    letters.tell_second_look(comment, is_overturned=is_overturned)
    return comment
