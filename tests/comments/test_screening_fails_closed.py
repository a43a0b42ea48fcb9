"""Nothing is published unscreened, whatever breaks; the sweep repairs what was forgotten."""

import threading
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.db import connection, transaction
from django.utils import timezone

from comments import sweeping, tasks, verdicts
from comments.models import CommentRevision, ScreenedComment, State
from comments.screening.verdict import Outcome
from mailing.models import OutboxMail
from portal.celery import app
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_participant

pytestmark = pytest.mark.django_db
CLEAN = "The report leaves out who pays the fees, and that is the whole story."


def fresh(comment):
    return ScreenedComment.objects.get(pk=comment.pk)


def long_ago(comment, **changes):
    ScreenedComment.objects.filter(pk=comment.pk).update(
        received_at=timezone.now() - timedelta(hours=1), **changes
    )


@pytest.mark.parametrize("failure", [RuntimeError, MemoryError, TimeoutError, RecursionError])
def test_an_engine_that_breaks_holds_the_comment(story, monkeypatch, failure):
    def broken(*_arguments):
        raise failure

    monkeypatch.setattr(verdicts, "screen", broken)
    comment = make_comment(CLEAN, story=story, state=State.RECEIVED)
    assert verdicts.screen_comment(comment.pk) == State.HELD
    assert fresh(comment).events.newest_first()[0].reason == "screening_failed"


def test_a_text_that_cannot_be_unsealed_is_held(story):
    comment = make_comment(CLEAN, story=story, state=State.RECEIVED)
    ScreenedComment.objects.filter(pk=comment.pk).update(sealed_text=b"damaged")
    assert verdicts.screen_comment(comment.pk) == State.HELD


def test_the_third_attempt_holds_what_kills_the_worker(story):
    comment = make_comment(CLEAN, story=story, state=State.RECEIVED)
    for attempt in (1, 2):
        begun = verdicts.begin(comment.pk)  # and then the worker dies
        assert begun.attempts == attempt
        ScreenedComment.objects.update(attempted_at=timezone.now() - timedelta(minutes=5))
    assert verdicts.screen_comment(comment.pk) == State.HELD
    assert fresh(comment).state == State.HELD


def test_a_task_that_is_delivered_five_times_acts_once(story):
    comment = make_comment(CLEAN, story=story, state=State.RECEIVED)
    answers = [verdicts.screen_comment(comment.pk) for _delivery in range(5)]
    assert answers == [State.PUBLISHED, None, None, None, None]
    assert comment.screening_results.count() == 1
    assert comment.events.count() == 2


def test_a_worker_does_not_begin_with_what_another_has_begun(story):
    comment = make_comment(CLEAN, story=story, state=State.RECEIVED)
    assert verdicts.begin(comment.pk) is not None
    assert verdicts.begin(comment.pk) is None
    assert fresh(comment).attempts == 1


def test_a_verdict_on_an_old_revision_is_dropped(story):
    from comments import authorship
    from comments.screening.engine import screen

    comment = make_comment(CLEAN, story=story, state=State.RECEIVED)
    begun = verdicts.begin(comment.pk)
    authorship.revise(comment.pk, revision=1, text="You are an idiot.")
    assert verdicts.apply_verdict(begun, screen(CLEAN)) is None
    assert fresh(comment).state == State.RECEIVED
    assert not fresh(comment).is_public


def test_a_machine_without_a_rule_to_name_does_not_decline(story, monkeypatch):
    from dataclasses import replace

    from comments.screening.engine import screen

    verdict = replace(screen(CLEAN), outcome=Outcome.DECLINE)
    comment = make_comment(CLEAN, story=story, state=State.RECEIVED)
    assert verdicts.apply_verdict(verdicts.begin(comment.pk), verdict) == State.HELD


def test_under_a_premoderated_story_a_person_reads_first():
    story = make_article(comment_policy="premoderated")
    comment = make_comment(CLEAN, story=story, state=State.RECEIVED)
    assert verdicts.screen_comment(comment.pk) == State.HELD


