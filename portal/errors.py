"""Pages for when something is wrong. None of them reads the database or a fingerprinted file."""

import sys

from django.conf import settings
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

DATABASE_IS_AWAY = (OperationalError, InterfaceError, InternalError)
RETRY_AFTER_SECONDS = 30


def unavailable() -> HttpResponse:
    """503 with the helplines and when to come back."""
    return HttpResponse(
        render_to_string("503.html", {"site_name": settings.SITE_NAME}),
        status=503,
        headers={"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"},
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """503 where the database is away, 500 for a fault of ours."""
    del request
    if isinstance(sys.exc_info()[1], DATABASE_IS_AWAY):
        return unavailable()
    return HttpResponse(
        render_to_string("500.html", {"site_name": settings.SITE_NAME}),
        status=500,
        headers={"Cache-Control": "no-store"},
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 with the helplines, for what could not be read at all."""
    del request, exception
    return HttpResponse(
        render_to_string("400.html", {"site_name": settings.SITE_NAME}),
        status=400,
        headers={"Cache-Control": "no-store"},
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 with search, this week's stories and the helplines."""
    del exception
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 that says what can be done, and leads staff whose role does not reach back to theirs."""
    del exception
    return render(request, "403.html", {"closed_door": request.user.is_authenticated}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A staff form whose token has expired, with the way in for who was signed out meanwhile."""
    del reason
    return render(request, "403.html", {"offers_sign_in": request.user.is_anonymous}, status=403)
