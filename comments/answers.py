"""What readers answer to a published comment: a vote, a report."""

import contextlib
from typing import Final

from django.db import transaction
from django.db.models import F

from comments import moderation
from comments.models import Conversation, ModerationEvent, Report, ScreenedComment, State, Vote
from comments.states import Kind
from common.crypto import seal

REPORTS_THAT_HOLD: Final = 3
# A person has already read this revision and let it stand.
LET_STAND: Final = (Kind.APPROVE, Kind.OVERTURN, Kind.UNDO)


@transaction.atomic
def vote(comment: ScreenedComment, *, voter: str) -> bool:
    """Count one browser's vote for a published comment; its second one changes nothing."""
    _vote, is_new = Vote.objects.get_or_create(comment=comment, voter=voter)
    if not is_new:
        return False
    ScreenedComment.objects.filter(pk=comment.pk).update(vote_count=F("vote_count") + 1)
    Conversation.objects.filter(pk=comment.conversation_id).update(version=F("version") + 1)
    return True


@transaction.atomic
def report(
    comment: ScreenedComment,
    *,
    reporter: str,
    reason: str,
    note: str = "",
    may_hold: bool = True,
) -> bool:
    """Keep one browser's report of one revision; the third one holds the comment if it may.

    What a moderator has let stand is not held again by reports of the same revision.
    """
    _report, is_new = Report.objects.get_or_create(
        comment=comment,
        revision=comment.revision,
        reporter=reporter,
        defaults={"reason": reason, "sealed_note": seal(note) if note else b""},
    )
    reports = Report.objects.filter(comment=comment.pk, revision=comment.revision).count()
    if may_hold and is_new and reports >= REPORTS_THAT_HOLD and not was_let_stand(comment):
        with contextlib.suppress(moderation.Changed):
            moderation.hold_after_reports(comment.pk, revision=comment.revision)
    return is_new


def was_let_stand(comment: ScreenedComment) -> bool:
    """Whether a person has read this revision and left it in sight."""
    return ModerationEvent.objects.filter(
        comment=comment.pk, revision=comment.revision, kind__in=LET_STAND, to_state=State.PUBLISHED
    ).exists()