def test_a_writer_who_is_watched_waits_for_a_person(story):
    participant = make_participant("watched@example.org")
    participant.held_until = timezone.now() + timedelta(days=1)
    participant.save()
    comment = make_comment(CLEAN, story=story, state=State.RECEIVED, email="watched@example.org")
    assert verdicts.screen_comment(comment.pk) == State.HELD


def test_the_sweep_screens_what_the_queue_forgot(story, settings):
    forgotten = make_comment(CLEAN, story=story, state=State.RECEIVED)
    long_ago(forgotten)
    new = make_comment("Just now.", story=story, state=State.RECEIVED, received_at=timezone.now())
    assert sweeping.sweep() == 1
    assert fresh(forgotten).state == State.PUBLISHED
    assert fresh(new).state == State.RECEIVED


def test_what_was_tried_and_is_overdue_is_held(story, monkeypatch):
    overdue = make_comment(CLEAN, story=story, state=State.RECEIVED)
    long_ago(overdue, attempts=1, attempted_at=timezone.now())
    sweeping.sweep()
    assert fresh(overdue).state == State.HELD
    assert overdue.events.newest_first()[0].reason == "screening_overdue"


def test_after_an_hour_without_a_worker_comments_are_screened_and_not_held(story):
    waited = make_comment(CLEAN, story=story, state=State.RECEIVED)
    long_ago(waited)
    sweeping.sweep()
    assert fresh(waited).state == State.PUBLISHED


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_do_the_work_of_one():
    story = make_article()
    for number in range(4):
        long_ago(make_comment(f"{CLEAN} {number}", story=story, state=State.RECEIVED))
    start, counts = threading.Barrier(2), []

    def run():
        start.wait()
        counts.append(sweeping.sweep())
        connection.close()

    threads = [threading.Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 4
    assert ScreenedComment.objects.published().count() == 4


def test_what_was_never_confirmed_is_wiped_after_a_week(story):
    old = make_comment(CLEAN, story=story, state=State.UNCONFIRMED,
                       submitted_at=timezone.now() - timedelta(days=8))  # fmt: skip
    young = make_comment(CLEAN, story=story, state=State.UNCONFIRMED)
    assert sweeping.expire() == 1
    gone = fresh(old)
    assert (gone.state, gone.text, gone.user_name, gone.user_email) == ("expired", "", "", "")
    assert [bytes(each.sealed_text) for each in CommentRevision.objects.filter(comment=gone)] == [
        b""
    ]
    assert fresh(young).text == CLEAN


def test_every_task_that_is_asked_for_by_name_exists():
    for name in ("screen_comment", "tell_followers", "sweep", "expire"):
        assert f"comments.{name}" in app.tasks
    assert {"comments.sweep", "comments.expire"} <= {
        entry["task"] for entry in project.CELERY_BEAT_SCHEDULE.values()
    }
    tasks.screen_comment(2**31 - 1)
    tasks.sweep()
    tasks.expire()
    tasks.tell_followers(2**31 - 1)


def test_a_broken_broker_loses_no_comment(sent, settings, django_capture_on_commit_callbacks):
    from common import queue

    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    monkey = pytest.MonkeyPatch()
    monkey.setattr(queue.current_app, "send_task", lambda *_a, **_k: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True):
        comment = sent()
    monkey.undo()
    queue._open_until = 0.0
    assert fresh(comment).state == State.UNCONFIRMED
    assert OutboxMail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_crash_between_the_move_and_its_log_leaves_neither(monkeypatch):
    from comments import moves

    comment = make_comment(CLEAN, state=State.RECEIVED)

    def crash(*_arguments):
        raise SystemExit

    monkeypatch.setattr(moves, "log", crash)
    with pytest.raises(SystemExit), transaction.atomic():
        verdicts.screen_comment(comment.pk)
    assert fresh(comment).state == State.RECEIVED
    assert not fresh(comment).is_public


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_publishes_a_clean_comment(worker):
    from tests.browser import wait_until

    story = make_article()
    comment = make_comment(CLEAN, story=story, state=State.RECEIVED)
    wait_until(lambda: fresh(comment).state == State.PUBLISHED, 20)
