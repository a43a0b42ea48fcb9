"""Comments of another site, and the demonstration's."""

import datetime as dt

import pytest
from django.utils import timezone

from comments import appeals, moderation
from comments.demo import load_conversations
from comments.importing import take_comments
from comments.models import ScreenedComment, State
from common.wxr import Comment
from mailing.models import OutboxMail
from tests.factories.comments import make_moderator

pytestmark = pytest.mark.django_db
LONG_AGO = dt.datetime(2016, 3, 4, 5, 6, 7, tzinfo=dt.UTC)
CLEAN = "Who pays the fees, and who checks the ledger?"


def record(number, content=CLEAN, **changes):
    values = {
        "external_id": str(number),
        "parent_id": "",
        "author": f"Reader {number}",
        "email": f"reader{number}@example.org",
        "posted_at": LONG_AGO + dt.timedelta(hours=int(number) if str(number).isdigit() else 0),
        "content": content,
        "is_approved": True,
        "kind": "comment",
        **changes,
    }
    return Comment(**values)


def take(story, *records, site="https://old.example.org"):
    return take_comments(records, story, site=site)


def taken(number):
    return ScreenedComment.objects.get(source_key__endswith=f":{number}")


def test_a_thread_comes_along_intact_whatever_its_order_in_the_file(story):
    report = take(
        story,
        record(3, "The answer to the answer.", parent_id="2"),
        record(2, "An answer.", parent_id="1"),
        record(1),
    )
    assert (report.new, report.skipped, report.waiting) == (3, 0, 0)
    assert [taken(n).level for n in (1, 2, 3)] == [0, 1, 2]
    assert taken(3).parent_id == taken(2).pk


def test_a_comment_keeps_its_time_its_name_and_its_votes(client, story):
    take(story, record(1, meta={"wpdiscuz_votes": "7"}))
    comment = taken(1)
    assert comment.submitted_at == comment.published_at == LONG_AGO + dt.timedelta(hours=1)
    assert (comment.user_name, comment.vote_count, comment.state) == ("Reader 1", 7, "published")
    assert CLEAN in client.get(story.get_absolute_url()).text


def test_taking_in_again_changes_nothing(story):
    take(story, record(1))
    report = take(story, record(1), record(2, "Another.", parent_id="1"))
    assert (report.new, report.known) == (1, 1)
    assert ScreenedComment.objects.count() == 2
    assert take(story, record(1), site="https://another.example.org").new == 1


def test_private_data_and_disclosures_are_not_shown_whoever_approved_them(client, story):
    report = take(
        story,
        record(1, "Call her on +44 7911 123456 or write to jane.doe@gmail.com."),
        record(2, "When I was sixteen I was sold to a man and locked in his house for a year."),
    )
    assert report.waiting == 2
    assert taken(1).state == State.HELD
    assert taken(2).state == State.SAFEGUARDED
    page = client.get(story.get_absolute_url()).text
    assert "7911" not in page
    assert "sixteen" not in page


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"is_approved": False}, "not approved"),
        ({"kind": "pingback"}, "pingback"),
        ({"content": " <p></p> "}, "no text"),
        ({"content": "<b>" * 200 + "x"}, "nested too deep"),
        ({"content": "x" * 100_001}, "longer than"),
        ({"external_id": ""}, "no number"),
        ({"external_id": "1\x00"}, "no number"),
        ({"external_id": "9" * 200}, "no number"),
    ],
)
def test_what_is_no_readers_word_is_skipped_with_its_reason(story, changes, why):
    report = take(story, record(1, **changes))
    assert (report.new, report.skipped) == (0, 1)
    assert why in report.notes[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"email": ""},
        {"email": "not an address, at all"},
        {"author": ""},
        {"author": "a" * 300 + "\r\nBcc: x@example.org"},
        {"posted_at": None},
        {"posted_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)},
        {"parent_id": "404"},
        {"parent_id": "1"},
        {"meta": {"wpdiscuz_votes": "many"}},
        {"meta": {"wpdiscuz_votes": "-3"}},
        {"content": "One.\r\n\r\nTwo &amp; <em>three</em>.\x00\u202e"},
    ],
    ids=str,
)
def test_odd_records_are_taken_all_the_same(story, changes):
    assert take(story, record(1, **changes)).new == 1
    assert taken(1).submitted_at <= timezone.now()
    assert taken(1).vote_count == 0


def test_a_ring_of_answers_is_taken_once_each(story):
    report = take(story, record(1, parent_id="2"), record(2, "The other.", parent_id="1"))
    assert report.new == 2


def test_nobody_is_written_to_about_an_imported_comment(story):
    take(story, record(1, "You are a complete idiot and a liar."))
    comment = taken(1)
    assert comment.state in {State.HELD, State.DECLINED}
    if comment.state == State.HELD:
        moderation.decline(comment.pk, moderator=make_moderator(), revision=1, rule=4)
    else:
        appeals.appeal(comment.pk)
    assert OutboxMail.objects.count() == 0


def test_the_demonstration_is_told_in_the_past_and_once(story):
    now = timezone.now()
    rows = [
        {"key": "b", "story": "s", "name": "Ben", "hours_ago": 3, "text": "True.", "parent": "a"},
        {"key": "a", "story": "s", "name": "Ada", "hours_ago": 9, "text": CLEAN, "paragraph": 1},
        {"key": "c", "story": "elsewhere", "name": "Cy", "hours_ago": 1, "text": CLEAN},
    ]
    assert load_conversations(rows, {"s": story}, now) == {"published": 2}
    first, second = taken("a"), taken("b")
    assert second.parent_id == first.pk
    assert now - dt.timedelta(hours=9) <= first.published_at < now - dt.timedelta(hours=8.9)
    assert first.paragraph_quote == story.comment_paragraphs()[0].text
    assert first.events.oldest_first()[0].at == now - dt.timedelta(hours=9)
    assert load_conversations(rows, {"s": story}, now) == {}
    assert OutboxMail.objects.count() == 0
