"""Campaigns and sign-ups for tests."""

import datetime as dt
from itertools import count
from typing import Any

from django.utils import timezone

from campaigns.models import Campaign, Signup, Target
from mailing.addresses import email_key

_numbers = count(1)


def make_campaign(**changes: Any) -> Campaign:
    """An open campaign with one addressee; ``state=…`` makes another kind."""
    number = next(_numbers)
    values = {
        "slug": f"campaign-{number}",
        "title": f"No fees for a job {number}",
        "ask": "Let the employer pay the recruiter.",
        "body": "<p>Whoever borrows to get a job starts work already owing.</p>",
        "state": Campaign.State.OPEN,
        "opens_at": timezone.now() - dt.timedelta(days=20),
        **changes,
    }
    campaign = Campaign.objects.create(**values)
    Target.objects.create(campaign=campaign, name="The ministers of labour")
    return campaign


def make_signup(campaign: Campaign, **changes: Any) -> Signup:
    """A pending sign-up; a confirmed one made here is not in any tally until a recount."""
    number = next(_numbers)
    email = changes.pop("email", f"supporter{number}@example.org")
    values = {
        "campaign": campaign,
        "email": email,
        "email_key": email_key(email),
        "first_name": "Ada",
        "last_name": f"Supporter {number}",
        "country": "NL",
        **changes,
    }
    if values.get("state") == Signup.State.CONFIRMED:
        values.setdefault("confirmed_at", timezone.now())
    if values.get("state") == Signup.State.WITHDRAWN:
        values.setdefault("withdrawn_at", timezone.now())
    return Signup.objects.create(**values)
