"""What can be done at the desk: each act by its name, who may do it, and what is said then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from comments import appeals, moderation
from comments.models import ScreenedComment, State
from comments.states import UNDOABLE, Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from comments.desk_access import Desk

Doing = Callable[[int, "User", dict[str, Any]], ScreenedComment]


@dataclass(frozen=True)
class Act:
    """One act: how it is done, and the sentence that says that it is done."""

    do: Doing
    done: Any
    needs_rule: bool = False
    by_safeguarding: bool = False

    def may(self, desk: "Desk") -> bool:
        """Whether this person may do it at all."""
        return desk.may_safeguard if self.by_safeguarding else desk.may_moderate


def _approve(comment_id: int, person: "User", said: dict[str, Any]) -> ScreenedComment:
    return moderation.approve(comment_id, moderator=person, revision=said["revision"])


def _decline(comment_id: int, person: "User", said: dict[str, Any]) -> ScreenedComment:
    return moderation.decline(comment_id, moderator=person, **said)


def _remove(comment_id: int, person: "User", said: dict[str, Any]) -> ScreenedComment:
    return moderation.remove(comment_id, moderator=person, **said)


def _escalate(comment_id: int, person: "User", said: dict[str, Any]) -> ScreenedComment:
    return moderation.escalate(comment_id, moderator=person, revision=said["revision"])


def _keep(comment_id: int, person: "User", said: dict[str, Any]) -> ScreenedComment:
    return moderation.let_stand(comment_id, moderator=person, revision=said["revision"])


def _publish(comment_id: int, person: "User", said: dict[str, Any]) -> ScreenedComment:
    return moderation.publish_after_all(comment_id, moderator=person, revision=said["revision"])


def _uphold(comment_id: int, person: "User", said: dict[str, Any]) -> ScreenedComment:
    return appeals.uphold(comment_id, moderator=person, message=said["message"])


def _overturn(comment_id: int, person: "User", said: dict[str, Any]) -> ScreenedComment:
    return appeals.overturn(comment_id, moderator=person, message=said["message"])


def _send_back(comment_id: int, person: "User", said: dict[str, Any]) -> ScreenedComment:
    return moderation.send_back(comment_id, safeguarder=person, revision=said["revision"])


def _close(comment_id: int, person: "User", said: dict[str, Any]) -> ScreenedComment:
    return moderation.close(comment_id, safeguarder=person, revision=said["revision"])


ACTS: Final[dict[str, Act]] = {
    "approve": Act(_approve, _("Published. The author is written to.")),
    "decline": Act(
        _decline, _("Declined under rule %(rule)s. The author is told why."), needs_rule=True
    ),
    "remove": Act(
        _remove, _("Removed under rule %(rule)s. The author is told why."), needs_rule=True
    ),
    "escalate": Act(_escalate, _("With safeguarding now. No mail says so.")),
    "keep": Act(_keep, _("It stays. Reports of this version hold it no more.")),
    "publish": Act(_publish, _("Published after all. The author is written to.")),
    "uphold": Act(_uphold, _("The decision stands. The author is written to.")),
    "overturn": Act(_overturn, _("Published after a second look. The author is written to.")),
    "send-back": Act(_send_back, _("Back with the moderators."), by_safeguarding=True),
    "close": Act(_close, _("Handed over, and closed."), by_safeguarding=True),
}

# What may be done with a comment where it stands, in the order of the buttons.
POSSIBLE: Final[dict[State, tuple[str, ...]]] = {
    State.HELD: ("approve", "decline", "escalate"),
    State.PUBLISHED: ("remove", "escalate"),
    State.APPEALED: ("overturn", "uphold"),
    State.SAFEGUARDED: ("send-back", "close"),
}


def is_undoable(comment: ScreenedComment) -> bool:
    """Whether what was just done to the comment can be taken back for ten minutes."""
    event = comment.latest_event
    if event is None:
        return False
    return Kind(event.kind) in UNDOABLE and event.from_state != event.to_state
