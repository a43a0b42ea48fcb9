"""Where a comment can stand, and the moves between the places.

``moves`` alone carries them out; what is not in ``MOVES`` cannot happen.
"""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a comment stands; only ``PUBLISHED`` is public."""

    UNCONFIRMED = "unconfirmed", _("waiting for its confirmation")
    EXPIRED = "expired", _("never confirmed")
    RECEIVED = "received", _("waiting to be screened")
    PUBLISHED = "published", _("published")
    HELD = "held", _("held")
    DECLINED = "declined", _("declined")
    SAFEGUARDED = "safeguarded", _("with safeguarding")
    CLOSED = "closed", _("handed over")
    REMOVED = "removed", _("removed")
    APPEALED = "appealed", _("waiting for a second look")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ERASED = "erased", _("erased")


class Kind(models.TextChoices):
    """What happened to a comment."""

    SUBMIT = "submit", _("sent")
    CONFIRM = "confirm", _("confirmed")
    EXPIRE = "expire", _("never confirmed")
    SCREEN = "screen", _("screened")
    APPROVE = "approve", _("approved")
    DECLINE = "decline", _("declined")
    REMOVE = "remove", _("removed")
    ESCALATE = "escalate", _("sent to safeguarding")
    RETURN = "return", _("sent back by safeguarding")
    CLOSE = "close", _("handed over")
    REVISE = "revise", _("changed by its author")
    WITHDRAW = "withdraw", _("withdrawn by its author")
    REPORT = "report", _("held after reports")
    RESCREEN = "rescreen", _("held by newer rules")
    APPEAL = "appeal", _("second look asked for")
    UPHOLD = "uphold", _("decision upheld")
    OVERTURN = "overturn", _("decision overturned")
    ERASE = "erase", _("erased")
    UNDO = "undo", _("undone")


# Who wrote a comment may change it while it stands here, and take it back while it stands there.
REVISABLE: Final = frozenset({State.RECEIVED, State.HELD, State.PUBLISHED, State.DECLINED})
WITHDRAWABLE: Final = frozenset({State.RECEIVED, State.HELD, State.PUBLISHED, State.DECLINED})
APPEALABLE: Final = frozenset({State.DECLINED, State.REMOVED})

_ANY: Final = frozenset(State)
# Each move: where it may start, and where it may end.
MOVES: Final[dict[Kind, tuple[frozenset[State], frozenset[State]]]] = {
    Kind.CONFIRM: (frozenset({State.UNCONFIRMED}), frozenset({State.RECEIVED})),
    Kind.EXPIRE: (frozenset({State.UNCONFIRMED}), frozenset({State.EXPIRED})),
    Kind.SCREEN: (
        frozenset({State.RECEIVED}),
        frozenset({State.PUBLISHED, State.HELD, State.DECLINED, State.SAFEGUARDED}),
    ),
    Kind.APPROVE: (frozenset({State.HELD}), frozenset({State.PUBLISHED})),
    Kind.DECLINE: (frozenset({State.HELD}), frozenset({State.DECLINED})),
    Kind.REMOVE: (frozenset({State.PUBLISHED}), frozenset({State.REMOVED})),
    Kind.ESCALATE: (frozenset({State.HELD, State.PUBLISHED}), frozenset({State.SAFEGUARDED})),
    Kind.RETURN: (frozenset({State.SAFEGUARDED}), frozenset({State.HELD})),
    Kind.CLOSE: (frozenset({State.SAFEGUARDED}), frozenset({State.CLOSED})),
    Kind.REVISE: (REVISABLE, frozenset({State.RECEIVED})),
    Kind.WITHDRAW: (WITHDRAWABLE, frozenset({State.WITHDRAWN})),
    Kind.REPORT: (frozenset({State.PUBLISHED}), frozenset({State.HELD})),
    Kind.RESCREEN: (frozenset({State.PUBLISHED}), frozenset({State.HELD})),
    Kind.APPEAL: (APPEALABLE, frozenset({State.APPEALED})),
    Kind.UPHOLD: (frozenset({State.APPEALED}), APPEALABLE),
    Kind.OVERTURN: (frozenset({State.APPEALED, State.DECLINED}), frozenset({State.PUBLISHED})),
    Kind.ERASE: (_ANY - {State.ERASED}, frozenset({State.ERASED})),
    Kind.UNDO: (
        frozenset({State.PUBLISHED, State.DECLINED, State.REMOVED, State.SAFEGUARDED}),
        frozenset({State.HELD, State.PUBLISHED}),
    ),
}
# What a moderator may take back within ten minutes.
UNDOABLE: Final = frozenset({Kind.APPROVE, Kind.DECLINE, Kind.REMOVE, Kind.ESCALATE})
UNDO_WITHIN: Final = timedelta(minutes=10)
