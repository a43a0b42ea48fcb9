"""Feeds."""

import pytest
from defusedxml.ElementTree import fromstring
from django.db import connection
from django.test import Client

from articles.models import Article
from tests.factories.articles import make_article, make_category, make_tag

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = fromstring(response.content)
    return [entry.findtext(f"{ATOM}title", "") for entry in feed.iter(f"{ATOM}entry")]


def test_a_feed_holds_its_newest_stories_whole_and_no_drafts(client: Client, settings):
    article = make_article(body="<p>Whole <em>text</em></p>")
    make_article(state="draft")
    assert entries(client, "/feeds/news.atom") == [article.title]
    feed = client.get("/feeds/news.atom").content.decode()
    assert "&lt;p&gt;Whole &lt;em&gt;text" in feed
    assert f"<id>{settings.SITE_URL}{article.get_absolute_url()}</id>" in feed


def test_categories_and_tags_have_feeds_of_their_own(client: Client):
    category, tag = make_category(), make_tag()
    inside = make_article(category=category, tags=[tag])
    make_article(category=make_category())
    assert entries(client, f"/feeds/category/{category.slug}.atom") == [inside.title]
    assert entries(client, f"/feeds/tag/{tag.slug}.atom") == [inside.title]
    assert client.get("/feeds/tag/none.atom").status_code == 404


def test_a_control_character_in_the_database_does_not_break_the_feed(client: Client):
    article = make_article()
    with_control = "Broken \x07title"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_article SET title = %s, body = %s", [with_control, "<p>a\x0bb</p>"]
        )
    assert entries(client, "/feeds/news.atom") == ["Broken title"]
    assert Article.objects.get(pk=article.pk).title == with_control


def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client):
    article = make_article()
    first = client.get("/feeds/news.atom")
    again = client.get("/feeds/news.atom", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    article.title = "Another title"
    article.save()
    changed = client.get("/feeds/news.atom", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_an_empty_feed_is_a_feed(client: Client):
    assert entries(client, "/feeds/news.atom") == []


def test_reading_thirty_stories_costs_as_many_queries_as_one(
    client: Client, django_assert_max_num_queries
):
    category = make_category()
    for number in range(30):
        make_article(category=category, days_ago=number + 1)
    with django_assert_max_num_queries(3):
        client.get("/feeds/news.atom")
