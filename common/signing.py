"""Tokens in mailed links: signed, salted by purpose, and expiring."""

from datetime import timedelta
from typing import Any

from django.core import signing

MAX_TOKEN_LENGTH = 1000


class BadToken(Exception):
    """The token was not made by this site for this purpose."""


class ExpiredToken(BadToken):
    """The token was made by this site and is too old."""


def make_token(purpose: str, payload: object) -> str:
    """A token for ``purpose`` that carries ``payload`` (JSON) readable and unforgeable."""
    return signing.dumps(payload, salt=f"portal.{purpose}")


def read_token(purpose: str, token: str, *, max_age: timedelta | None = None) -> Any:  # noqa: ANN401
    """What ``make_token`` was given.

    Raises:
        ExpiredToken: older than ``max_age``.
        BadToken: forged, cut, or made for another purpose.
    """
    if len(token) > MAX_TOKEN_LENGTH or not token.isascii():
        raise BadToken
    try:
        return signing.loads(token, salt=f"portal.{purpose}", max_age=max_age)
    except signing.SignatureExpired as problem:
        raise ExpiredToken from problem
    except Exception as problem:
        raise BadToken from problem
