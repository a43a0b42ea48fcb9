"""Addresses that are not written to."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from mailing.models import Suppression

# A mailbox may come back: a full one is emptied, a domain renewed.
BOUNCE_HOLDS = timedelta(days=30)


def suppress(email_key: bytes, reason: Suppression.Reason) -> None:
    """Stop mail to the address; a second time begins the term anew."""
    Suppression.objects.bulk_create(
        [Suppression(email_key=bytes(email_key), reason=reason)],
        update_conflicts=True,
        unique_fields=["email_key", "reason"],
        update_fields=["created_at"],
    )


def is_suppressed(email_key: bytes, *, transactional: bool) -> bool:
    """Whether no mail goes to the address.

    Mail that bounced stops everything for 30 days; "write to me no more" stops everything but the
    answer to something the person has just done (``transactional``).
    """
    bounced = Q(reason=Suppression.Reason.BOUNCED, created_at__gt=Now() - BOUNCE_HOLDS)
    stops = bounced if transactional else bounced | Q(reason=Suppression.Reason.ASKED)
    return Suppression.objects.filter(stops, email_key=bytes(email_key)).exists()
