"""What a browser remembers for us, by signed cookies that are set on POST answers alone.

Neither holds an address: the one a keyed hash of a confirmed address, the other a random number.
"""

import secrets
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from common.signing import BadToken, make_token, read_token
from mailing.addresses import email_key

ADDRESS_COOKIE: Final = "commenter"
VOTER_COOKIE: Final = "voter"
ADDRESS_LASTS: Final = timedelta(days=90)
VOTER_LASTS: Final = timedelta(days=365)
_ADDRESS: Final = "comments.address"
_VOTER: Final = "comments.voter"


def remember_address(response: HttpResponse, address: str) -> None:
    """The owner of this browser has confirmed ``address``: not asked again for 90 days."""
    value = make_token(_ADDRESS, email_key(address).hex())
    _set(response, ADDRESS_COOKIE, value, ADDRESS_LASTS)


def knows_address(request: HttpRequest, address: str) -> bool:
    """Whether ``address`` was confirmed from this browser."""
    try:
        known = read_token(_ADDRESS, request.COOKIES.get(ADDRESS_COOKIE, ""), max_age=ADDRESS_LASTS)
    except BadToken:
        return False
    return bool(known == email_key(address).hex())


def voter_of(request: HttpRequest) -> str:
    """This browser's number among voters and reporters; a new one where it has none."""
    try:
        return str(read_token(_VOTER, request.COOKIES.get(VOTER_COOKIE, ""), max_age=VOTER_LASTS))
    except BadToken:
        return secrets.token_hex(16)


def remember_voter(response: HttpResponse, voter: str) -> None:
    """Keep the number, so that one browser votes once."""
    _set(response, VOTER_COOKIE, make_token(_VOTER, voter), VOTER_LASTS)


def _set(response: HttpResponse, name: str, value: str, lasts: timedelta) -> None:
    response.set_cookie(
        name,
        value,
        max_age=lasts,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
