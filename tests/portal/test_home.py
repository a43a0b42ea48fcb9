"""The front page."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from awareness.loading import load_awareness
from portal.front import front_page
from tests.factories.articles import make_article, make_category
from tests.factories.campaigns import make_campaign


def test_an_empty_site_has_a_front_page(client, db):
    answer = client.get("/")
    assert answer.status_code == 200
    assert "The first story is being written." in answer.content.decode()


def test_the_newest_story_leads(db):
    make_article(days_ago=3)
    newest = make_article(days_ago=1)
    make_article(days_ago=0.1, state="draft")
    assert front_page().lead == newest


def test_a_story_of_tomorrow_does_not_show(client, db):
    story = make_article(days_ago=-1, title="Not before tomorrow")
    assert front_page().lead is None
    assert story.title not in client.get("/").content.decode()


def test_no_story_stands_on_the_front_page_twice(client, db):
    category = make_category()
    stories = [make_article(days_ago=number + 1, category=category) for number in range(12)]
    page = client.get("/").content.decode()
    assert {page.count(f'href="{story.get_absolute_url()}"') for story in stories[:10]} == {1}


def test_a_category_shows_its_three_newest_beyond_the_week(db):
    busy, quiet = make_category(), make_category()
    for number in range(12):
        make_article(days_ago=number + 1, category=busy)
    old = make_article(days_ago=400, category=quiet)
    make_category()
    shelves = front_page().by_category
    assert [(category, len(stories)) for category, stories in shelves] == [(busy, 3), (quiet, 1)]
    assert shelves[1][1] == [old]


def test_open_campaigns_are_shown_with_their_count(client, db):
    campaign = make_campaign(signature_count=412)
    won = make_campaign(state="won")
    page = client.get("/").content.decode()
    assert campaign.title in page
    assert "412" in page
    assert won.title not in page


def test_the_front_page_has_help_and_the_way_out(client, db):
    page = client.get("/").content.decode()
    assert "Need help now?" in page
    assert 'href="/exit/"' in page


def queries_for_the_front_page(client):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get("/").status_code == 200
    return len(asked)


def test_the_front_page_asks_as_many_queries_for_forty_stories_as_for_ten(client, db):
    load_awareness()

    def publish(number):
        for _ in range(number):
            make_article(category=make_category())
            make_campaign()

    publish(10)
    queries_for_the_front_page(client)  # what a process asks once
    few = queries_for_the_front_page(client)
    publish(30)
    assert queries_for_the_front_page(client) == few


def test_a_reader_gets_no_cookie(client, db):
    assert client.get("/").cookies == {}
