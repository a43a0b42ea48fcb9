"""What must hold of every count."""

from collections import Counter

from campaigns import counting
from campaigns.models import Campaign, CountryTally, DailyTally, Signup


def assert_counts_agree(campaign: Campaign) -> None:
    """Count = tallies = the confirmed rows."""
    counting.fold_counts()
    confirmed = list(Signup.objects.filter(campaign=campaign).confirmed())
    campaign.refresh_from_db()
    assert campaign.signature_count == len(confirmed)
    by_country = dict(
        CountryTally.objects.filter(campaign=campaign, n__gt=0).values_list("country", "n")
    )
    assert by_country == Counter(signup.country for signup in confirmed)
    by_day = dict(DailyTally.objects.filter(campaign=campaign, n__gt=0).values_list("day", "n"))
    assert by_day == Counter(signup.confirmed_at.date() for signup in confirmed)
    assert not counting.recount(campaign.pk).repaired
