"""Pages that need several apps, or none."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from comments.screening.rules import RULES
from common.responses import form_error, private, see_other
from portal import searching
from portal.forms import SearchForm, ThemeForm
from portal.front import front_page
from portal.trust import trust_page

SECURITY_TXT_DAYS = 180
THEME_COOKIE_SECONDS = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The lead, this week, what can be done, and where help is."""
    return render(request, "portal/home.html", {"front": front_page()})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What answers the question; the address and the question are kept by nobody."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return _unkept(form_error(request, "portal/search.html", {"form": form}))
    question = form.cleaned_data["q"]
    found = searching.search(question) if question else []
    context = {"form": form, "question": question, "found": found}
    return _unkept(render(request, "portal/search.html", context))


def _unkept(response: HttpResponse) -> HttpResponse:
    """What somebody looked for stays with them."""
    response = private(response)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def trust(request: HttpRequest, name: str) -> HttpResponse:
    """About, privacy or accessibility: who runs this, what is kept, what is promised."""
    return render(request, "portal/trust.html", {"page": trust_page(name)})


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The nine civility rules, each with an address of its own, and how a comment is read."""
    told = [
        {"number": rule.number, "title": gettext(rule.title), "text": gettext(rule.text)}
        for rule in RULES
    ]
    return render(request, "portal/rules.html", {"rules": told})


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For programs that look for the icon where it once had to be."""
    del request
    return redirect(static("img/lantern.svg"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be indexed but what is for one person or for the staff."""
    return render(request, "portal/robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a hole in the site (RFC 9116); there only where an address is set."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = timezone.now().replace(microsecond=0) + dt.timedelta(days=SECURITY_TXT_DAYS)
    context = {"contact": settings.SECURITY_CONTACT, "expires": expires.isoformat()}
    return render(request, "portal/security.txt", context, content_type="text/plain; charset=utf-8")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the system's colours, and go back to the page.

    It is the one cookie of who only reads, and set only for asking.
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
