"""What a mail address is here: one recipient, written one way for comparing."""

import hmac
import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

MAX_ADDRESS_LENGTH = 254
# Anything that could name a second recipient or open a second header line.
_UNSAFE = re.compile(r"[^\x21-\x7e\u0080-\U0010ffff]|[,;:<>()\[\]\\\"]")


class BadAddress(ValueError):
    """Not one deliverable mail address."""


def checked_address(address: str) -> str:
    """``address`` in NFC and without blanks around it, as one recipient can be written to.

    Raises:
        BadAddress: several recipients, control characters, quotes, or no address at all.
    """
    address = unicodedata.normalize("NFC", address).strip()
    if len(address) > MAX_ADDRESS_LENGTH or _UNSAFE.search(address):
        raise BadAddress("This is not one mail address.")
    try:
        validate_email(address)
    except ValidationError as problem:
        raise BadAddress("This is not one mail address.") from problem
    return address


def canonical_address(address: str) -> str:
    """The one spelling of ``address`` for comparing: NFC, no case, the domain in its IDNA form.

    Raises:
        BadAddress: as ``checked_address``, or a domain that has no IDNA form.
    """
    local, _at, domain = checked_address(address).rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode()
    except UnicodeError as problem:
        raise BadAddress("The part after the @ is not a domain.") from problem
    return f"{local.casefold()}@{ascii_domain.casefold()}"


def email_key(address: str) -> bytes:
    """32 bytes that stand for ``address`` after the address itself is erased (HMAC-SHA256).

    Two spellings of one address have one key; only who holds ``ADDRESS_KEY`` can compute it.
    """
    key = f"portal.address.{settings.ADDRESS_KEY}".encode()
    return hmac.digest(key, canonical_address(address).encode(), "sha256")
