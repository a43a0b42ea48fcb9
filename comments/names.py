"""Names and addresses that would pass for the staff's."""

from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

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


def is_own_address(user: AbstractBaseUser | AnonymousUser, address: str) -> bool:
    """Whether ``address`` is that of the signed-in ``user``."""
    own = getattr(user, "email", "") if user.is_authenticated else ""
    return bool(own) and _canonical(own) == _canonical(address)


def _folded(name: str) -> str:
    """``name`` as the eye reads it: no case, no accents, no look-alike letters, no blanks."""
    return fold(fold_lookalikes(name).text)


def _protected_names() -> set[str]:
    """The site's own, and the whole names of its people: a first name alone is everybody's."""
    own = {settings.SITE_NAME, *OFFICIAL_NAMES}
    own |= {f"{settings.SITE_NAME} {name}" for name in OFFICIAL_NAMES}
    people = get_user_model().objects.filter(is_active=True).exclude(first_name="")
    own |= {person.get_full_name() for person in people.exclude(last_name="")}
    return {_folded(name) for name in own}


def _staff_addresses() -> set[str]:
    """Readers have no account: whoever has one is of the staff."""
    emails = get_user_model().objects.exclude(email="").values_list("email", flat=True)
    return {found for email in emails if (found := _canonical(email))}


def _canonical(email: str) -> str:
    try:
        return canonical_address(email)
    except BadAddress:
        return ""
