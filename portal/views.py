"""Pages that need several apps, or none."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from common.responses import form_error, private, see_other
from portal import searching
from portal.forms import SearchForm, ThemeForm
from portal.front import front_page
from portal.trust import trust_page

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
        return private(form_error(request, "portal/search.html", {"form": form}))
    question = form.cleaned_data["q"]
    found = searching.search(question) if question else []
    context = {"form": form, "question": question, "found": found}
    return private(render(request, "portal/search.html", context))


@require_safe
def trust(request: HttpRequest, name: str) -> HttpResponse:
    """About, privacy or accessibility: who runs this, what is kept, what is promised."""
    return render(request, "portal/trust.html", {"page": trust_page(name)})


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
