"""Signed addresses that a commenter is given; each holds an id and no address or text."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse

from comments.models import Follow, ScreenedComment
from common.signing import BadToken, make_token, read_token

CONFIRM_WITHIN: Final = timedelta(days=7)
STATUS_LASTS: Final = timedelta(days=365)
_CONFIRM: Final = "comments.confirm"
_STATUS: Final = "comments.status"
_FOLLOW: Final = "comments.follow"


def confirm_address(comment: ScreenedComment) -> str:
    """Where the address of a comment is confirmed; only mailed."""
    token = make_token(_CONFIRM, comment.pk)
    return absolute(reverse("comments:confirm", args=[token]))


def status_path(comment: ScreenedComment) -> str:
    """The writer's own page about a comment, on this site."""
    return reverse("comments:status", args=[status_token(comment)])


def status_address(comment: ScreenedComment) -> str:
    """The writer's own page about a comment, for a mail."""
    return absolute(status_path(comment))


def status_token(comment: ScreenedComment) -> str:
    """Whoever holds it wrote the comment."""
    return make_token(_STATUS, comment.pk)


def follow_address(follow: Follow) -> str:
    """Where somebody stops following a conversation."""
    token = make_token(_FOLLOW, [follow.pk, follow.token_version])
    return absolute(reverse("comments:unfollow", args=[token]))


def read_confirm(token: str) -> int:
    """The number of the comment to confirm.

    Raises:
        ExpiredToken, BadToken: as ``common.signing.read_token``.
    """
    return _number(read_token(_CONFIRM, token, max_age=CONFIRM_WITHIN))


def read_status(token: str) -> int:
    """The number of the comment that the page is about."""
    return _number(read_token(_STATUS, token, max_age=STATUS_LASTS))


def read_follow(token: str) -> tuple[int, int]:
    """The number of the follower, and the version of the link."""
    payload = read_token(_FOLLOW, token)
    if not isinstance(payload, list) or len(payload) != 2:  # noqa: PLR2004  number and version
        raise BadToken
    return _number(payload[0]), _number(payload[1])


def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def _number(payload: object) -> int:
    if not isinstance(payload, int):
        raise BadToken
    return payload
