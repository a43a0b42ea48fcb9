"""The demonstration's campaigns, with supporters who do not exist.

The names are invented and the addresses end in example.org, where nobody can receive mail. The
rows are those that signing up writes, and the same every time.
"""

import datetime as dt
import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from campaigns.counting import fold_counts
from campaigns.models import Campaign, CampaignEvent, CampaignUpdate, Signup, SignupDelta, Target
from campaigns.wordings import consent_words
from mailing.addresses import email_key
from mailing.consent import wording
from mailing.models import ConsentEvent

State = Campaign.State

FIRST_NAMES: Final = (
    "Aisha Alma Amara Ana Andrei Anjali Arjun Astrid Ben Camille Carlos Chidi Clara Dalia Daniel "
    "Elena Elif Emeka Emma Farah Felix Fatou Hana Hugo Ibrahim Ines Ivan Jana Jonas Joy Kemal Lars "
    "Leila Lin Lucia Luka Maya Marek Mei Mina Mohamed Nadia Noor Olga Omar Paulo Priya Rosa Sami "
    "Sara Sofia Tariq Thandi Tomas Uma Vera Wanjiru Yusuf Zofia Zuri"
)
LAST_NAMES: Final = (
    "Abebe Adler Almeida Andersen Bakker Barros Becker Bianchi Castro Cohen Costa Das Dubois Eze "
    "Farouk Fischer Garcia Haddad Hansen Horvat Ibrahim Ivanova Jansen Kaya Khan Kim Kowalska Lam "
    "Lopez Mbeki Meyer Molnar Moreau Murphy Mwangi Nair Ncube Novak Okafor Olsen Park Petrov Popa "
    "Quinn Rahman Ramos Rossi Saidi Santos Sato Silva Singh Smit Tan Toure Vogel Weber Yilmaz Zhou"
)
# Codes with weights: some countries have fewer than five supporters, as on a real list.
COUNTRIES: Final = {
    "GB": 14, "DE": 13, "NL": 11, "FR": 10, "ES": 9, "IT": 8, "US": 8, "IE": 6, "BE": 5, "PL": 5,
    "RO": 4, "PT": 4, "KE": 3, "NG": 3, "IN": 3, "PH": 2, "ZA": 2, "CA": 2, "SE": 2, "NP": 1,
    "BR": 1, "AU": 1, "GH": 1, "UA": 1, "MX": 0.5, "JP": 0.5, "NZ": 0.3,
}  # fmt: skip
ENDED_FIRST: Final = {State.DELIVERED, State.WON, State.PARTLY_WON, State.LOST}


@transaction.atomic
def load_campaigns(entries: Iterable[Mapping[str, Any]], now: dt.datetime) -> int:
    """Bring each campaign that is not there yet, dated back from ``now``; answers how many."""
    made = 0
    for entry in entries:
        if not Campaign.objects.filter(slug=entry["slug"]).exists():
            campaign = _campaign(entry, now)
            _history(campaign, now)
            _supporters(campaign, entry, now)
            made += 1
    fold_counts()
    return made


def _campaign(entry: Mapping[str, Any], now: dt.datetime) -> Campaign:
    closed = entry.get("closed_days_ago", 0)
    campaign = Campaign.objects.create(
        slug=entry["slug"],
        title=entry["title"],
        ask=entry["ask"],
        body=entry["body"],
        kind=entry["kind"],
        state=entry["state"],
        outcome=entry.get("outcome", ""),
        opens_at=now - dt.timedelta(days=entry["opened_days_ago"]),
        closes_at=now - dt.timedelta(days=closed) if closed else None,
    )
    for target in entry.get("targets", ()):
        Target.objects.create(campaign=campaign, **target)
    for update in entry.get("updates", ()):
        CampaignUpdate.objects.create(
            campaign=campaign,
            title=update["title"],
            body=update["body"],
            published_at=now - dt.timedelta(days=update["days_ago"]),
        )
    return campaign


def _history(campaign: Campaign, now: dt.datetime) -> None:
    """The moves that led to the state, with their times."""
    was, moves = State.DRAFT, [(State.OPEN, campaign.opens_at)]
    if campaign.has_ended:
        moves.append((State.CLOSED, campaign.closes_at))
    if campaign.state in ENDED_FIRST:
        moves.append((State(campaign.state), campaign.closes_at))
    for state, moment in moves:
        CampaignEvent.objects.create(
            campaign=campaign, from_state=was, to_state=state, moved_at=moment or now
        )
        was = state


def _supporters(campaign: Campaign, entry: Mapping[str, Any], now: dt.datetime) -> None:
    """As many confirmed ones as the entry says, and some who wait or have left."""
    signups = list(_people(campaign, entry["signups"], campaign.closes_at or now))
    Signup.objects.bulk_create(signups, batch_size=500)
    confirmed = [signup for signup in signups if signup.state == Signup.State.CONFIRMED]
    SignupDelta.objects.bulk_create(
        (
            SignupDelta(campaign=campaign, country=one.country, day=_day(one.confirmed_at), n=1)
            for one in confirmed
        ),
        batch_size=500,
    )
    text = wording("campaigns.sign", consent_words(campaign), language="en-gb")
    ConsentEvent.objects.bulk_create(
        (
            ConsentEvent(
                subject_key=one.email_key,
                purpose=f"campaign:{campaign.pk}:sign",
                is_granted=True,
                text=text,
                how="form",
                happened_at=one.submitted_at,
            )
            for one in confirmed
        ),
        batch_size=500,
    )


def _people(campaign: Campaign, count: int, until: dt.datetime) -> Iterator[Signup]:
    drawn = random.Random(f"supporters of {campaign.slug}")  # noqa: S311  the same each time
    start = campaign.opens_at or until
    span = until - start
    first_names, last_names = FIRST_NAMES.split(), LAST_NAMES.split()
    codes, weights = list(COUNTRIES), list(COUNTRIES.values())
    for number in range(count + count // 20):
        first, last = drawn.choice(first_names), drawn.choice(last_names)
        email = f"{first}.{last}.{number}@example.org".lower()
        # Most come in the first days, and again when there is news.
        moment = start + span * (drawn.random() ** drawn.choice((1.0, 1.6, 2.4)))
        signup = Signup(
            campaign=campaign,
            email=email,
            email_key=email_key(email),
            first_name=first,
            last_name=last,
            country=drawn.choices(codes, weights)[0],
            show_name=drawn.random() < 0.4,  # noqa: PLR2004  a guess at how many are
            submitted_at=moment,
            mail_count=1,
        )
        if number < count:
            signup.state, signup.confirmed_at = Signup.State.CONFIRMED, moment
        elif campaign.is_open and number % 2:
            signup.submitted_at = until - dt.timedelta(days=drawn.random() * 10)
        else:
            _leave(signup, moment)
        yield signup


def _leave(signup: Signup, moment: dt.datetime) -> None:
    signup.state = Signup.State.WITHDRAWN
    signup.confirmed_at, signup.withdrawn_at = moment, moment + dt.timedelta(hours=5)
    signup.email = signup.first_name = signup.last_name = ""
    signup.show_name = False


def _day(moment: dt.datetime | None) -> dt.date:
    return (moment or timezone.now()).astimezone(dt.UTC).date()
