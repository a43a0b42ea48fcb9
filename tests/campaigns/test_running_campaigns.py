import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.utils import timezone

from campaigns import lifecycle, signups
from campaigns.admin import is_operator
from campaigns.counting import recount
from campaigns.demo import load_campaigns
from campaigns.models import Campaign, Signup
from mailing.models import OutboxMail
from tests.factories.campaigns import make_campaign, make_signup

pytestmark = pytest.mark.django_db
State = Campaign.State


def test_a_campaign_goes_through_its_states_and_keeps_a_log(campaign):
    campaign = make_campaign(state="draft", opens_at=None)
    by = User.objects.create_user("owner")
    for state in (State.REVIEW, State.OPEN, State.PAUSED, State.OPEN, State.CLOSED, State.WON):
        lifecycle.move(campaign, state, by=by, reason="as agreed")
    assert campaign.is_won
    assert campaign.opens_at < campaign.closes_at
    log = campaign.events.order_by("pk").values_list("to_state", flat=True)
    assert list(log) == ["review", "open", "paused", "open", "closed", "won"]


def test_a_campaign_makes_no_leap_and_takes_no_stale_click(campaign):
    with pytest.raises(lifecycle.IllegalMove):
        lifecycle.move(campaign, State.WON)
    looked_at = Campaign.objects.get(pk=campaign.pk)
    lifecycle.move(campaign, State.PAUSED)
    with pytest.raises(lifecycle.ChangedMeanwhile):
        lifecycle.move(looked_at, State.CLOSED)
    assert campaign.events.count() == 1


def test_campaigns_open_and_close_when_their_time_has_come(campaign):
    now = timezone.now()
    due = make_campaign(state="scheduled", opens_at=now - dt.timedelta(minutes=1))
    later = make_campaign(state="scheduled", opens_at=now + dt.timedelta(days=1))
    past = make_campaign(closes_at=now - dt.timedelta(minutes=1))
    assert past.has_ended
    assert lifecycle.open_and_close_due() == 2
    states = [Campaign.objects.get(pk=one.pk).state for one in (due, later, past, campaign)]
    assert states == ["open", "scheduled", "closed", "open"]


def test_what_nobody_confirmed_is_deleted_after_fourteen_days(campaign):
    old = timezone.now() - dt.timedelta(days=15)
    make_signup(campaign, submitted_at=old)
    kept = [
        make_signup(campaign),
        make_signup(campaign, submitted_at=old, state="confirmed"),
        make_signup(campaign, submitted_at=old, state="held"),
    ]
    assert signups.purge_unconfirmed() == 1
    assert set(Signup.objects.values_list("pk", flat=True)) == {one.pk for one in kept}


def test_a_held_sign_up_is_let_through_or_refused_by_staff(campaign):
    held, other = make_signup(campaign, state="held"), make_signup(campaign, state="held")
    assert signups.release(held.pk)
    assert not signups.release(held.pk)
    assert OutboxMail.objects.count() == 1
    assert signups.reject(other.pk)
    assert not signups.reject(other.pk)


def test_who_signed_is_for_operators_alone(client, campaign, rf):
    make_signup(campaign, first_name="Ada")
    editor = User.objects.create_user("editor", is_staff=True)
    operator = User.objects.create_user("operator", is_staff=True)
    operator.groups.add(Group.objects.get_or_create(name="operator")[0])
    for user, expected in ((editor, False), (operator, True), (AnonymousUser(), False)):
        request = rf.get("/")
        request.user = user
        assert is_operator(request) is expected
    client.force_login(editor)
    assert client.get("/admin/campaigns/signup/").status_code in {302, 403}
    client.force_login(operator)
    page = client.get("/admin/campaigns/signup/")
    assert page.status_code == 200
    assert "ada" not in page.content.decode().lower().replace("dashboard", "")


def test_the_demonstration_is_the_same_each_time_and_stands_up_to_a_recount():
    entry = {
        "slug": "demo", "title": "Demo", "ask": "Ask.", "body": "<p>x</p>", "kind": "petition",
        "state": "won", "signups": 40, "opened_days_ago": 30, "closed_days_ago": 5,
        "outcome": "Won.", "targets": [{"name": "Somebody"}],
        "updates": [{"days_ago": 3, "title": "News", "body": "<p>y</p>"}],
    }  # fmt: skip
    now = timezone.now()
    assert load_campaigns([entry], now) == 1
    assert load_campaigns([entry], now) == 0
    campaign = Campaign.objects.get(slug="demo")
    assert campaign.signature_count == 40
    assert not recount(campaign.pk).repaired
    first = list(campaign.signups.order_by("pk").values_list("email", "country"))
    campaign.signups.all().delete()
    campaign.delete()
    load_campaigns([entry], now)
    assert list(Signup.objects.order_by("pk").values_list("email", "country")) == first
    assert all(email.endswith("@example.org") for email, _country in first if email)


def test_an_owner_writes_opens_and_recounts_a_campaign_in_the_admin(admin_client):
    answer = admin_client.post(
        "/admin/campaigns/campaign/add/",
        {
            "title": "A new one", "slug": "a-new-one", "ask": "Ask.", "kind": "petition",
            "body": "<p onclick=x>Text.</p>", "offline_count": 0,
            **{f"{rows}-{form}": 0 for rows in ("targets", "updates", "events")
               for form in ("TOTAL_FORMS", "INITIAL_FORMS")},
        },
    )  # fmt: skip
    assert answer.status_code == 302
    campaign = Campaign.objects.get(slug="a-new-one")
    assert (campaign.state, campaign.body) == ("draft", "<p>Text.</p>")
    for action in ("move_to_open", "move_to_won", "count_anew"):
        answer = admin_client.post(
            "/admin/campaigns/campaign/",
            {"action": action, "_selected_action": [campaign.pk]},
            follow=True,
        )
        assert answer.status_code == 200
    campaign.refresh_from_db()
    assert campaign.state == "open"
    assert campaign.events.get().moved_by.username == "admin"
    assert admin_client.get(f"/admin/campaigns/campaign/{campaign.pk}/change/").status_code == 200
    assert admin_client.get("/admin/mailing/outboxmail/").status_code == 200
