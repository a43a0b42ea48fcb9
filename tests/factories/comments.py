"""Comments for tests, stored and moved as the portal does it."""

import datetime as dt
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from comments import moves
from comments.models import Conversation, Participant, ScreenedComment, State
from comments.moves import Move
from comments.states import Kind
from comments.targets import conversation_of
from common.crypto import seal
from mailing.addresses import email_key

_numbers = count(1)


def make_conversation(story: Any = None) -> Conversation:
    """The conversation about a story; about a new one where none is given."""
    if story is None:
        from tests.factories.articles import make_article

        story = make_article()
    return conversation_of(story)


def make_participant(email: str) -> Participant:
    """Somebody who comments."""
    return Participant.objects.get_or_create(email_key=email_key(email))[0]


def make_comment(
    text: str = "A guardian of their own would have seen it.",
    *,
    story: Any = None,
    parent: ScreenedComment | None = None,
    state: State = State.PUBLISHED,
    **changes: Any,
) -> ScreenedComment:
    """A comment in any state, brought there by the moves that lead to it."""
    number = next(_numbers)
    conversation = parent.conversation if parent else make_conversation(story)
    email = changes.pop("email", f"reader{number}@example.org")
    rule = changes.pop("rule", 4)
    is_unconfirmed = state in {State.UNCONFIRMED, State.EXPIRED}
    sent_at = changes.pop("submitted_at", timezone.now() - dt.timedelta(minutes=1))
    values = {
        "conversation": conversation,
        "participant": make_participant(email),
        "user_name": f"Reader {number}",
        "user_email": email,
        "sealed_text": seal(text),
        "state": State.UNCONFIRMED if is_unconfirmed else State.RECEIVED,
        "submitted_at": sent_at,
        "confirmed_at": None if is_unconfirmed else sent_at,
        "received_at": None if is_unconfirmed else sent_at,
        **changes,
    }
    comment = moves.store(ScreenedComment(**values), parent=parent)
    for step in WAYS.get(state, ()):
        comment = moves.move(comment.pk, step(rule))
    return ScreenedComment.objects.select_related("conversation", "participant").get(pk=comment.pk)


def _screened(to: State) -> Any:
    return lambda rule: Move(kind=Kind.SCREEN, to=to, rule=rule if to == State.DECLINED else None)


WAYS: dict[State, tuple[Any, ...]] = {
    State.PUBLISHED: (_screened(State.PUBLISHED),),
    State.HELD: (_screened(State.HELD),),
    State.DECLINED: (_screened(State.DECLINED),),
    State.SAFEGUARDED: (_screened(State.SAFEGUARDED),),
    State.REMOVED: (
        _screened(State.PUBLISHED),
        lambda rule: Move(kind=Kind.REMOVE, to=State.REMOVED, rule=rule),
    ),
    State.WITHDRAWN: (
        _screened(State.PUBLISHED),
        lambda _: Move(kind=Kind.WITHDRAW, to=State.WITHDRAWN),
    ),
    State.APPEALED: (
        _screened(State.DECLINED),
        lambda _: Move(kind=Kind.APPEAL, to=State.APPEALED),
    ),
    State.CLOSED: (
        _screened(State.SAFEGUARDED),
        lambda _: Move(kind=Kind.CLOSE, to=State.CLOSED),
    ),
}


def make_moderator(*, safeguarding: bool = False, **changes: Any) -> Any:
    """A member of the staff who may decide on comments."""
    number = next(_numbers)
    values = {
        "username": f"moderator{number}",
        "email": f"moderator{number}@lantern.example",
        **changes,
    }
    user = get_user_model().objects.create_user(**values, password="a long pass phrase")
    kind = ContentType.objects.get_for_model(ScreenedComment)
    names = ["moderate", "safeguard"] if safeguarding else ["moderate"]
    user.user_permissions.set(Permission.objects.filter(content_type=kind, codename__in=names))
    return user
