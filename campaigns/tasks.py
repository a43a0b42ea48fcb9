"""What a worker does for the campaigns; each may run twice."""

from celery import shared_task

from campaigns import counting, lifecycle, signups


@shared_task(name="campaigns.fold_counts")
def fold_counts() -> None:
    """Bring the counts up to date."""
    counting.fold_counts()


@shared_task(name="campaigns.open_and_close")
def open_and_close() -> None:
    """Open and close what is due."""
    lifecycle.open_and_close_due()


@shared_task(name="campaigns.purge")
def purge() -> None:
    """Delete sign-ups that nobody confirmed."""
    signups.purge_unconfirmed()


@shared_task(name="campaigns.recount")
def recount() -> None:
    """Count anew, each night, every campaign that moved since it was last counted."""
    for campaign_id in counting.changed_since_recount():
        counting.recount(campaign_id)
