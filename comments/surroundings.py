"""What the screening may know beside the text."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from awareness.helplines import packaged
from comments.models import Conversation, ScreenedComment
from comments.screening.context import Context
from comments.states import Kind, State
from comments.targets import target_of

STOPPED_BY_PEOPLE: Final = (Kind.DECLINE, Kind.REMOVE, Kind.UPHOLD, Kind.REPORT, Kind.ESCALATE)
LATEST: Final = 5  # of the author's comments are compared, for repetition


def context_of(comment: ScreenedComment) -> Context:
    """The thread, the author's latest texts and the story's policy."""
    parent = (
        ScreenedComment.objects.filter(pk=comment.parent_id).first() if comment.is_reply else None
    )
    earlier = (
        ScreenedComment.objects.filter(participant=comment.participant_id, pk__lt=comment.pk)
        .exclude(sealed_text=b"")
        .exclude(state__in=[State.SAFEGUARDED, State.CLOSED])
        .order_by("-pk")[:LATEST]
    )
    return replace(
        context_before_sending(parent.readable_text if parent else ""),
        parent_held=parent is not None and parent.state != State.PUBLISHED,
        previous_texts=tuple(each.readable_text for each in earlier),
        policy="premoderated" if is_premoderated(comment) else "open",
    )


def context_before_sending(parent_text: str) -> Context:
    """What is known without the database: the words that are answered, and what is ours."""
    return Context(
        parent_text=parent_text,
        site_hosts=frozenset(filter(None, [urlsplit(settings.SITE_URL).hostname])),
        helpline_numbers=_helpline_numbers(),
    )


def is_premoderated(comment: ScreenedComment) -> bool:
    """Whether a moderator reads every comment under this story, of this author, or this one again.

    What people once took out of sight is not let back by a changed comma: a person reads it.
    """
    if comment.is_imported:  # another site's moderators have read it
        return False
    if comment.revision > 1 and comment.events.filter(kind__in=STOPPED_BY_PEOPLE).exists():
        return True
    target = target_of(comment.conversation)
    policy = target.comment_policy if target else Conversation.Policy.PREMODERATED
    held_until = comment.participant.held_until
    is_watched = held_until is not None and held_until > timezone.now()
    return policy != Conversation.Policy.OPEN or is_watched


@lru_cache(maxsize=1)
def _helpline_numbers() -> frozenset[str]:
    """The numbers that the portal itself prints are nobody's private ones."""
    return frozenset(part for row in packaged() for part in re.split(r"[;/,]", row.number))
