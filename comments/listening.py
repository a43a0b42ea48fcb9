"""In the worker: what the web asks before a comment is sent is answered at once.

The pool's processes may be busy for minutes, with mail or a backlog of comments. So each worker
has one process more that does nothing else. It is forked after the engine has been loaded and
shares its memory. It stores nothing and logs no text; of the database it asks the site's rules.
"""

import contextlib
import json
import logging
import os
import signal
import time
from typing import Final

import redis
from django.conf import settings
from django.db import DatabaseError, close_old_connections

from comments import nudging, rulesets
from comments.reasons import findings_to_store
from comments.screening.engine import screen
from comments.screening.ruleset import PACKAGED, RuleSet
from comments.surroundings import context_before_sending
from common.crypto import Unreadable, seal, unseal

logger = logging.getLogger(__name__)

LOOK_UP: Final = 1.0  # seconds between two looks whether the worker still lives
LONGEST: Final = 2.0  # seconds; a text that keeps the engine longer ends the process
LENGTH_OF_ANSWERS: Final = 8192
BACK_TO_DEFAULT: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


def start() -> None:
    """Fork the listener's keeper off the worker's first process; both end with the worker."""
    if not settings.COMMENT_NUDGE:
        return
    worker = os.getpid()
    if os.fork() == 0:
        _become_quiet()
        with contextlib.suppress(BaseException):
            _keep(worker)
        os._exit(0)


def _keep(worker: int) -> None:
    """Fork a listener, and another one whenever it has died, for as long as the worker lives.

    The keeper holds no connection, so that each listener begins with clean hands.
    """
    while os.getppid() == worker:
        keeper, listener = os.getpid(), os.fork()
        if listener == 0:
            listen(keeper)
            os._exit(0)
        while os.getppid() == worker and os.waitpid(listener, os.WNOHANG) == (0, 0):
            time.sleep(LOOK_UP / 2)


def listen(parent: int) -> None:
    """Answer questions until ``parent`` is gone; Redis may come and go."""
    _verdict_on("Good morning.", "")  # whatever is fetched at first use is at hand from here on
    client = nudging.client_of(settings.REDIS_URL)
    while os.getppid() == parent:
        try:
            _answer_while_connected(client, parent)
        except redis.RedisError as problem:
            logger.warning("nobody can ask before sending: %s", type(problem).__name__)
            time.sleep(LOOK_UP)


def _answer_while_connected(client: "redis.Redis", parent: int) -> None:
    with client.pubsub(ignore_subscribe_messages=True) as inbox:  # type: ignore[no-untyped-call]
        inbox.subscribe(nudging.channel())
        while os.getppid() == parent:
            message = inbox.get_message(timeout=LOOK_UP)
            if message is not None:
                _answer(client, message["data"])


def _answer(client: "redis.Redis", question: bytes) -> None:
    reply, _blank, sealed = question.partition(b" ")
    channel = reply.decode("ascii", "replace")
    if not nudging.listeners(client, channel):  # whoever asked has stopped waiting
        return
    try:
        text, parent_text = json.loads(unseal(sealed))
    except (Unreadable, ValueError, TypeError):
        logger.warning("a question that cannot be read was left unanswered")
        return
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    answer = _verdict_on(text, parent_text)
    signal.setitimer(signal.ITIMER_REAL, 0)
    client.publish(channel, seal(answer))


def _verdict_on(text: str, parent_text: str) -> str:
    """The verdict without the words; of one length, for the length alone could tell."""
    verdict = screen(text, context_before_sending(parent_text), _rules())
    answer = {
        "outcome": verdict.outcome,
        "findings": findings_to_store(verdict),
        "language": verdict.language,
    }
    return json.dumps(answer).ljust(LENGTH_OF_ANSWERS)


def _rules() -> RuleSet:
    """The site's rules; the packaged ones while they cannot be read."""
    close_old_connections()
    try:
        return rulesets.current()
    except (DatabaseError, rulesets.BadRuleSet) as problem:
        logger.warning("asked by the packaged rules: %s", type(problem).__name__)
        return PACKAGED


def _become_quiet() -> None:
    """Take the worker's handlers off: a signal simply ends this process."""
    for number in BACK_TO_DEFAULT:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
