"""Every reaction of one app to a fact of another."""

from typing import Any

from campaigns.signups import reject_unreachable
from mailing.signals import address_failed


def connect() -> None:
    """Let the apps' facts reach each other."""
    address_failed.connect(reject_signups_without_mailbox)


def reject_signups_without_mailbox(recipient_key: bytes, **facts: Any) -> None:  # noqa: ANN401
    """A pending sign-up whose mail came back will never be confirmed."""
    del facts
    reject_unreachable(recipient_key)
