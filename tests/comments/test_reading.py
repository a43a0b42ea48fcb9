"""A conversation as it is read."""

from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from comments import discussion, moderation
from comments.models import ScreenedComment, State
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_moderator

pytestmark = pytest.mark.django_db


def show(story, query=""):
    request = RequestFactory().get(f"/news/{query}")
    source = "{% load discussion %}{% conversation_on story %}"
    return Template(source).render(Context({"request": request, "story": story}))


def shown(story, **query):
    _conversation, page = discussion.read_page(story, discussion.Asked.read(query))
    return [entry.comment for entry in page.entries]


def queries_of(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_one_comment_and_thirty_cost_the_same_queries(story):
    make_comment(story=story)
    one = queries_of(lambda: show(story))
    for number in range(10):
        parent = make_comment(f"Root {number}", story=story)
        make_comment(f"Deep {number}", parent=make_comment(f"Reply {number}", parent=parent))
    assert queries_of(lambda: show(story)) == one <= 4


def test_thirty_cards_cost_one_query_for_their_counts(story):
    stories = [make_article() for _number in range(30)]
    make_comment(story=stories[0])
    source = Template(
        "{% load discussion %}{% for s in stories %}{% comment_count s %} {% endfor %}"
    )
    request = RequestFactory().get("/")
    with CaptureQueriesContext(connection) as captured:
        text = source.render(Context({"request": request, "stories": stories}))
    assert text.split() == ["1", *["0"] * 29]
    assert len(captured) == 1


@pytest.mark.parametrize("state", [s for s in State if s not in {State.EXPIRED, State.ERASED}])
def test_only_what_is_published_is_read(story, state):
    comment = make_comment("The words themselves.", story=story, state=state)
    assert ("The words themselves." in show(story)) == (state == State.PUBLISHED)
    assert comment.is_public == (state == State.PUBLISHED)


def test_a_removed_parent_leaves_a_stub_that_keeps_the_replies(story):
    parent = make_comment("Removed words.", story=story)
    make_comment("The reply.", parent=parent)
    moderation.remove(parent.pk, moderator=make_moderator(), revision=1, rule=3)
    page = show(story)
    assert "Removed words." not in page
    assert "Removed under rule 3: Xenophobia." in page
    assert "The reply." in page


def test_a_removed_comment_without_replies_leaves_nothing(story):
    comment = make_comment(story=story)
    moderation.remove(comment.pk, moderator=make_moderator(), revision=1, rule=3)
    assert f"c{comment.pk}" not in show(story)


def test_no_reply_is_read_under_a_parent_that_was_never_public(story):
    parent = make_comment("Held words.", story=story, state=State.HELD)
    make_comment("A reply to them.", parent=parent)
    page = show(story)
    assert "Held words." not in page
    assert "A reply to them." not in page


def test_a_comment_held_after_reports_keeps_its_replies_under_a_neutral_line(story):
    parent = make_comment("Reported words.", story=story)
    make_comment("The reply.", parent=parent)
    moderation.hold_after_reports(parent.pk, revision=1)
    page = show(story)
    assert "Reported words." not in page
    assert "This comment is not shown at the moment." in page
    assert "The reply." in page


def test_three_orders(story):
    first, second, third = (make_comment(f"Number {n}", story=story) for n in range(3))
    reply = make_comment("Reply", parent=second)
    ScreenedComment.objects.filter(pk=second.pk).update(vote_count=2)
    assert shown(story) == [third, second, reply, first]
    assert shown(story, sort="oldest") == [first, second, reply, third]
    assert shown(story, sort="voted") == [second, reply, third, first]
    assert shown(story, sort="'; DROP") == [third, second, reply, first]


def test_replies_are_nested_three_deep_and_flat_below(story):
    comment = make_comment("Level 0", story=story)
    for level in range(1, 6):
        comment = make_comment(f"Level {level}", parent=comment)
    page = show(story)
    assert page.count('<ol class="thread thread--replies">') == 3
    assert page.count("<ol") == page.count("</ol>")
    assert page.count("<li") == page.count("</li>")
    assert page.count("answers ") == 2
    assert ", level 4" in page


def test_fifty_threads_a_page_and_a_page_with_all(story, monkeypatch):
    monkeypatch.setattr(discussion, "A_PAGE", 3)
    made = [make_comment(f"Number {n}", story=story) for n in range(7)]
    assert shown(story) == [made[6], made[5], made[4]]
    assert shown(story, page="2") == [made[3], made[2], made[1]]
    assert shown(story, page="3") == [made[0]]
    assert shown(story, page="all") == made[::-1]
    assert "View all 7 comments" in show(story)
    assert "View all" not in show(story, "?page=all")
    for odd in ("0", "-1", "x", "٣", "1e9", "999999999999999999999"):
        assert shown(story, page=odd)[:1] in ([made[6]], [])


def test_a_permalink_opens_the_page_that_shows_the_comment(client, story, monkeypatch):
    monkeypatch.setattr(discussion, "A_PAGE", 3)
    made = [make_comment(f"Number {n}", story=story) for n in range(7)]
    reply = make_comment("Reply", parent=made[1])
    address = client.get(f"/comments/{reply.pk}/")["Location"]
    assert address == f"{story.get_absolute_url()}?page=2#c{reply.pk}"
    assert f'id="c{reply.pk}"' in client.get(address).text
    assert "?" not in client.get(f"/comments/{made[6].pk}/")["Location"]


@pytest.mark.parametrize("state", [State.HELD, State.REMOVED, State.SAFEGUARDED, State.UNCONFIRMED])
def test_what_is_not_public_has_no_permalink(client, story, state):
    comment = make_comment(story=story, state=state)
    for act in ("", "reply/", "report/"):
        assert client.get(f"/comments/{comment.pk}/{act}").status_code == 404
    assert client.post(f"/comments/{comment.pk}/vote/").status_code == 404


def test_under_a_story_that_was_taken_off_nothing_can_be_opened(client, story):
    comment = make_comment(story=story)
    type(story).objects.filter(pk=story.pk).update(state="archived")
    for act in ("", "reply/", "report/"):
        assert client.get(f"/comments/{comment.pk}/{act}").status_code == 404


def test_a_comment_on_a_paragraph_quotes_it_and_can_be_read_alone(client, sent, story):
    block = story.comment_paragraphs()[1]
    comment = sent(paragraph=block.key, comment="On that very paragraph.")
    assert comment.paragraph_quote == block.text
    about = make_comment("On the second.", story=story, paragraph_key=block.key,
                         paragraph_quote=block.text)  # fmt: skip
    make_comment("On the story.", story=story)
    assert shown(story, paragraph=block.key) == [about]
    page = show(story, f"?paragraph={block.key}")
    assert "Only comments on" in page
    assert "On:" in page
    assert "On the story." not in page


def test_links_are_marked_and_foreign_schemes_are_text(story):
    make_comment("See https://example.org/a?b=1&c=2. Not javascript:alert(1).", story=story)
    page = show(story)
    link = '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener">'
    assert link in page
    assert 'href="javascript' not in page


def test_names_and_texts_cannot_turn_the_page_around(story):
    make_comment("كل شيء", story=story, user_name="نور")
    page = show(story)
    assert '<bdi class="comment__name"' in page
    assert 'class="comment__text" dir="auto"' in page


def test_a_story_page_sets_no_cookie(client, story):
    make_comment(story=story)
    response = client.get(story.get_absolute_url())
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.text


def test_the_page_is_the_same_until_something_is_said(client, story):
    first = show(story)
    assert show(story) == first
    make_comment(story=story)
    assert show(story) != first


@pytest.mark.parametrize("path", ["/comments/feed/", "/comments/story/{}/feed/"])
def test_the_feeds_hold_what_is_public_and_nothing_else(client, story, path):
    make_comment("Public <b>words</b>.", story=story)
    for state in (State.HELD, State.SAFEGUARDED, State.REMOVED, State.UNCONFIRMED):
        make_comment(f"Secret {state}.", story=story, state=state)
    response = client.get(path.format(story.pk))
    assert response.status_code == 200
    entries = ET.fromstring(response.content)  # noqa: S314  our own feed
    assert len(entries.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    assert b"Public" in response.content
    assert b"Secret" not in response.content


def test_the_feed_of_the_site_asks_the_same_for_thirty_stories(client, story):
    make_comment(story=story)
    client.get("/comments/feed/")
    one = queries_of(lambda: client.get("/comments/feed/"))
    for _number in range(15):
        make_comment(story=make_article())
    assert queries_of(lambda: client.get("/comments/feed/")) <= one


def test_the_feed_of_the_site_leaves_stories_out_that_were_taken_off(client, story):
    make_comment("Under a story that is gone.", story=story)
    type(story).objects.filter(pk=story.pk).update(state="archived")
    assert "Under a story that is gone." not in client.get("/comments/feed/").text
