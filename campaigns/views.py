"""Campaign pages that everybody may read and keep."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page, require_safe

from campaigns.models import Campaign
from campaigns.pages import campaign_page
from common.paging import newest_page

ENDED_A_PAGE = 12
FILTERS = {"open": _("Open"), "won": _("Won"), "ended": _("Ended")}


@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    """Campaigns to join, and those that have ended; ``?state=`` keeps one kind."""
    state = request.GET.get("state", "")
    state = state if state in FILTERS else ""
    public = Campaign.objects.public()
    ended = public.won() if state == "won" else public.ended()
    page = newest_page(
        ended.exclude(opens_at=None),
        field="opens_at",
        after=request.GET.get("older", ""),
        size=ENDED_A_PAGE,
    )
    context = {
        "state": state,
        "filters": FILTERS.items(),
        "open_campaigns": Campaign.objects.open().newest_first() if state in {"", "open"} else [],
        "ended": page.rows if state != "open" else [],
        "older": page.older if state != "open" else "",
    }
    return render(request, "campaigns/list.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One campaign: what is asked, of whom, how it goes, and the form."""
    campaign = find_public(slug)
    return render(request, "campaigns/detail.html", campaign_page(campaign))


@require_safe
@conditional_page
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """The count for pages that follow it, and for other sites."""
    del request
    campaign = find_public(slug)
    return JsonResponse(
        {"count": campaign.count, "goal": campaign.goal, "open": campaign.is_open},
        headers={
            "Cache-Control": "public, max-age=10, stale-while-revalidate=20, stale-if-error=50",
            "Referrer-Policy": "no-referrer",
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
        },
    )


def find_public(slug: str) -> Campaign:
    """The campaign of that slug, as fresh as can be; 404 where the public knows none."""
    return get_object_or_404(Campaign.objects.public().with_fresh_count(), slug=slug)
