"""Pages that need several apps, or none."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from common.responses import see_other
from portal.forms import ThemeForm

THEME_COOKIE_SECONDS = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The lead, this week, what can be done, and where help is."""
    return render(request, "portal/home.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who runs this site, and how it works."""
    return render(request, "portal/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about a visitor, for how long, and what never is."""
    return render(request, "portal/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site promises to everybody, and where to say that it fails."""
    return render(request, "portal/accessibility.html")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the system's colours, and go back to the page.

    This is the one cookie a reader gets, and only for asking.
    """
    form = ThemeForm(request.POST)
    choice = form.cleaned_data["theme"] if form.is_valid() else "system"
    back = str(request.POST.get("next", ""))
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = see_other(back if is_ours else "/")
    if choice == "system":
        response.delete_cookie("theme", samesite="Lax")
    else:
        response.set_cookie(
            "theme",
            choice,
            max_age=THEME_COOKIE_SECONDS,
            secure=settings.SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
