"""How often one network, address or conversation may take something, and when it works again."""

from typing import Final

from django.conf import settings

from common.ratelimit import Limit, check

VOTES_A_DAY: Final = Limit(200, 86_400)
REPORTS_AN_HOUR: Final = Limit(20, 3600)
REPORTS_OF_ONE: Final = Limit(1, 86_400)  # of a network, that can hold the comment


class TooMany(Exception):
    """Too often; ``retry_after`` seconds from now it works again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("Too many, too fast.")
        self.retry_after = max(retry_after, 1)

    @property
    def minutes(self) -> int:
        """The wait in whole minutes, at least one."""
        return -(-self.retry_after // 60)


def take_comment(*, network: str, address: str, conversation: int) -> None:
    """Count one comment of a network and of an address (its keyed hash), in a conversation.

    Raises:
        TooMany: one of the three has had too many.
    """
    keys = {"network": network, "address": address, "conversation": str(conversation)}
    for scope, key in keys.items():
        _take(f"comment-{scope}", key, Limit(*settings.COMMENT_LIMITS[scope]))


def take_nudge(*, network: str, address: str) -> None:
    """Count one question before sending; as many are answered as comments are taken.

    Raises:
        TooMany: the network or the address has asked enough.
    """
    for scope, key in {"network": network, "address": address}.items():
        _take(f"nudge-{scope}", key, Limit(*settings.COMMENT_LIMITS[scope]))


def take_vote(*, network: str) -> None:
    """Count one vote of a network.

    Raises:
        TooMany: enough for today.
    """
    _take("vote", network, VOTES_A_DAY)


def take_report(*, network: str) -> None:
    """Count one report of a network.

    Raises:
        TooMany: enough for this hour.
    """
    _take("report", network, REPORTS_AN_HOUR)


def is_first_report(*, network: str, comment: int) -> bool:
    """Whether the network has not reported this comment today: who clears cookies is one reader."""
    return check("report-comment", f"{network}:{comment}", REPORTS_OF_ONE).allowed


def _take(scope: str, key: str, limit: Limit) -> None:
    verdict = check(scope, key, limit)
    if not verdict.allowed:
        raise TooMany(verdict.retry_after_seconds)
