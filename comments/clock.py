"""The moment at which a move happens: now, unless something older is being taken in."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_pinned: ContextVar[dt.datetime | None] = ContextVar("comments_clock", default=None)


def now() -> dt.datetime:
    """The moment to write down."""
    return _pinned.get() or timezone.now()


def is_past() -> bool:
    """Whether something is being written down that happened long ago: nobody is told of it."""
    return _pinned.get() is not None


@contextmanager
def as_of(moment: dt.datetime) -> Iterator[None]:
    """Write down what happens inside as if it were ``moment``."""
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)
