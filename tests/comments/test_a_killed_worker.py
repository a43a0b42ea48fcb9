"""A worker dies in the middle of screening: nothing is public, nothing is lost."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from comments import sweeping
from comments.models import ScreenedComment, State
from tests.browser import database_url_of_test, wait_until
from tests.factories.comments import make_comment

pytestmark = pytest.mark.django_db(transaction=True)
# A worker whose engine never answers.
HANGING = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
import django
django.setup()
from comments import verdicts
verdicts.screen = lambda *_arguments: time.sleep(600)
verdicts.screen_comment(int(sys.argv[1]))
"""


def fresh(comment):
    return ScreenedComment.objects.get(pk=comment.pk)


def kill_while_screening(comment):
    process = subprocess.Popen(  # noqa: S603  our own code
        [sys.executable, "-W", "ignore", "-c", HANGING, str(comment.pk)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url_of_test()},
    )
    before = fresh(comment).attempts
    wait_until(lambda: fresh(comment).attempts > before, 30)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    a_while_ago = timezone.now() - timedelta(minutes=2)
    ScreenedComment.objects.filter(pk=comment.pk).update(
        attempted_at=a_while_ago, received_at=a_while_ago
    )


def test_what_a_killed_worker_held_is_screened_by_the_sweep():
    comment = make_comment("Who pays the fees, and who checks it?", state=State.RECEIVED)
    kill_while_screening(comment)
    assert (fresh(comment).state, fresh(comment).is_public) == (State.RECEIVED, False)
    assert sweeping.sweep() == 1
    assert fresh(comment).state == State.PUBLISHED
    assert comment.events.count() == 2
