"""Word of new comments, to those who asked and confirmed; never before a comment is public."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Now

from comments import links
from comments.models import Follow, ScreenedComment, State
from comments.targets import target_of
from common.text import opening
from mailing.models import OutboxMail
from mailing.outbox import send_later

TEMPLATE: Final = "comment_followed"
HEARD_WITHIN: Final = timedelta(hours=1)
FIRST_LINES: Final = 200  # characters, for who chose to have them


@transaction.atomic
def tell_followers(comment_id: int) -> int:
    """Write to everybody who waits to hear of this published comment; answers how many.

    Safe to call again: one comment makes one mail to one follower.
    """
    comment = (
        ScreenedComment.objects.published()
        .select_related("conversation")
        .filter(pk=comment_id)
        .first()
    )
    target = target_of(comment.conversation) if comment else None
    if comment is None or target is None:
        return 0
    told = 0
    for follow in _followers(comment).order_by("pk"):
        _write(follow, comment, target.comment_title())
        told += 1
    return told


def tell_forgotten() -> int:
    """Write what a lost message left unwritten in the last hour; answers how many."""
    waiting = Follow.objects.filter(
        conversation=OuterRef("conversation"), confirmed_at__lt=OuterRef("published_at")
    )
    recent = ScreenedComment.objects.published().filter(
        Exists(waiting), published_at__gt=Now() - HEARD_WITHIN
    )
    return sum(tell_followers(pk) for pk in recent.order_by("pk").values_list("pk", flat=True))


def stop(number: int, version: int) -> None:
    """Write no more to this follower; an old link, or a second click, changes nothing."""
    Follow.objects.filter(pk=number, token_version=version).delete()


def _followers(comment: ScreenedComment) -> QuerySet[Follow]:
    """Those who follow all of it, and who wrote what this answers; never its own writer.

    Only who followed when it was published, and has not been written to about it.
    """
    everybody = Follow.objects.filter(
        conversation=comment.conversation_id, confirmed_at__lt=comment.published_at
    ).exclude(participant=comment.participant_id)
    key = Concat(Value(f"{TEMPLATE}:{comment.pk}:"), Cast(OuterRef("pk"), CharField()))
    everybody = everybody.exclude(Exists(OutboxMail.objects.filter(dedupe_key=key)))
    wanted = Q(scope=Follow.Scope.ALL)
    if comment.is_reply:
        answered = ScreenedComment.objects.filter(pk=comment.parent_id, state=State.PUBLISHED)
        wanted |= Q(scope=Follow.Scope.REPLIES, participant__in=answered.values("participant"))
    return everybody.filter(wanted)


def _write(follow: Follow, comment: ScreenedComment, title: str) -> None:
    send_later(
        template=TEMPLATE,
        to=follow.email,
        context={
            "title": title,
            "author": comment.user_name,
            "lines": opening(comment.comment, FIRST_LINES) if follow.wants_text else "",
            "comment_url": links.absolute(comment.get_absolute_url()),
            "is_reply": follow.scope == Follow.Scope.REPLIES,
            "unfollow_url": links.follow_address(follow),
        },
        dedupe_key=f"{TEMPLATE}:{comment.pk}:{follow.pk}",
        unsubscribe_url=links.follow_address(follow),
    )
