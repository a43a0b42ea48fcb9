"""The pen: the one place where a comment is stored, and its state written.

A move is one guarded UPDATE of the comment's own table; only when it touched its row are the
columns of the parent table, the log and the counts written, all in one transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F
from django.db.models.functions import Now
from django_comments.models import Comment

from comments import clock
from comments.models import (
    CommentRevision,
    Conversation,
    ModerationEvent,
    Participant,
    ScreenedComment,
)
from comments.models.comment import STEP_LENGTH
from comments.signals import comment_published, comment_removed, comment_safeguarded
from comments.states import MOVES, Kind, State
from common.queue import enqueue

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


class Changed(Exception):
    """The comment is not where it was when somebody looked; ``event`` says what happened last."""

    def __init__(self, comment_id: int) -> None:
        super().__init__(f"Comment {comment_id} changed while you looked.")
        self.comment = ScreenedComment.objects.filter(pk=comment_id).first()
        self.event = (
            ModerationEvent.objects.filter(comment=comment_id)
            .select_related("actor")
            .newest_first()
            .first()
        )


@dataclass(frozen=True, kw_only=True)
class Move:
    """What is to happen to a comment, by whom and why."""

    kind: Kind
    to: State
    actor: "User | None" = None
    rule: int | None = None
    reason: str = ""
    message: str = ""
    undoes: ModerationEvent | None = None


@transaction.atomic
def move(
    comment_id: int,
    what: Move,
    *,
    revision: int | None = None,
    writes: Mapping[str, object] | None = None,
) -> ScreenedComment:
    """Make one move, with its log row, and say so once it is committed.

    ``revision`` is the one that was looked at; ``writes`` are more columns of the comment's own
    table. Two movers at once: one wins, the other learns it.

    Raises:
        Changed: there is no such comment, the move does not start where it stands, or it stands
            elsewhere, or in another revision, by now.
    """
    comment = ScreenedComment.objects.select_related("conversation").filter(pk=comment_id).first()
    starts, ends = MOVES[what.kind]
    if comment is None or comment.state not in starts or what.to not in ends:
        raise Changed(comment_id)
    if revision not in {None, comment.revision}:  # its text is not the one that was looked at
        raise Changed(comment_id)
    before = State(comment.state)
    guard = {"state": before, "revision": comment.revision}
    columns = {"state": what.to, **_dates(what, comment), **(writes or {})}
    own = ScreenedComment.objects.filter(pk=comment_id, **guard)
    if own.update(**columns) != 1:
        raise Changed(comment_id)
    for name, value in columns.items():
        setattr(comment, name, value)
    _write_parent(comment, before)
    comment.latest_event = log(comment, what, before)
    _count(comment, what, before)
    _announce(comment, before)
    return comment


def _dates(what: Move, comment: ScreenedComment) -> dict[str, object]:
    """The timestamp that goes with each state."""
    now = clock.now()
    if what.to == State.RECEIVED:
        dates: dict[str, object] = {"received_at": now, "attempts": 0, "attempted_at": None}
        return {**dates, "confirmed_at": now} if comment.confirmed_at is None else dates
    dates = {"decided_at": now}
    if what.to == State.PUBLISHED and comment.published_at is None:
        dates["published_at"] = now
    if what.to in {State.DECLINED, State.REMOVED, State.PUBLISHED}:
        dates |= {"rule": what.rule, "message": what.message}
    return dates


def _write_parent(comment: ScreenedComment, before: State) -> None:
    """The readable text stands in the parent table while the comment is public, and only then."""
    is_public = comment.state == State.PUBLISHED
    if is_public or before == State.PUBLISHED:
        comment.is_public = is_public
        comment.comment = comment.text if is_public else ""
        Comment.objects.filter(pk=comment.pk).update(is_public=is_public, comment=comment.comment)


def log(comment: ScreenedComment, what: Move, before: State | None) -> ModerationEvent:
    """Write the move down."""
    return ModerationEvent.objects.create(
        comment=comment,
        kind=what.kind,
        from_state=before or "",
        to_state=what.to,
        revision=comment.revision,
        actor=what.actor,
        rule=what.rule,
        reason=what.reason,
        message=what.message,
        undoes=what.undoes,
        at=clock.now(),
    )


def _count(comment: ScreenedComment, what: Move, before: State) -> None:
    """Keep the conversation's count and version, and the author's record."""
    step = (what.to == State.PUBLISHED) - (before == State.PUBLISHED)
    if step or before == State.PUBLISHED:
        Conversation.objects.filter(pk=comment.conversation_id).update(
            published_count=F("published_count") + step,
            version=F("version") + 1,
            changed_at=Now(),
        )
    refused = {State.DECLINED, State.REMOVED}
    record: dict[str, models.expressions.CombinedExpression] = {}
    if step:
        record["approved_count"] = F("approved_count") + step
    if (what.to in refused) != (before in refused):
        record["declined_count"] = F("declined_count") + (1 if what.to in refused else -1)
    if record:
        Participant.objects.filter(pk=comment.participant_id).update(**record)


def _announce(comment: ScreenedComment, before: State) -> None:
    """Tell the rest of the portal, after the commit."""
    if comment.state == State.PUBLISHED and not clock.is_past():
        enqueue("comments.tell_followers", comment.pk)
    facts = {"comment_id": comment.pk, "conversation_id": comment.conversation_id}
    if comment.state == State.RECEIVED:
        enqueue("comments.screen_comment", comment.pk)
    if comment.state == State.PUBLISHED:
        transaction.on_commit(lambda: comment_published.send(ScreenedComment, **facts))
    elif before == State.PUBLISHED:
        transaction.on_commit(lambda: comment_removed.send(ScreenedComment, **facts))
    if comment.state == State.SAFEGUARDED:
        transaction.on_commit(
            lambda: comment_safeguarded.send(ScreenedComment, comment_id=comment.pk)
        )


@transaction.atomic
def store(
    comment: ScreenedComment, *, parent: ScreenedComment | None = None, reason: str = ""
) -> ScreenedComment:
    """Insert a comment at its place in the thread; no other row of the thread is touched.

    ``sealed_text`` is set and ``comment`` is not. It stands in ``UNCONFIRMED`` or ``RECEIVED``.
    ``reason`` is what the log says about how it was sent.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('django_comments', 'id'))")
        comment.pk = comment.id = int(cursor.fetchone()[0])
    comment.path = (parent.path if parent else "") + step_of(comment.pk)
    comment.thread_id = parent.thread_id if parent else comment.pk
    comment.parent_id = parent.pk if parent else comment.pk
    comment.level = parent.level + 1 if parent else 0
    comment.site_id = settings.SITE_ID
    comment.content_type_id = comment.conversation.content_type_id
    comment.object_pk = str(comment.conversation.object_id)
    comment.comment, comment.is_public, comment.is_removed = "", False, False
    comment.submit_date = comment.submitted_at
    models.Model.save(comment, force_insert=(models.Model,))
    CommentRevision.objects.create(
        comment=comment, number=1, sealed_text=comment.sealed_text, written_at=comment.submitted_at
    )
    submitted = Move(kind=Kind.SUBMIT, to=State(comment.state), reason=reason)
    comment.latest_event = log(comment, submitted, None)
    if comment.state == State.RECEIVED and not clock.is_past():
        enqueue("comments.screen_comment", comment.pk)
    return comment


def step_of(number: int) -> str:
    """One step of a path: the number in base 36, so that text order is the order of arrival."""
    digits = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits.rjust(STEP_LENGTH, "0")
