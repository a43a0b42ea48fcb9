"""What moderators and the screening do with a comment; ``moves`` writes it down.

Each function is one guarded move. A stale click raises ``Changed``, a colleague's claim
``ClaimedByAnother``; neither changes anything.
"""

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from comments import letters
from comments.models import Claim, ModerationEvent, ScreenedComment
from comments.moves import Changed, Move, move
from comments.screening.rules import RULES
from comments.states import UNDO_WITHIN, UNDOABLE, Kind, State

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = [
    "Changed",
    "ClaimedByAnother",
    "NeedsRule",
    "NotUndoable",
    "approve",
    "close",
    "decline",
    "escalate",
    "hold_after_reports",
    "remove",
    "send_back",
    "undo",
]

RULE_NUMBERS: Final = frozenset(rule.number for rule in RULES)


class ClaimedByAnother(Exception):
    """A colleague is reading this comment; ``moderator`` says who."""

    def __init__(self, moderator: "User") -> None:
        super().__init__("A colleague is reading this comment.")
        self.moderator = moderator


class NeedsRule(ValueError):
    """Declining and removing name one of the nine rules."""


class NotUndoable(Exception):
    """The last move was somebody else's, is older than ten minutes, or something followed it."""


@transaction.atomic
def approve(comment_id: int, *, moderator: "User", revision: int) -> ScreenedComment:
    """Publish a held comment, and tell its author."""
    _refuse_foreign_claim(comment_id, moderator)
    what = Move(kind=Kind.APPROVE, to=State.PUBLISHED, actor=moderator)
    comment = move(comment_id, what, revision=revision)
    letters.tell_published(comment)
    return _settled(comment)


@transaction.atomic
def decline(
    comment_id: int, *, moderator: "User", revision: int, rule: int, message: str = ""
) -> ScreenedComment:
    """Refuse a held comment under a rule; its author learns which, and what can be done.

    Raises:
        NeedsRule: ``rule`` is none of the nine.
    """
    _refuse_unknown_rule(rule)
    _refuse_foreign_claim(comment_id, moderator)
    what = Move(kind=Kind.DECLINE, to=State.DECLINED, actor=moderator, rule=rule, message=message)
    comment = move(comment_id, what, revision=revision)
    letters.tell_declined(comment)
    return _settled(comment)


@transaction.atomic
def remove(
    comment_id: int, *, moderator: "User", revision: int, rule: int, message: str = ""
) -> ScreenedComment:
    """Take a published comment away under a rule; a stub keeps its replies.

    Raises:
        NeedsRule: ``rule`` is none of the nine.
    """
    _refuse_unknown_rule(rule)
    _refuse_foreign_claim(comment_id, moderator)
    what = Move(kind=Kind.REMOVE, to=State.REMOVED, actor=moderator, rule=rule, message=message)
    comment = move(comment_id, what, revision=revision)
    letters.tell_removed(comment)
    return _settled(comment)


@transaction.atomic
def escalate(comment_id: int, *, moderator: "User", revision: int) -> ScreenedComment:
    """Give a held or published comment to safeguarding; no mail says so."""
    _refuse_foreign_claim(comment_id, moderator)
    what = Move(kind=Kind.ESCALATE, to=State.SAFEGUARDED, actor=moderator)
    return _settled(move(comment_id, what, revision=revision))


@transaction.atomic
def send_back(comment_id: int, *, safeguarder: "User", revision: int) -> ScreenedComment:
    """No disclosure after all: the moderators decide."""
    what = Move(kind=Kind.RETURN, to=State.HELD, actor=safeguarder)
    return _settled(move(comment_id, what, revision=revision))


@transaction.atomic
def close(comment_id: int, *, safeguarder: "User", revision: int) -> ScreenedComment:
    """The disclosure has been handed over to people who help."""
    what = Move(kind=Kind.CLOSE, to=State.CLOSED, actor=safeguarder)
    return _settled(move(comment_id, what, revision=revision))


@transaction.atomic
def hold_after_reports(comment_id: int, *, revision: int) -> ScreenedComment:
    """Take a comment that several readers reported out of sight until a moderator has read it."""
    what = Move(kind=Kind.REPORT, to=State.HELD, reason="reported")
    now = timezone.now()
    return move(comment_id, what, revision=revision, writes={"received_at": now})


@transaction.atomic
def undo(comment_id: int, *, moderator: "User") -> ScreenedComment:
    """Take back one's own decision of the last ten minutes, if nothing followed it.

    Raises:
        NotUndoable: it cannot be taken back any more.
        Changed: it changed in this very moment.
    """
    event = (
        ModerationEvent.objects.filter(comment=comment_id)
        .newest_first()
        .select_related("comment")
        .first()
    )
    if (
        event is None
        or event.actor_id != moderator.pk
        or event.kind not in UNDOABLE
        or event.at < timezone.now() - UNDO_WITHIN
    ):
        raise NotUndoable
    what = Move(kind=Kind.UNDO, to=State(event.from_state), actor=moderator, undoes=event)
    writes = {"rule": None, "message": ""}
    comment = move(comment_id, what, revision=event.revision, writes=writes)
    if event.kind in {Kind.DECLINE, Kind.REMOVE}:
        letters.tell_taken_back(comment, event)
    return comment


def _refuse_unknown_rule(rule: int) -> None:
    if rule not in RULE_NUMBERS:
        raise NeedsRule("Choose the rule that the comment breaks.")


def _refuse_foreign_claim(comment_id: int, moderator: "User") -> None:
    claim = (
        Claim.objects.filter(comment=comment_id, expires_at__gt=timezone.now())
        .exclude(moderator=moderator)
        .select_related("moderator")
        .first()
    )
    if claim is not None:
        raise ClaimedByAnother(claim.moderator)


def _settled(comment: ScreenedComment) -> ScreenedComment:
    """A decided comment is nobody's any more."""
    Claim.objects.filter(comment=comment.pk).delete()
    return comment
