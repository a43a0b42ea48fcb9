"""What may be known about where a request comes from, and no more."""

import datetime as dt
import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The peer's address; the last forwarded one where the peer is a trusted proxy."""
    peer = str(request.META.get("REMOTE_ADDR") or "127.0.0.1")
    if peer in settings.TRUSTED_PROXIES:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
        return forwarded or peer
    return peer


def network_key(request: HttpRequest) -> str:
    """A keyed hash of the peer's /24 or /48, 16 hexadecimal digits; another one every day (UTC)."""
    try:
        address = ipaddress.ip_address(client_address(request))
    except ValueError:
        address = ipaddress.ip_address("127.0.0.1")
    if isinstance(address, ipaddress.IPv6Address):  # a socket of both kinds writes IPv4 so
        address = address.ipv4_mapped or address
    prefix = 24 if address.version == 4 else 48  # noqa: PLR2004
    network = ipaddress.ip_network(f"{address}/{prefix}", strict=False)
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    return keyed_hash("network", f"{today} {network}")[:16]


def keyed_hash(purpose: str, value: str) -> str:
    """64 hexadecimal digits that only this site can compute (HMAC-SHA256 under the secret key)."""
    key = f"portal.{purpose}.{settings.SECRET_KEY}".encode()
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()
