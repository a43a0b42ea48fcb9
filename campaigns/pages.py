"""What a campaign's page shows, read in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from campaigns.counting import joined_since
from campaigns.countries import country_name
from campaigns.forms import SignUpForm
from campaigns.models import Campaign
from campaigns.wordings import consent_words, ending

FEW: Final = 5  # countries with fewer supporters are not told apart by figures
COUNTRIES_FIRST: Final = 8
NAMES_SHOWN: Final = 8
UPDATES_SHOWN: Final = 20
WEEK: Final = dt.timedelta(days=6)


@dataclass(frozen=True)
class CountryShare:
    """How many supporters live in a country; 0 stands for "fewer than five"."""

    name: str
    count: int


@dataclass(frozen=True)
class NamedSupporter:
    """Somebody who is glad to be named: first name and country."""

    first_name: str
    country: str
    joined_at: dt.datetime | None


def campaign_page(campaign: Campaign, form: SignUpForm | None = None) -> dict[str, object]:
    """Everything the campaign's own page shows."""
    shares = country_shares(campaign)
    return {
        **sign_up_box(campaign, form),
        "targets": list(campaign.targets.order_by("pk")),
        "updates": list(
            campaign.updates.filter(published_at__lte=timezone.now()).order_by(
                "-published_at", "-pk"
            )[:UPDATES_SHOWN]
        ),
        "joined_this_week": joined_since(campaign, dt.datetime.now(tz=dt.UTC).date() - WEEK),
        "countries": shares[:COUNTRIES_FIRST],
        "more_countries": shares[COUNTRIES_FIRST:],
        "most_from_one_country": shares[0].count if shares else 0,
        "supporters": named_supporters(campaign),
    }


def sign_up_box(
    campaign: Campaign, form: SignUpForm | None = None, *, source: str = ""
) -> dict[str, object]:
    """The form, empty or as it came back, and the words beside it."""
    return {
        "campaign": campaign,
        "form": form or SignUpForm(campaign=campaign, source=source),
        "consent_words": consent_words(campaign),
        "ending": ending(campaign),
    }


def country_shares(campaign: Campaign) -> list[CountryShare]:
    """Countries by number of supporters; the small ones last, by name and without a figure."""
    tallies = campaign.countries.filter(n__gt=0).values_list("country", "n")
    shares = [CountryShare(country_name(code), n if n >= FEW else 0) for code, n in tallies]
    return sorted(shares, key=lambda share: (-share.count, share.name))


def named_supporters(campaign: Campaign) -> list[NamedSupporter]:
    """The latest supporters who wish to be named."""
    rows = campaign.signups.showing_their_name().latest_first()
    return [
        NamedSupporter(first_name, country_name(country), confirmed_at)
        for first_name, country, confirmed_at in rows.values_list(
            "first_name", "country", "confirmed_at"
        )[:NAMES_SHOWN]
    ]


def next_campaigns(campaign: Campaign, most: int = 2) -> list[Campaign]:
    """Other campaigns that a supporter could join now."""
    others = Campaign.objects.open().exclude(pk=campaign.pk).newest_first()
    return list(others[:most])
