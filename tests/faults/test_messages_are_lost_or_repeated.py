"""The row is the queue: what happens to messages loses nothing, and does nothing twice."""

import datetime as dt
from contextlib import closing
from urllib.parse import urlsplit

import redis
from django.db import connection
from django.utils import timezone

from comments.links import confirm_address
from comments.models import ModerationEvent, ScreenedComment, ScreeningResult, State
from comments.states import Kind
from mailing.models import OutboxMail
from tests.browser import running_worker, wait_until
from tests.factories.articles import make_article
from tests.faults.writing import CLEAN, comment_on, mails_in

END_SESSIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def test_a_comment_whose_message_was_lost_is_screened_once_however_often_it_is_asked_for(
    web, broker, tmp_path
):
    story = make_article()
    broker.start()
    assert comment_on(web, story).status == 303
    comment = ScreenedComment.objects.get()
    assert web.post(urlsplit(confirm_address(comment)).path).status == 303
    with closing(redis.Redis.from_url(broker.address)) as client:
        client.flushall()
    long_ago = timezone.now() - dt.timedelta(minutes=2)
    ScreenedComment.objects.update(received_at=long_ago)
    changes = {"REDIS_URL": broker.address, "PORTAL_DATA_DIR": str(tmp_path / "data")}
    with running_worker(f"http://127.0.0.1:{web.port}", tmp_path / "worker.log", **changes):
        assert ScreenedComment.objects.get().state == State.RECEIVED
        for _ in range(3):
            broker.ring("comments.sweep")
            broker.ring("comments.screen_comment", comment.pk)
            broker.ring("mailing.sweep")
        wait_until(lambda: ScreenedComment.objects.get().state == State.PUBLISHED)
        broker.ring("comments.screen_comment", comment.pk)
        wait_until(lambda: not OutboxMail.objects.filter(state="queued").exists())
    assert ScreeningResult.objects.count() == 1
    assert ModerationEvent.objects.filter(kind=Kind.SCREEN).count() == 1
    assert len(mails_in(tmp_path / "data" / "mail")) == 1
    assert CLEAN in web.get(story.get_absolute_url()).text


def test_readers_do_not_notice_that_the_database_ended_their_sessions(web, broker):
    story = make_article()
    for _ in range(3):
        assert web.get(story.get_absolute_url()).status == 200
        with connection.cursor() as cursor:
            cursor.execute(END_SESSIONS)
            assert cursor.fetchall()
    assert comment_on(web, story).status == 303
