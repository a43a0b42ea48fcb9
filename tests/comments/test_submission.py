"""Taking a comment in."""

import threading
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.utils import timezone

from comments import authorship, clock, limits
from comments.models import Follow, ScreenedComment, State
from comments.submission import Submission, submit_comment
from common.ratelimit import Limit
from mailing.models import OutboxMail
from tests.comments.conftest import comment_of
from tests.factories.articles import make_article
from tests.factories.comments import make_comment

pytestmark = pytest.mark.django_db
GIVEN = Submission(text="Who pays the fees?", name="Ada", email="ada@example.org", network="n")


def test_a_comment_is_stored_sealed_and_unpublished(sent):
    comment = sent(comment="A guardian of their own would have seen it.")
    assert comment.state == State.UNCONFIRMED
    assert comment.text == "A guardian of their own would have seen it."
    assert (comment.comment, comment.is_public) == ("", False)
    assert b"guardian" not in bytes(comment.sealed_text)


def test_a_double_click_makes_one_row_and_one_mail(sent):
    assert sent() == sent()
    assert OutboxMail.objects.count() == 1
    assert sent(comment="Something else.") != sent(comment="Something else entirely.")


def test_the_same_words_elsewhere_or_by_somebody_else_are_another_comment(sent, story):
    parent = make_comment(story=story)
    rows = {
        sent().pk,
        sent(email="ben@example.org").pk,
        sent(reply_to=str(parent.pk)).pk,
        sent(make_article()).pk,
    }
    assert len(rows) == 4


@pytest.mark.parametrize(("seconds", "rows"), [(1, 1), (599, 1), (601, 2), (86_400, 2)])
def test_the_same_words_are_one_comment_for_ten_minutes_wherever_the_clock_stands(
    story, seconds, rows
):
    first = timezone.now().replace(minute=9, second=59, microsecond=999_000)
    with clock.as_of(first):
        submit_comment(story, GIVEN)
    with clock.as_of(first + timedelta(seconds=seconds)):
        submit_comment(story, GIVEN)
    assert ScreenedComment.objects.count() == rows


@pytest.mark.django_db(transaction=True)
def test_eight_clicks_at_once_make_one_row():
    story = make_article()
    start, made = threading.Barrier(8), []

    def click():
        start.wait()
        made.append(submit_comment(story, GIVEN).pk)
        connection.close()

    threads = [threading.Thread(target=click) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert len(set(made)) == 1
    assert ScreenedComment.objects.count() == OutboxMail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_replies_at_once_have_eight_places():
    story = make_article()
    parent = make_comment(story=story)
    start, failed = threading.Barrier(8), []

    def answer(number):
        start.wait()
        try:
            for each in range(5):
                submit_comment(
                    story,
                    Submission(
                        text=f"Reply {number} {each}",
                        name="Ada",
                        email=f"ada{number}@example.org",
                        network=str(number),
                        parent=parent,
                    ),
                )
        except Exception as problem:  # noqa: BLE001  any is one too many
            failed.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    paths = list(ScreenedComment.objects.in_thread_order().values_list("path", flat=True))
    assert len(set(paths)) == len(paths) == 41
    assert all(path.startswith(parent.path) for path in paths)


def test_too_many_in_a_short_time_are_told_when_to_come_back(write, settings):
    settings.COMMENT_LIMITS = {**settings.COMMENT_LIMITS, "address": (2, 3600)}
    for number in range(2):
        assert write(comment=f"Number {number}.").status_code == 303
    response = write(comment="Number 3, which took me an hour to write.")
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 60
    assert "Number 3, which took me an hour to write." in response.text
    assert "in 30 min" in response.text
    assert ScreenedComment.objects.count() == 2


def test_a_double_click_does_not_count_against_the_limit(write, settings):
    settings.COMMENT_LIMITS = {**settings.COMMENT_LIMITS, "address": (1, 3600)}
    assert [write().status_code for _click in range(3)] == [303, 303, 303]


def test_every_limit_holds_without_redis(story, settings):
    settings.COMMENT_LIMITS = {**settings.COMMENT_LIMITS, "network": (1, 3600)}
    from common import ratelimit

    with patch.object(ratelimit, "_client", side_effect=ratelimit.redis.ConnectionError):
        limits.take_comment(network="away", address="a", conversation=1)
        with pytest.raises(limits.TooMany):
            limits.take_comment(network="away", address="b", conversation=1)
    assert Limit(1, 3600).count == 1


def test_an_answer_of_the_form_is_kept_by_nobody(write):
    for response in (write(), write(comment="")):
        assert response["Cache-Control"] == "no-store"
        assert "commenter" not in response.cookies


def test_the_wish_for_mail_holds_from_the_confirmation_on(sent):
    comment = sent(notify="replies", wants_text="on")
    follow = Follow.objects.get()
    assert (follow.scope, follow.wants_text, follow.confirmed_at) == ("replies", True, None)
    authorship.confirm(comment.pk)
    follow.refresh_from_db()
    assert follow.confirmed_at is not None


def test_nobody_changes_anothers_wish_by_using_their_address(sent):
    authorship.confirm(sent(notify="replies").pk)
    sent(notify="all", comment="As somebody else.")
    assert Follow.objects.get().scope == "replies"


def test_a_withdrawn_text_may_be_sent_again(client, sent):
    comment = sent()
    authorship.confirm(comment.pk)
    authorship.withdraw(comment.pk)
    assert sent() != comment


def test_a_published_comment_can_be_changed_for_a_quarter_of_an_hour(story):
    comment = make_comment("First words.", story=story)
    changed = authorship.revise(comment.pk, revision=1, text="Better words.")
    assert (changed.state, changed.is_public, changed.revision) == (State.RECEIVED, False, 2)
    assert [each.text for each in comment.revisions.order_by("number")] == [
        "First words.",
        "Better words.",
    ]
    late = make_comment(story=story)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    ScreenedComment.objects.filter(pk=late.pk).update(decided_at=an_hour_ago)
    with pytest.raises(authorship.TooLate):
        authorship.revise(late.pk, revision=1, text="Too late.")


def test_confirming_twice_is_one_move(client, sent):
    comment = sent()
    authorship.confirm(comment.pk)
    with pytest.raises(authorship.Changed):
        authorship.confirm(comment.pk)
    assert comment.events.filter(kind="confirm").count() == 1


def test_the_mail_with_the_link_holds_no_word_of_the_comment(sent):
    from common.crypto import unseal

    sent(comment="Very secret words of mine.")
    letter = unseal(bytes(OutboxMail.objects.get().sealed))
    assert "/comments/confirm/" in letter
    assert "secret" not in letter
    assert comment_of
