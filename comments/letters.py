"""Mails about comments: what happened and what can be done, never what was written.

Each is written to the outbox in the transaction of its move, and its key names the event, so that
one event makes one mail. A disclosure makes none, nor does a comment whose address was never
confirmed here.
"""

from django.conf import settings

from comments import clock, links
from comments.models import ModerationEvent, ScreenedComment
from comments.screening.rules import RULES
from comments.targets import target_of
from mailing.outbox import send_later

RULE_BY_NUMBER = {rule.number: rule for rule in RULES}


def ask_to_confirm(comment: ScreenedComment) -> None:
    """Send the link that confirms the writer's address."""
    _write("comment_confirm", comment, {"confirm_url": links.confirm_address(comment)}, again=True)


def tell_published(comment: ScreenedComment) -> None:
    """A moderator let the comment through."""
    _write(
        "comment_published", comment, {"comment_url": links.absolute(comment.get_absolute_url())}
    )


def tell_held(comment: ScreenedComment) -> None:
    """The comment waits for a moderator."""
    _write("comment_held", comment, {"hours": settings.MODERATION_PROMISE_HOURS})


def tell_declined(comment: ScreenedComment) -> None:
    """The comment is not published, and why."""
    _write("comment_declined", comment, _rule_of(comment))


def tell_removed(comment: ScreenedComment) -> None:
    """The comment was published and is no more, and why."""
    _write("comment_removed", comment, _rule_of(comment))


def tell_taken_back(comment: ScreenedComment, event: ModerationEvent) -> None:
    """A moderator took the decision back that the writer was told of."""
    del event
    _write("comment_taken_back", comment, {})


def tell_second_look(comment: ScreenedComment, *, is_overturned: bool) -> None:
    """Another moderator has looked again."""
    _write("comment_second_look", comment, {"is_overturned": is_overturned, **_rule_of(comment)})


def _rule_of(comment: ScreenedComment) -> dict[str, object]:
    rule = RULE_BY_NUMBER.get(comment.rule or 0)
    return {
        "rule_number": rule.number if rule else None,
        "rule_title": rule.title if rule else "",
        "rule_text": rule.text if rule else "",
        "message": comment.message,
    }


def _write(
    template: str, comment: ScreenedComment, facts: dict[str, object], *, again: bool = False
) -> None:
    event = comment.latest_event
    is_known = comment.confirmed_at is not None or again
    if event is None or not comment.user_email or not is_known or clock.is_past():
        return
    target = target_of(comment.conversation)
    send_later(
        template=template,
        to=comment.user_email,
        context={
            "name": comment.user_name,
            "title": target.comment_title() if target else "",
            "status_url": links.status_address(comment),
            **facts,
        },
        dedupe_key=f"{template}:{event.pk}",
        repeatable=again,
    )
