"""The portal's own steps in the way of a request."""

from collections.abc import Callable
from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal import sessions

GetResponse = Callable[[HttpRequest], HttpResponse]

STAFF_PREFIXES = ("/moderation/", "/desk/", "/staff/", "/account/", "/admin/", "/demo/")
UNCACHED_PREFIXES = ("/help/", "/safety/", "/exit/", "/glossary/", "/mine/", "/unsubscribe/")
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class PageHeaders:
    """Headers by class of page; a view that set one itself keeps it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers of the page's class."""
        response = self.get_response(request)
        response.setdefault("Referrer-Policy", "same-origin")
        response.setdefault("X-Frame-Options", "DENY")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        response.setdefault(
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
        )
        if request.path.startswith((*STAFF_PREFIXES, *UNCACHED_PREFIXES)):
            response.setdefault("Cache-Control", "no-store")
        elif request.method in SAFE_METHODS and response.status_code == 200:  # noqa: PLR2004
            response.setdefault("Cache-Control", "public, no-cache")
        else:
            response.setdefault("Cache-Control", "no-store")
        return response


class SameOrigin:
    """Public forms carry no token: a POST is taken from this site's own pages only.

    ``Sec-Fetch-Site`` decides where the browser sends it, else ``Origin``, else ``Referer``. A
    client that sends none of the three is no browser, holds nobody's cookies, and is let through:
    there is nothing to forge. One-click unsubscribing (RFC 8058) comes from mail programs and is
    marked ``cross_origin_allowed``.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; ``process_view`` has decided."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: object,
        kwargs: object,
    ) -> HttpResponse | None:
        """Refuse an unsafe request that another site's page sent."""
        del args, kwargs
        if request.method in SAFE_METHODS or getattr(view, "cross_origin_allowed", False):
            return None
        if self._is_ours(request):
            if not request.path.startswith(STAFF_PREFIXES):
                request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # noqa: SLF001
            return None
        return render(request, "403.html", status=403)

    def _is_ours(self, request: HttpRequest) -> bool:
        fetch_site = request.headers.get("Sec-Fetch-Site")
        if fetch_site is not None:
            return fetch_site in {"same-origin", "none"}
        source = request.headers.get("Origin") or request.headers.get("Referer")
        if source is None:
            return True
        try:
            return urlsplit(source).netloc == request.get_host()
        except ValueError:  # no address at all, such as http://[::1
            return False


class StaffOnly:
    """Staff sessions end by themselves, and where the site demands it need a second factor.

    Only pages of the staff are watched: nothing else reads or writes a session. Who has no second
    factor is sent to the page where one is set up, which lies under ``/account/``.
    """

    GUARDED = ("/moderation/", "/desk/", "/staff/", "/admin/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send to sign in again or to set up a second factor."""
        if not request.path.startswith(STAFF_PREFIXES) or not request.user.is_authenticated:
            return self.get_response(request)
        if sessions.is_over(request):
            logout(request)
        elif (
            settings.SECOND_FACTOR_REQUIRED
            and request.path.startswith(self.GUARDED)
            and not is_mfa_enabled(request.user)
        ):
            return redirect("mfa_index")
        return self.get_response(request)
