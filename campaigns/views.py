"""Campaign pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from campaigns.models import Campaign


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One campaign."""
    campaign = get_object_or_404(Campaign.objects.public(), slug=slug)
    return render(request, "campaigns/detail.html", {"campaign": campaign})
