import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from campaigns import counting, signups
from campaigns.ladder import goal_for
from campaigns.models import Campaign, CountryTally, Signup, SignupDelta
from campaigns.signals import count_changed
from tests.campaigns.agreement import assert_counts_agree
from tests.factories.campaigns import make_campaign, make_signup


@pytest.mark.parametrize(
    ("count", "goal"),
    [
        (0, 100), (89, 100), (90, 250), (224, 250), (225, 500), (449, 500), (450, 1000),
        (900, 2500), (2250, 5000), (4500, 10000), (8_999_999, 10_000_000),
    ],
)  # fmt: skip
def test_the_next_goal_comes_at_nine_tenths(count, goal):
    assert goal_for(count) == goal


@pytest.mark.parametrize(("count", "goal"), [(96, 100), (100, 100), (101, 250), (893, 1000)])
def test_an_ended_campaign_keeps_the_goal_it_had(count, goal):
    assert goal_for(count, is_open=False) == goal


@given(st.integers(min_value=0, max_value=10**9))
def test_a_goal_is_never_below_the_count_and_never_falls(count):
    assert count < goal_for(count) <= goal_for(count + 1)


@pytest.mark.django_db
def test_a_supporter_sees_herself_before_the_fold(campaign):
    waiting = make_signup(campaign)
    confirmation = signups.confirm(waiting.pk, 1)
    assert (confirmation.counted, confirmation.number) == (True, 1)
    assert Campaign.objects.get(pk=campaign.pk).count == 0
    assert Campaign.objects.with_fresh_count().get(pk=campaign.pk).count == 1
    counting.fold_counts()
    assert Campaign.objects.with_fresh_count().get(pk=campaign.pk).count == 1


@pytest.mark.django_db
def test_a_name_that_leaves_is_taken_off_the_day_it_came(campaign):
    signup = make_signup(campaign)
    signups.confirm(signup.pk, 1)
    long_ago = timezone.now() - dt.timedelta(days=30)
    Signup.objects.update(confirmed_at=long_ago)
    SignupDelta.objects.update(day=long_ago.date())
    counting.fold_counts()
    signups.withdraw(signup.pk, 1)
    assert_counts_agree(campaign)
    assert counting.joined_since(campaign, dt.date(2000, 1, 1)) == 0


@pytest.mark.django_db
def test_a_recount_mends_what_somebody_broke(campaign):
    for country in ("NL", "NL", "GB"):
        signups.confirm(make_signup(campaign, country=country).pk, 1)
    counting.fold_counts()
    Campaign.objects.filter(pk=campaign.pk).update(signature_count=500)
    CountryTally.objects.filter(campaign=campaign).update(n=7)
    signups.confirm(make_signup(campaign).pk, 1)  # not folded yet
    found = counting.recount(campaign.pk)
    assert (found.stood_at, found.counted, found.repaired) == (500, 3, True)
    assert_counts_agree(campaign)


@pytest.mark.django_db
def test_a_fold_that_cannot_be_right_counts_anew_first(campaign):
    signup = make_signup(campaign)
    signups.confirm(signup.pk, 1)
    counting.fold_counts()
    CountryTally.objects.update(n=0)
    signups.withdraw(signup.pk, 1)
    assert counting.fold_counts() == [campaign.pk]
    assert_counts_agree(campaign)


@pytest.mark.django_db
def test_only_what_moved_is_counted_anew_at_night(campaign):
    make_campaign()
    for one in Campaign.objects.all():
        counting.recount(one.pk)
    assert counting.changed_since_recount() == []
    signups.confirm(make_signup(campaign).pk, 1)
    counting.fold_counts()
    assert counting.changed_since_recount() == [campaign.pk]


@pytest.mark.django_db
def test_the_fold_tells_which_campaigns_changed(campaign, django_capture_on_commit_callbacks):
    heard = []

    def hear(sender, campaign_ids, **_):
        heard.append(campaign_ids)

    make_campaign()
    signups.confirm(make_signup(campaign).pk, 1)
    count_changed.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        counting.fold_counts()
        counting.fold_counts()
    count_changed.disconnect(hear)
    assert heard == [[campaign.pk]]


@pytest.mark.django_db
def test_saving_an_edited_campaign_writes_back_no_old_count(campaign):
    signups.confirm(make_signup(campaign).pk, 1)
    counting.fold_counts()
    Campaign.objects.filter(pk=campaign.pk).update(state="paused")
    campaign.title = "A better title"
    campaign.save()
    campaign.refresh_from_db()
    assert (campaign.title, campaign.signature_count, campaign.state) == (
        "A better title",
        1,
        "paused",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken",
    [
        {"state": "famous"},
        {"kind": "riot"},
        {"signature_count": -1},
        {"closes_at": dt.datetime(2001, 1, 1, tzinfo=dt.UTC)},
    ],
)
def test_the_database_refuses_an_impossible_campaign(campaign, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(**broken)


@pytest.mark.django_db
@pytest.mark.parametrize("broken", [{"state": "lost"}, {"state": "confirmed"}])
def test_the_database_refuses_an_impossible_signup(campaign, broken):
    signup = make_signup(campaign)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signup.objects.filter(pk=signup.pk).update(**broken)


@pytest.mark.django_db
def test_a_person_is_on_a_list_once_whatever_the_spelling(campaign):
    make_signup(campaign, email="ada@bücher.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_signup(campaign, email="ADA@xn--bcher-kva.example")
