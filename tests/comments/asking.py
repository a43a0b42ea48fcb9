"""A listener of the worker in a process of its own, and what a page says before sending."""

import os
import re
import signal
import subprocess
import sys
from contextlib import closing, contextmanager

import redis
from django.conf import settings

from comments import nudging
from tests.browser import database_url_of_test, wait_until

CLEAN = "The report leaves out who pays the fees, and that is the whole story."
UNKIND = "You are a complete idiot and a liar, and nobody needs you here."
TOLD = "When I was sixteen I was sold to a man and locked in his house for a year."
WARNING = "Would you look at it once more?"
HELP = "Before you send this: help is here"
LISTENING = """
import os, time
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
import django
django.setup()
from comments import listening
listening.listen(os.getppid())
"""
HANGING = LISTENING.replace(
    "listening.listen",
    """
screen = listening.screen
def hang(text, *others):
    return time.sleep(60) if "idiot" in text else screen(text, *others)
listening.screen = hang
listening.listen""",
)
TOKEN = re.compile(r'name="asked" value="([^"]+)"')


@contextmanager
def listener(program=LISTENING, **changes):
    """What the worker forks, started alone; its process."""
    process = subprocess.Popen(  # noqa: S603  our own code
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DATABASE_URL": database_url_of_test(),
            "PORTAL_SECRET_KEY": settings.SECRET_KEY,
            **changes,
        },
    )
    address = changes.get("REDIS_URL", settings.REDIS_URL)
    try:
        wait_until(lambda: listeners(address), 90)
        yield process
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        process.wait(10)
        wait_until(lambda: not listeners(address))


def listeners(address=None):
    """How many listen at that Redis."""
    with closing(redis.Redis.from_url(address or settings.REDIS_URL)) as client:
        return nudging.listeners(client, nudging.channel())


def question(text, **changes):
    return nudging.Question(**{"text": text, "network": "n", "address": "a", **changes})


def token_in(response):
    return TOKEN.search(response.text).group(1)
