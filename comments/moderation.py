"""What moderators and the screening do with a comment; ``moves`` writes it down.

Each function is one guarded move. A stale click raises ``Changed``, a colleague's claim
``ClaimedByAnother``; neither changes anything.
"""

from typing import TYPE_CHECKING, Final

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone

from comments import letters
from comments.models import ModerationEvent, ScreenedComment
from comments.moves import Changed, Move, log, move
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
    "let_stand",
    "publish_after_all",
    "remove",
    "send_back",
    "undo",
]

# Both parts see the table as it was: a colleague's claim is found and not touched.
END_OWN_CLAIM: Final = """
WITH ended AS (
  DELETE FROM comments_claim WHERE comment_id = %s AND (moderator_id = %s OR expires_at <= now())
)
SELECT moderator_id FROM comments_claim
WHERE comment_id = %s AND moderator_id <> %s AND expires_at > now()
"""
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
    return comment


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
    return comment


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
    return comment


@transaction.atomic
def escalate(comment_id: int, *, moderator: "User", revision: int) -> ScreenedComment:
    """Give a held or published comment to safeguarding; no mail says so."""
    _refuse_foreign_claim(comment_id, moderator)
    what = Move(kind=Kind.ESCALATE, to=State.SAFEGUARDED, actor=moderator)
    return move(comment_id, what, revision=revision)


@transaction.atomic
def send_back(comment_id: int, *, safeguarder: "User", revision: int) -> ScreenedComment:
    """No disclosure after all: the moderators decide."""
    what = Move(kind=Kind.RETURN, to=State.HELD, actor=safeguarder)
    return move(comment_id, what, revision=revision)


@transaction.atomic
def close(comment_id: int, *, safeguarder: "User", revision: int) -> ScreenedComment:
    """The disclosure has been handed over to people who help."""
    what = Move(kind=Kind.CLOSE, to=State.CLOSED, actor=safeguarder)
    return move(comment_id, what, revision=revision)


@transaction.atomic
def hold_after_reports(comment_id: int, *, revision: int) -> ScreenedComment:
    """Take a comment that several readers reported out of sight until a moderator has read it."""
    what = Move(kind=Kind.REPORT, to=State.HELD, reason="reported")
    now = timezone.now()
    return move(comment_id, what, revision=revision, writes={"received_at": now})


@transaction.atomic
def let_stand(comment_id: int, *, moderator: "User", revision: int) -> ScreenedComment:
    """Keep a reported comment published: reports of this revision hold it no more.

    Nothing moves and nobody is written to; the log says who read it.
    """
    _refuse_foreign_claim(comment_id, moderator)
    here = {"pk": comment_id, "state": State.PUBLISHED, "revision": revision}
    if not ScreenedComment.objects.filter(**here).update(decided_at=timezone.now()):
        raise Changed(comment_id)
    comment: ScreenedComment = ScreenedComment.objects.get(pk=comment_id)
    what = Move(kind=Kind.APPROVE, to=State.PUBLISHED, actor=moderator)
    comment.latest_event = log(comment, what, State.PUBLISHED)
    return comment


@transaction.atomic
def publish_after_all(comment_id: int, *, moderator: "User", revision: int) -> ScreenedComment:
    """Publish what the rules alone declined, and tell its author.

    A person's decision is looked at again only when its author asks.
    """
    _refuse_foreign_claim(comment_id, moderator)
    last = ModerationEvent.objects.filter(comment=comment_id).newest_first().first()
    if last is None or last.kind != Kind.SCREEN or last.to_state != State.DECLINED:
        raise Changed(comment_id)
    what = Move(kind=Kind.OVERTURN, to=State.PUBLISHED, actor=moderator)
    comment = move(comment_id, what, revision=revision)
    letters.tell_published(comment)
    return comment


@transaction.atomic
def undo(comment_id: int, *, moderator: "User") -> ScreenedComment:
    """Take back one's own decision of the last ten minutes, if nothing followed it.

    Raises:
        NotUndoable: it cannot be taken back any more.
        Changed: it changed in this very moment.
    """
    # Others wait for the row from here on: what is read below is the last that happened.
    ScreenedComment.objects.select_for_update(of=["self"]).filter(pk=comment_id).first()
    event = ModerationEvent.objects.filter(comment=comment_id).newest_first().first()
    if (
        event is None
        or event.actor_id != moderator.pk
        or event.kind not in UNDOABLE
        or event.from_state == event.to_state
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
    """Refuse while a colleague's claim holds; one's own, or a lapsed one, ends with the decision.

    One query, because each decision asks it.
    """
    with connection.cursor() as cursor:
        cursor.execute(END_OWN_CLAIM, [comment_id, moderator.pk, comment_id, moderator.pk])
        foreign = cursor.fetchone()
    if foreign is not None:
        raise ClaimedByAnother(get_user_model().objects.get(pk=foreign[0]))
