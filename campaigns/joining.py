"""The pages on a supporter's way: sign, confirm, thanks, leave."""

import math
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from campaigns import letters, signups
from campaigns.forms import SignUpForm
from campaigns.models import Campaign, Signup
from campaigns.pages import campaign_page, next_campaigns
from campaigns.views import find_public
from common import ratelimit
from common.requests import keyed_hash, network_key
from common.responses import form_error, private, see_other
from common.signing import BadToken, ExpiredToken
from mailing.addresses import canonical_address

GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a sign-up; the answer never tells whether the address signed before."""
    campaign = find_public(slug)
    if request.method != "POST":
        return redirect(campaign)
    form = SignUpForm(request.POST, campaign=campaign)
    if not campaign.is_open:
        return render(
            request, "campaigns/detail.html", campaign_page(campaign), status=HTTPStatus.CONFLICT
        )
    if not form.is_valid():
        return form_error(request, "campaigns/detail.html", campaign_page(campaign, form))
    wait = _seconds_to_wait(request, form.cleaned_data["email"])
    if wait:
        return _too_many(request, campaign, form, wait)
    signups.submit(campaign, _entry(form))
    return see_other(reverse("campaigns:check_your_email", args=[slug]))


@require_safe
def check_your_email(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next, the same for everybody."""
    context = {"campaign": find_public(slug), "days": letters.CONFIRM_HOLDS.days}
    return private(render(request, "campaigns/check_your_email.html", context))


@require_http_methods(GET_POST)
def confirm(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The mailed link: a page with one button on GET, counted on POST alone."""
    campaign = find_public(slug)
    try:
        signup = _signup_of(letters.CONFIRM, campaign, token)
    except BadToken as problem:
        return _bad_link(request, campaign, problem)
    if request.method == "POST":
        confirmation = signups.confirm(signup.pk, signup.token_version)
        if confirmation.counted:
            number = letters.joined_token(campaign, confirmation.number)
            thanks = reverse("campaigns:thanks", args=[slug])
            return see_other(f"{thanks}?joined={number}")
        signup.refresh_from_db()
        if signup.state == Signup.State.CONFIRMED:
            return see_other(reverse("campaigns:thanks", args=[slug]))
    context = {"campaign": campaign, "signup": signup, "takes_names": _takes_names(campaign)}
    return private(render(request, "campaigns/confirm.html", context))


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Your number, ways to pass it on, and what else can be done."""
    campaign = find_public(slug)
    context = {
        "campaign": campaign,
        "number": letters.read_number(campaign, request.GET.get("joined", "")),
        "address": settings.SITE_URL + campaign.get_absolute_url(),
        "next_campaigns": next_campaigns(campaign),
    }
    return private(render(request, "campaigns/thanks.html", context))


@require_http_methods(GET_POST)
def withdraw(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The link that takes a name off: a page with one button on GET, acted on by POST alone."""
    campaign = find_public(slug)
    try:
        signup = _signup_of(letters.WITHDRAW, campaign, token)
    except BadToken as problem:
        return _bad_link(request, campaign, problem)
    if request.method == "POST":
        signups.withdraw(signup.pk, signup.token_version)
        return private(see_other(request.path))
    context = {"campaign": campaign, "signup": signup}
    return private(render(request, "campaigns/withdraw.html", context))


def _entry(form: SignUpForm) -> signups.Entry:
    typed = form.cleaned_data
    return signups.Entry(
        email=typed["email"],
        first_name=typed["first_name"],
        last_name=typed["last_name"],
        country=typed["country"],
        show_name=typed["show_name"],
        wants_updates=typed["wants_updates"],
        source=typed["source"],
        is_suspicious=form.is_suspicious,
        language=get_language() or settings.LANGUAGE_CODE,
    )


def _seconds_to_wait(request: HttpRequest, email: str) -> int:
    """Until this network and this address may sign up again."""
    address = keyed_hash("limit", canonical_address(email))[:32]
    for scope, key in (("network", network_key(request)), ("address", address)):
        limit = ratelimit.Limit(*settings.SIGNUP_LIMITS[scope])
        verdict = ratelimit.check(f"sign-up.{scope}", key, limit)
        if not verdict.allowed:
            return verdict.retry_after_seconds
    return 0


def _too_many(
    request: HttpRequest, campaign: Campaign, form: SignUpForm, wait: int
) -> HttpResponse:
    minutes = math.ceil(wait / 60)
    form.add_error(
        None,
        ngettext(
            "Many sign-ups came from your network or for this address. Please try again in "
            "%(minutes)d minute: what you typed is still here.",
            "Many sign-ups came from your network or for this address. Please try again in "
            "%(minutes)d minutes: what you typed is still here.",
            minutes,
        )
        % {"minutes": minutes},
    )
    response = form_error(request, "campaigns/detail.html", campaign_page(campaign, form))
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response["Retry-After"] = str(wait)
    return response


def _signup_of(purpose: str, campaign: Campaign, token: str) -> Signup:
    link = letters.read_link(purpose, token)
    signup = Signup.objects.filter(
        pk=link.signup_id, token_version=link.version, campaign=campaign
    ).first()
    if signup is None:
        raise BadToken
    signup.campaign = campaign
    return signup


def _bad_link(request: HttpRequest, campaign: Campaign, problem: BadToken) -> HttpResponse:
    is_late = isinstance(problem, ExpiredToken)
    context = {"campaign": campaign, "is_late": is_late, "days": letters.CONFIRM_HOLDS.days}
    status = HTTPStatus.GONE if is_late else HTTPStatus.NOT_FOUND
    return private(render(request, "campaigns/bad_link.html", context, status=status))


def _takes_names(campaign: Campaign) -> bool:
    return campaign.is_open or campaign.is_paused
