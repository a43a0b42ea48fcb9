"""The count: each counted move is a row of its own, folded into tallies every two seconds.

Nobody writes a campaign's row while signing, so a busy campaign is as fast as a quiet one. One
folder works at a time (an advisory lock of its transaction); a crash folds nothing or everything.
"""

import datetime as dt
import logging
from collections import Counter
from dataclasses import dataclass
from typing import Final, TypeVar

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, Sum
from django.db.models.functions import Now

from campaigns.models import Campaign, CountryTally, DailyTally, SignupDelta
from campaigns.signals import count_changed

logger = logging.getLogger(__name__)

Key = TypeVar("Key")
LOCK: Final = 0x4C616E74  # any number that only this module uses

# A tally that exists is added to; INSERT … ON CONFLICT would check "not negative" on the bare −1.
_FOLD: Final = """
WITH moved AS (
    DELETE FROM campaigns_signupdelta RETURNING campaign_id, country, day, n
), by_country AS (
    SELECT campaign_id, country, sum(n) AS n FROM moved GROUP BY campaign_id, country
), by_day AS (
    SELECT campaign_id, day, sum(n) AS n FROM moved GROUP BY campaign_id, day
), known_country AS (
    UPDATE campaigns_countrytally AS tally SET n = tally.n + moves.n FROM by_country AS moves
    WHERE (tally.campaign_id, tally.country) = (moves.campaign_id, moves.country)
), new_country AS (
    INSERT INTO campaigns_countrytally (campaign_id, country, n)
    SELECT campaign_id, country, n FROM by_country AS moves WHERE NOT EXISTS (
        SELECT FROM campaigns_countrytally AS tally
        WHERE (tally.campaign_id, tally.country) = (moves.campaign_id, moves.country))
), known_day AS (
    UPDATE campaigns_dailytally AS tally SET n = tally.n + moves.n FROM by_day AS moves
    WHERE (tally.campaign_id, tally.day) = (moves.campaign_id, moves.day)
), new_day AS (
    INSERT INTO campaigns_dailytally (campaign_id, day, n)
    SELECT campaign_id, day, n FROM by_day AS moves WHERE NOT EXISTS (
        SELECT FROM campaigns_dailytally AS tally
        WHERE (tally.campaign_id, tally.day) = (moves.campaign_id, moves.day))
)
UPDATE campaigns_campaign AS campaign
SET signature_count = signature_count + total.n,
    last_signed_at = statement_timestamp()
FROM (
    SELECT campaign_id, sum(n) AS n FROM moved GROUP BY campaign_id
) AS total
WHERE campaign.id = total.campaign_id
RETURNING campaign.id
"""

# What the tallies must be: the confirmed rows less the moves that wait, seen at one moment.
_TRUTH: Final = """
SELECT country, day, sum(n) FROM (
    SELECT country, (confirmed_at AT TIME ZONE 'UTC')::date AS day, 1 AS n
    FROM campaigns_signup WHERE campaign_id = %(campaign)s AND state = 'confirmed'
    UNION ALL
    SELECT country, day, -n FROM campaigns_signupdelta WHERE campaign_id = %(campaign)s
) AS moves GROUP BY country, day
"""


@dataclass(frozen=True)
class Recount:
    """What a recount found: the folded count, and what it should have been."""

    campaign_id: int
    stood_at: int
    counted: int
    repaired: bool


def fold_counts() -> list[int]:
    """Fold all waiting moves; answers the campaigns whose count changed.

    Where another folder is at work there is nothing to do. A tally that would fall below nothing
    was wrong before: then the campaigns that wait are counted anew first.
    """
    try:
        return _fold()
    except IntegrityError:
        logger.exception("a tally would be negative: counting anew")
        for campaign_id in SignupDelta.objects.values_list("campaign", flat=True).distinct():
            recount(campaign_id)
        return _fold()


def recount(campaign_id: int) -> Recount:
    """Count a campaign's sign-ups one by one and mend the tallies where they differ."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(_TRUTH, {"campaign": campaign_id})
        countries: Counter[str] = Counter()
        days: Counter[dt.date] = Counter()
        for country, day, n in cursor.fetchall():
            countries[country] += int(n)
            days[day] += int(n)
        found = _mend(campaign_id, countries, days)
    if found.repaired:
        logger.warning(
            "campaign %s stood at %s and counts %s", campaign_id, found.stood_at, found.counted
        )
        count_changed.send(Campaign, campaign_ids=[campaign_id])
    return found


def changed_since_recount() -> list[int]:
    """Campaigns that somebody joined since their sign-ups were last counted one by one."""
    moved = Q(counts_checked_at=None) | Q(last_signed_at__gte=F("counts_checked_at"))
    return list(Campaign.objects.filter(moved).order_by("pk").values_list("pk", flat=True))


def joined_since(campaign: Campaign, day: dt.date) -> int:
    """How many of those who count joined on ``day`` or later."""
    return campaign.days.filter(day__gte=day).aggregate(n=Sum("n"))["n"] or 0


def _fold() -> list[int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return []
        cursor.execute(_FOLD)
        changed = [row[0] for row in cursor.fetchall()]
        if changed:
            transaction.on_commit(lambda: count_changed.send(Campaign, campaign_ids=changed))
    return changed


def _mend(campaign_id: int, countries: Counter[str], days: Counter[dt.date]) -> Recount:
    counted = countries.total()
    campaign = Campaign.objects.filter(pk=campaign_id)
    stood_at = campaign.values_list("signature_count", flat=True).get()
    by_country = CountryTally.objects.filter(campaign=campaign_id)
    by_day = DailyTally.objects.filter(campaign=campaign_id)
    is_right = (
        stood_at == counted
        and dict(by_country.exclude(n=0).values_list("country", "n")) == _without_zeros(countries)
        and dict(by_day.exclude(n=0).values_list("day", "n")) == _without_zeros(days)
    )
    if not is_right:
        by_country.delete()
        by_day.delete()
        CountryTally.objects.bulk_create(
            CountryTally(campaign_id=campaign_id, country=country, n=n)
            for country, n in sorted(_without_zeros(countries).items())
        )
        DailyTally.objects.bulk_create(
            DailyTally(campaign_id=campaign_id, day=day, n=n)
            for day, n in sorted(_without_zeros(days).items())
        )
        campaign.update(signature_count=counted)
    campaign.update(counts_checked_at=Now())
    return Recount(campaign_id, stood_at, counted, repaired=not is_right)


def _without_zeros(tally: Counter[Key]) -> dict[Key, int]:
    return {key: n for key, n in tally.items() if n}
