"""Names and addresses that would pass for the staff's."""

from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model

from comments.screening.fold import fold as fold_lookalikes
from common.text import fold
from mailing.addresses import BadAddress, canonical_address

# Names that would pass for the site's own people; compared after folding.
OFFICIAL_NAMES: Final = (
    "admin", "administrator", "moderator", "moderators", "moderation", "editor", "editors",
    "newsroom", "staff", "support", "safeguarding", "helpline", "webmaster", "team",
)  # fmt: skip


def is_protected(name: str) -> bool:
    """Whether ``name`` reads as the site's own, or as one of the staff's."""
    return _folded(name) in _protected_names()


def is_staff_address(canonical: str) -> bool:
    """Whether the address, in its one spelling, is somebody's of the staff."""
    return canonical in _staff_addresses()


def _folded(name: str) -> str:
    """``name`` as the eye reads it: no case, no accents, no look-alike letters, no blanks."""
    return fold(fold_lookalikes(name).text)


def _protected_names() -> set[str]:
    people = get_user_model().objects.filter(is_staff=True, is_active=True)
    own = {
        settings.SITE_NAME,
        *OFFICIAL_NAMES,
        *(f"{settings.SITE_NAME} {a}" for a in OFFICIAL_NAMES),
    }
    for person in people:
        own |= {person.get_username(), person.get_full_name()}
    return {_folded(name) for name in own} - {""}


def _staff_addresses() -> set[str]:
    addresses = set()
    emails = get_user_model().objects.filter(is_staff=True).values_list("email", flat=True)
    for email in filter(None, emails):
        try:
            addresses.add(canonical_address(email))
        except BadAddress:
            continue
    return addresses
