import datetime as dt
import json
import random

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns import lifecycle, signups
from campaigns.counting import fold_counts, recount
from campaigns.demo import load_campaigns
from campaigns.models import Campaign, CampaignUpdate, Signup
from tests.factories.campaigns import make_campaign, make_signup

pytestmark = pytest.mark.django_db
State = Campaign.State


def fill(campaign, count):
    drawn = random.Random(1)
    for _number in range(count):
        signup = make_signup(campaign, country=drawn.choice(["NL", "KE"]), show_name=True)
        signups.confirm(signup.pk, 1)
    fold_counts()


def queries_of(client, connection, path):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_campaign_page_shows_what_is_asked_of_whom_and_how_it_goes(client, campaign):
    fill(campaign, 30)
    make_and_confirm(campaign, "MT")
    CampaignUpdate.objects.create(campaign=campaign, title="A first answer", body="<p>Good.</p>")
    answer = client.get(campaign.get_absolute_url())
    page = answer.content.decode()
    for words in (
        campaign.title, campaign.ask, "The ministers of labour", "<strong>31</strong>",
        "31 this week", "A first answer", "Netherlands", "Malta", "fewer than 5", "Add my name",
    ):  # fmt: skip
        assert words in page
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in page
    assert " checked" not in page


def make_and_confirm(campaign, country):
    signups.confirm(make_signup(campaign, country=country).pk, 1)
    fold_counts()


def test_only_those_who_wish_are_named(client, campaign):
    shy = make_signup(campaign, first_name="Shyla", show_name=False)
    glad = make_signup(campaign, first_name="Gladys", last_name="Secret", show_name=True)
    for signup in (shy, glad):
        signups.confirm(signup.pk, 1)
    page = client.get(campaign.get_absolute_url()).content.decode()
    assert "Gladys" in page
    assert "Shyla" not in page
    assert "Secret" not in page


def test_a_campaign_without_supporters_never_shows_a_nought(client, campaign):
    page = client.get(campaign.get_absolute_url()).content.decode()
    assert "Be the first to join." in page
    assert "<strong>0</strong>" not in page


def test_a_busy_campaign_asks_the_database_no_more_than_a_quiet_one(client, connection_of):
    quiet, busy = make_campaign(), make_campaign()
    fill(quiet, 1)
    fill(busy, 30)
    for number in range(30):
        CampaignUpdate.objects.create(campaign=busy, title=f"News {number}", body="<p>x</p>")
    CampaignUpdate.objects.create(campaign=quiet, title="News", body="<p>x</p>")
    client.get(quiet.get_absolute_url())
    few = queries_of(client, connection_of, quiet.get_absolute_url())
    assert queries_of(client, connection_of, busy.get_absolute_url()) == few


def test_thirty_campaigns_are_listed_with_the_queries_of_one(client, connection_of):
    make_campaign()
    make_campaign(state="won")
    client.get("/campaigns/")
    few = queries_of(client, connection_of, "/campaigns/")
    for _number in range(15):
        make_campaign()
        make_campaign(state="won")
    assert queries_of(client, connection_of, "/campaigns/") == few


@pytest.fixture
def connection_of():
    from django.db import connection

    return connection


def test_the_list_keeps_one_kind(client):
    make_campaign(title="An open one")
    make_campaign(title="A won one", state="won")
    make_campaign(title="A closed one", state="closed")
    make_campaign(title="A hidden one", state="draft")
    shown = {
        "": {"An open one", "A won one", "A closed one"},
        "open": {"An open one"},
        "won": {"A won one"},
        "ended": {"A won one", "A closed one"},
    }
    for state, titles in shown.items():
        page = client.get("/campaigns/", {"state": state}).content.decode()
        found = {title for title in shown[""] | {"A hidden one"} if title in page}
        assert found == titles


def test_ended_campaigns_are_paged_without_repeating_any(client):
    for number in range(15):
        opened = timezone.now() - dt.timedelta(days=number + 1)
        make_campaign(title=f"Ended {number:02}.", state="closed", opens_at=opened)
    first = client.get("/campaigns/?state=ended")
    older = first.context["older"]
    second = client.get("/campaigns/", {"state": "ended", "older": older})
    titles = [c.title for page in (first, second) for c in page.context["ended"]]
    assert titles == [f"Ended {number:02}." for number in range(15)]


def test_the_count_can_be_followed_by_machines(client, campaign):
    fill(campaign, 3)
    answer = client.get(f"{campaign.get_absolute_url()}count.json")
    assert json.loads(answer.content) == {"count": 3, "goal": 100, "open": True}
    assert answer["Cache-Control"] == (
        "public, max-age=10, stale-while-revalidate=20, stale-if-error=50"
    )
    again = client.get(
        f"{campaign.get_absolute_url()}count.json", headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code == 304


def render(source, **context):
    return Template("{% load campaigning %}" + source).render(Context(context))


def test_a_story_can_hold_the_whole_form(campaign):
    html = render("{% next_steps campaign source='a-story' %}", campaign=campaign)
    assert f'action="/campaigns/{campaign.slug}/sign/"' in html
    assert 'value="a-story"' in html
    assert "csrf" not in html
    assert html == render("{% next_steps campaign source='a-story' %}", campaign=campaign)


def test_a_call_in_a_story_leads_to_the_form_or_to_the_outcome(campaign):
    html = render("{% call_to_action campaign placement='inline' %}", campaign=campaign)
    assert f'href="/campaigns/{campaign.slug}/#join"' in html
    won = make_campaign(state="won", outcome="They said yes.")
    html = render("{% call_to_action campaign %}{% next_steps campaign %}", campaign=won)
    assert "This campaign was won." in html
    assert "<form" not in html


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
    from mailing.models import OutboxMail

    held, other = make_signup(campaign, state="held"), make_signup(campaign, state="held")
    assert signups.release(held.pk)
    assert not signups.release(held.pk)
    assert OutboxMail.objects.count() == 1
    assert signups.reject(other.pk)
    assert not signups.reject(other.pk)


def test_who_signed_is_for_operators_alone(client, campaign, rf):
    from campaigns.admin import is_operator

    make_signup(campaign, first_name="Ada")
    editor = User.objects.create_user("editor", is_staff=True)
    operator = User.objects.create_user("operator", is_staff=True)
    operator.groups.add(Group.objects.get_or_create(name="operator")[0])
    for user, expected in ((editor, False), (operator, True), (AnonymousUser(), False)):
        request = rf.get("/")
        request.user = user
        assert is_operator(request) is expected
    client.force_login(editor)
    assert client.get("/admin/campaigns/signup/").status_code == 403
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
