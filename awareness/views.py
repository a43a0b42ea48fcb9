"""Help, and what the crime looks like."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from awareness import helplines, texts
from awareness.forms import CountryForm
from awareness.models import GlossaryTerm, LearnPage


@require_safe
def help_overview(request: HttpRequest) -> HttpResponse:
    """Emergency first, then the country, then the numbers we are surest of."""
    lines = helplines.current()
    form = CountryForm(lines, request.GET if "country" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("awareness:help_country", form.cleaned_data["country"])
    context = {
        "form": form,
        "short_list": helplines.sure(lines),
        "countries": helplines.one_for_each_country(
            [line for line in lines if not line.is_emergency]
        ),
    }
    return render(request, "awareness/help.html", context)


@require_safe
def help_country(request: HttpRequest, iso: str) -> HttpResponse:
    """Every number we have for one country, each with its source and how sure it is."""
    if iso != iso.lower():
        return redirect("awareness:help_country", iso.lower(), permanent=True)
    lines = [line for line in helplines.current() if line.iso == iso.upper()]
    if not lines or lines[0].is_emergency:
        raise Http404
    context = {
        "country": lines[0].country,
        "lines": lines,
        "emergency_number": helplines.emergency_number(iso.upper()),
    }
    return render(request, "awareness/help_country.html", context)


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """What there is to learn, in the order it is best read."""
    context = {"pages": LearnPage.objects.in_order().defer("body")}
    return render(request, "awareness/learn.html", context)


@require_safe
def learn_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One subject, with its sources and the day it was last reviewed."""
    page = get_object_or_404(LearnPage, slug=slug)
    others = LearnPage.objects.in_order().exclude(pk=page.pk).only("slug", "title")[:6]
    return render(request, "awareness/learn_topic.html", {"page": page, "others": others})


@require_safe
def signs(request: HttpRequest) -> HttpResponse:
    """What may be seen from outside, and what to do on seeing it."""
    return render(request, "awareness/signs.html", texts.signs())


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word in one sentence."""
    context = {"terms": GlossaryTerm.objects.alphabetical().defer("body")}
    return render(request, "awareness/glossary.html", context)


@require_safe
def glossary_term(request: HttpRequest, slug: str) -> HttpResponse:
    """One word explained, with those near to it."""
    term = get_object_or_404(GlossaryTerm, slug=slug)
    near = GlossaryTerm.objects.alphabetical().filter(slug__in=term.see_also).defer("body")
    return render(request, "awareness/glossary_term.html", {"term": term, "near": near})


@require_safe
def myths(request: HttpRequest) -> HttpResponse:
    """What is often said, and what is the case."""
    return render(request, "awareness/myths.html", {"myths": texts.myths()})


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """How to read this site on a device that somebody else may look at, truthfully."""
    response = render(request, "awareness/safety.html", {"page": texts.safety()})
    response["Referrer-Policy"] = "same-origin"
    return response


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Clear what this site kept in the browser and go somewhere neutral.

    The page shows nothing of the site, so that a glance at the screen tells nothing.
    """
    response = render(request, "awareness/exit.html", {"target": settings.EXIT_TARGET})
    response["Clear-Site-Data"] = '"cookies", "storage"'
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
