"""The story page and the lists."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.articles import make_article, make_category, make_source, make_tag

pytestmark = pytest.mark.django_db


def test_a_story_is_read_at_its_year_and_slug(client: Client):
    article = make_article(title="How debt binds", content_note="Describes threats.")
    page = client.get(article.get_absolute_url())
    assert page.status_code == 200
    text = page.content.decode()
    assert "<h1>How debt binds</h1>" in text
    assert "Describes threats." in text
    assert f'id="p-{article.comment_paragraphs()[0].key}"' in text


@pytest.mark.parametrize("state", ["draft", "review"])
def test_a_story_that_is_not_live_answers_404(client: Client, state):
    article = make_article()
    article.state = state
    article.save()
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_scheduled_story_answers_404_until_its_hour(client: Client):
    article = make_article(published_at=timezone.now() + dt.timedelta(hours=1))
    assert article.is_scheduled
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_story_taken_off_the_site_answers_410(client: Client):
    article = make_article()
    article.state = "archived"
    article.save()
    assert client.get(article.get_absolute_url()).status_code == 410


def test_every_list_shows_its_own_stories_and_no_others(client: Client):
    category, tag, source = make_category(), make_tag(), make_source()
    inside = make_article(category=category, tags=[tag], source=source, days_ago=40)
    outside = make_article(category=make_category())
    moment = timezone.localtime(inside.published_at)
    for address in (
        category.get_absolute_url(),
        tag.get_absolute_url(),
        source.get_absolute_url(),
        f"/news/{moment:%Y/%m}/",
    ):
        text = client.get(address).content.decode()
        assert inside.title in text, address
        assert outside.title not in text, address


def test_a_list_is_paged_by_key_and_repeats_nothing(client: Client):
    titles = {make_article(days_ago=number / 10).title for number in range(1, 30)}
    seen: list[str] = []
    address = "/news/"
    while address:
        page = client.get(address).context["page"]
        seen += [row.title for row in page.rows]
        address = f"/news/?after={page.older.replace('+', '%2B')}" if page.older else ""
    assert len(seen) == len(titles)
    assert set(seen) == titles


@pytest.mark.parametrize("after", ["x", "%00", "~", "2024-01-01~1", "9" * 500, "1-1-1T~%FF"])
def test_a_key_that_is_not_ours_shows_the_first_page(client: Client, after):
    article = make_article()
    page = client.get(f"/news/?after={after}")
    assert page.status_code == 200
    assert article.title in page.content.decode()


def test_the_week_shows_the_stories_of_the_newest_week_and_links_to_the_others(client: Client):
    new, old = make_article(days_ago=8), make_article(days_ago=30)
    text = client.get("/week/").content.decode()
    assert new.title in text
    assert old.title not in text
    assert "The week before" in text


@pytest.mark.parametrize("address", ["/week/2026-54/", "/week/2026-00/", "/week/1999-01/"])
def test_a_week_that_is_none_or_empty_answers_404(client: Client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/news/2026/13/", "/news/2026/00/", "/news/2026/nothing/"])
def test_an_address_that_is_none_answers_404(client: Client, address):
    assert client.get(address).status_code == 404
