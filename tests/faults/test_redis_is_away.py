"""Comments and sign-ups are taken without Redis, and taken up when it is back."""

import datetime as dt
import os
import signal
from urllib.parse import urlsplit

from django.utils import timezone

from campaigns.models import Signup
from comments.links import confirm_address
from comments.models import ScreenedComment, State
from tests.browser import running_worker, wait_until
from tests.factories.articles import make_article
from tests.factories.campaigns import make_campaign
from tests.faults.writing import CLEAN, comment_on, mails_in, sign

TOLERABLE = 5.0  # seconds for a form while the broker is dead or frozen


def test_what_came_while_redis_was_away_is_screened_and_mailed_when_it_is_back(
    web, broker, tmp_path
):
    story, campaign = make_article(), make_campaign()
    broker.start()
    data_dir = tmp_path / "data"
    changes = {"REDIS_URL": broker.address, "PORTAL_DATA_DIR": str(data_dir)}
    with running_worker(f"http://127.0.0.1:{web.port}", tmp_path / "worker.log", **changes):
        broker.stop()
        for answer in (comment_on(web, story), sign(web, campaign)):
            assert answer.status == 303, answer.text
            assert answer.seconds < TOLERABLE
        comment = ScreenedComment.objects.get()
        answer = web.post(urlsplit(confirm_address(comment)).path)
        assert answer.status == 303
        assert Signup.objects.get().state == "pending"
        comment.refresh_from_db()
        assert comment.state == State.RECEIVED
        assert CLEAN not in web.get(story.get_absolute_url()).text
        assert mails_in(data_dir / "mail") == []

        long_ago = timezone.now() - dt.timedelta(minutes=2)
        ScreenedComment.objects.update(received_at=long_ago)
        broker.start()
        broker.ring("comments.sweep")
        broker.ring("mailing.sweep")
        wait_until(lambda: ScreenedComment.objects.get().state == State.PUBLISHED, 60)
        wait_until(lambda: len(mails_in(data_dir / "mail")) == 2)
    assert CLEAN in web.get(story.get_absolute_url()).text
    assert all(CLEAN not in mail for mail in mails_in(data_dir / "mail"))


def test_a_frozen_redis_holds_nobody_up_for_long(web, broker):
    story, campaign = make_article(), make_campaign()
    broker.start()
    os.kill(broker.child.process.pid, signal.SIGSTOP)
    try:
        for answer in (comment_on(web, story), sign(web, campaign)):
            assert answer.status == 303
            assert answer.seconds < TOLERABLE
        assert web.get(story.get_absolute_url()).status == 200
    finally:
        os.kill(broker.child.process.pid, signal.SIGCONT)
    assert ScreenedComment.objects.count() == Signup.objects.count() == 1
