"""The story page and the lists."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.articles import (
    make_article,
    make_call,
    make_category,
    make_source,
    make_tag,
)
from tests.factories.campaigns import make_campaign

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


def test_the_story_page_has_every_part_in_the_order_of_its_anatomy(client: Client):
    category, tag = make_category(name="Online safety"), make_tag(name="Grooming")
    source = make_source(name="UNODC")
    story = make_article(
        category=category,
        tags=[tag],
        source=source,
        source_url="https://unodc.org/report",
        source_date=dt.date(2018, 6, 17),
        licence_note="Quoted with its source.",
        days_ago=366 * 9,
        updated_at=timezone.now(),
        corrected_at=timezone.now(),
        correction="It was 8 per cent.",
        content_note="Describes threats.",
        hero_caption="Drawn for this story.",
        body="<p>First block.</p><p>Second block.</p><p>Third block.</p>",
    )
    related = make_article(category=make_category(), tags=[tag], days_ago=366 * 8)
    for number in range(5):
        make_article(category=make_category(), days_ago=number + 1)
    inline, final = make_campaign(title="Inline ask"), make_campaign(title="Final ask")
    make_call(story, inline, after_paragraph=2)
    make_call(story, final, placement="end")
    page = client.get(story.get_absolute_url()).content.decode()
    main = page[page.index('<main id="main"') :]
    parts = [
        "Online safety</a>", "<h1>", "It seldom begins", "<time", "updated", "corrected",
        "https://unodc.org/report", "1 minute’s reading", "0 comments", "more than 9 years old",
        "Describes threats.", "<svg", "Drawn for this story.", "First block.", "Second block.",
        "Inline ask", "Third block.", "It was 8 per cent.", "Quoted with its source.",
        "Final ask", 'name="email"', "Copy the address", "mailto:?subject=", "Share …",
        ">Grooming</a>", "tolerate", "This week", "Read more", "Related stories", related.title,
    ]  # fmt: skip
    position = 0
    for part in parts:
        assert part in main[position:], part
        position = main.index(part, position)
    assert "application/ld+json" in page
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{story.get_absolute_url()}">' in page


def test_a_call_beyond_the_last_paragraph_stands_after_it(client: Client):
    story = make_article(body="<p>Only block.</p><ul><li>After it.</li></ul>")
    make_call(story, make_campaign(title="Far down"), after_paragraph=9)
    page = client.get(story.get_absolute_url()).content.decode()
    assert page.index("Only block.") < page.index("Far down") < page.index("After it.")


def test_a_campaign_that_has_not_opened_is_not_shown(client: Client):
    story = make_article()
    make_call(story, make_campaign(title="Still secret", state="draft"))
    make_call(story, make_campaign(title="Also secret", state="review"), placement="end")
    page = client.get(story.get_absolute_url()).content.decode()
    assert "secret" not in page


def test_what_machines_are_told_cannot_end_its_script(client: Client):
    story = make_article(title="</script><script>alert(1)</script> & more")
    page = client.get(story.get_absolute_url()).content.decode()
    written = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    data = json.loads(written)
    assert data["headline"] == story.title
    assert data["@type"] == "NewsArticle"
    assert "<script>alert" not in page


def queries_of(client: Client, address: str) -> int:
    client.get(address)  # content types and the like are asked for once
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_story_with_much_on_it_costs_no_more_queries_than_one_with_little(client: Client):
    story = make_article(tags=[make_tag()])
    make_call(story, make_campaign(), placement="end")
    few = queries_of(client, story.get_absolute_url())
    tags = [make_tag() for _number in range(30)]
    story.tags.set(tags)
    for number in range(30):
        make_article(tags=tags[:5], category=make_category(), source=make_source(), days_ago=number)
    for number in range(6):
        make_call(story, make_campaign(), after_paragraph=number + 1)
    assert queries_of(client, story.get_absolute_url()) <= few + 1  # the related stories' tags


@pytest.mark.parametrize("address", ["/news/", "/week/", "/corrections/"])
def test_a_list_of_thirty_costs_as_many_queries_as_a_list_of_one(client: Client, address):
    moment = timezone.now() - dt.timedelta(minutes=5)
    corrected = {"corrected_at": moment, "correction": "A figure.", "published_at": moment}
    make_article(source=make_source(), **corrected)
    few = queries_of(client, address)
    for _number in range(30):
        make_article(category=make_category(), source=make_source(), **corrected)
    assert queries_of(client, address) <= few
