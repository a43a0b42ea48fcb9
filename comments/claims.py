"""Somebody is on it: a moderator's claim on a comment, which lapses by itself."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from comments.models import Claim
from comments.moderation import ClaimedByAnother

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CLAIM_LASTS: Final = timedelta(minutes=5)


@transaction.atomic
def claim(comment_id: int, *, moderator: "User") -> Claim:
    """Claim a comment for five minutes, or for five more; safe to call at any moment.

    Raises:
        ClaimedByAnother: a colleague's claim has not lapsed.
    """
    until = timezone.now() + CLAIM_LASTS
    claimed, made = Claim.objects.select_for_update().get_or_create(
        comment_id=comment_id, defaults={"moderator": moderator, "expires_at": until}
    )
    if made:
        return claimed
    if claimed.moderator_id != moderator.pk and claimed.expires_at > timezone.now():
        raise ClaimedByAnother(claimed.moderator)
    claimed.moderator, claimed.expires_at = moderator, until
    claimed.save(update_fields=["moderator", "expires_at"])
    return claimed


def release(comment_id: int, *, moderator: "User") -> None:
    """Let go of one's own claim."""
    Claim.objects.filter(comment=comment_id, moderator=moderator).delete()
