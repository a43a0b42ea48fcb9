"""Facts about mail, sent after they are committed."""

from django.dispatch import Signal

# recipient_key: bytes. The address does not exist or refuses mail for good.
address_failed = Signal()
