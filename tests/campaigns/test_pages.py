import datetime as dt
import json
import random

import pytest
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns import signups
from campaigns.counting import fold_counts
from campaigns.models import CampaignUpdate
from tests.factories.campaigns import make_campaign, make_signup

pytestmark = pytest.mark.django_db


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
