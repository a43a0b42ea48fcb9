"""Links that are mailed to supporters, and the mails they stand in."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.urls import reverse

from campaigns.models import Campaign, Signup
from common.signing import BadToken, make_token, read_token
from mailing.outbox import send_later

CONFIRM_HOLDS: Final = dt.timedelta(days=14)
CONFIRM: Final = "campaigns.confirm"
WITHDRAW: Final = "campaigns.withdraw"
JOINED: Final = "campaigns.joined"


@dataclass(frozen=True)
class Link:
    """What a mailed link names: a sign-up, and which of its lives."""

    signup_id: int
    version: int


def write(signup: Signup, language: str | None) -> None:
    """Mail the link that confirms; to a counted supporter, that they have signed already."""
    campaign = signup.campaign
    is_counted = signup.state == Signup.State.CONFIRMED
    context = {
        "first_name": signup.first_name,
        "title": campaign.title,
        "ask": campaign.ask,
        "is_discreet": campaign.discreet_mail,
        "campaign_url": settings.SITE_URL + campaign.get_absolute_url(),
        "withdraw_url": link_to(WITHDRAW, signup),
        "days": CONFIRM_HOLDS.days,
    }
    if not is_counted:
        context["confirm_url"] = link_to(CONFIRM, signup)
    template = "campaign_signed_already" if is_counted else "campaign_confirm"
    send_later(
        template=template,
        to=signup.email,
        context=context,
        dedupe_key=f"{template}:{signup.pk}:{signup.token_version}:{signup.mail_count + 1}",
        language=language,
        repeatable=not is_counted,
    )


def link_to(purpose: str, signup: Signup) -> str:
    """The absolute address of the page that confirms or withdraws ``signup``."""
    token = make_token(purpose, [signup.pk, signup.token_version])
    name = purpose.replace(".", ":")
    return settings.SITE_URL + reverse(name, args=[signup.campaign.slug, token])


def read_link(purpose: str, token: str) -> Link:
    """What ``link_to`` wrote; links to leave never expire.

    Raises:
        ExpiredToken: a link to confirm that is older than 14 days.
        BadToken: not one of ours.
    """
    max_age = CONFIRM_HOLDS if purpose == CONFIRM else None
    payload = read_token(purpose, token, max_age=max_age)
    match payload:
        case [int(signup_id), int(version)]:
            return Link(signup_id, version)
    raise BadToken


def joined_token(campaign: Campaign, number: int) -> str:
    """Lets the page of thanks say "you are supporter number …" and nothing else."""
    return make_token(JOINED, [campaign.pk, number])


def read_number(campaign: Campaign, token: str) -> int:
    """The number of ``joined_token``; 0 where there is none for this campaign."""
    try:
        payload = read_token(JOINED, token, max_age=CONFIRM_HOLDS)
    except BadToken:
        return 0
    match payload:
        case [campaign.pk, int(number)]:
            return number
    return 0
