"""What a worker does with the outbox."""

from celery import shared_task

from mailing import outbox


@shared_task(name="mailing.send_mail")
def send_mail(pk: int) -> None:
    """Send one mail; the outbox keeps when to try again."""
    outbox.send_mail(pk)


@shared_task(name="mailing.sweep")
def sweep() -> None:
    """Send what the queue forgot."""
    outbox.sweep()
