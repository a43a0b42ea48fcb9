"""How long the staff stay signed in: 30 minutes without a click, 12 hours at most."""

import time
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest

IDLE: Final = timedelta(minutes=30).total_seconds()
LONGEST: Final = timedelta(hours=12).total_seconds()
WRITE_EVERY: Final = 60.0  # seconds; not each click writes the session
BEGAN, SEEN = "began_at", "seen_at"


def begin_session(request: HttpRequest, **_signal: Any) -> None:  # noqa: ANN401
    """Remember when this sign-in began."""
    request.session[BEGAN] = request.session[SEEN] = time.time()


def is_over(request: HttpRequest) -> bool:
    """Whether the session idled too long or is too old; else note that somebody is there."""
    now = time.time()
    began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
    if now - seen > IDLE or now - began > LONGEST:
        return True
    if now - seen > WRITE_EVERY or SEEN not in request.session:
        request.session[SEEN] = now
        request.session.setdefault(BEGAN, now)
    return False
