"""Without Redis, without a worker, or with a busy one a comment is sent as ever, and soon."""

import logging
import os
import signal
import threading
import time
from contextlib import closing

import pytest
import redis
from django.conf import settings as project

from comments import nudging
from common import ratelimit
from common.crypto import seal
from tests.browser import wait_until
from tests.comments.asking import (
    CLEAN,
    HANGING,
    TOLD,
    UNKIND,
    listener,
    listeners,
    question,
)
from tests.faults.conftest import Broker

pytestmark = pytest.mark.django_db
AT_MOST = nudging.PATIENCE + 0.25  # for a machine that has other things to do


def timed(text):
    began = time.monotonic()
    answer = nudging.ask(question(text))
    return answer, time.monotonic() - began


def answered():
    nudging._rests_until = 0.0
    somebody = str(time.monotonic())  # who asks too often is not answered
    return nudging.ask(question(UNKIND, network=somebody, address=somebody))


@pytest.fixture
def broker(tmp_path, settings):
    """A Redis of the test's own, which the portal of this process uses."""
    own = Broker(tmp_path)
    own.start()
    settings.REDIS_URL = own.address
    ratelimit._client.cache_clear()  # it goes by the address that it met first
    yield own
    ratelimit._client.cache_clear()
    own.stop()


def test_a_listener_answers(broker, patient):
    with listener(REDIS_URL=broker.address):
        assert nudging.ask(question(UNKIND)).reasons
        assert nudging.ask(question(TOLD)).is_disclosure
        assert nudging.ask(question(CLEAN)) is None


def test_without_a_worker_nobody_waits(broker, write):
    answer, seconds = timed(UNKIND)
    assert answer is None
    assert seconds < AT_MOST
    assert write(comment=UNKIND).status_code == 303


def test_a_redis_that_is_gone_delays_nobody(broker):
    broker.stop()
    for _attempt in range(2):
        answer, seconds = timed(UNKIND)
        assert answer is None
        assert seconds < AT_MOST


def test_a_redis_that_is_frozen_delays_nobody_for_long(broker):
    with listener(REDIS_URL=broker.address):
        os.kill(broker.child.process.pid, signal.SIGSTOP)
        try:
            first, again = timed(UNKIND), timed(UNKIND)
        finally:
            os.kill(broker.child.process.pid, signal.SIGCONT)
    assert first[0] is again[0] is None
    assert first[1] < AT_MOST
    assert again[1] < 0.05  # nobody is asked for a moment


def test_a_worker_that_does_not_answer_is_waited_for_and_then_left_alone(broker):
    with listener(REDIS_URL=broker.address) as process:
        process.send_signal(signal.SIGSTOP)
        first, again = timed(UNKIND), timed(UNKIND)
        assert first[0] is again[0] is None
        assert first[1] < AT_MOST
        assert again[1] < 0.05
        process.send_signal(signal.SIGCONT)  # what was asked in vain is passed over
        wait_until(answered, 10)


def test_a_listener_comes_back_with_redis(broker):
    with listener(REDIS_URL=broker.address):
        broker.stop()
        broker.start()
        wait_until(lambda: listeners(broker.address))
        wait_until(answered, 10)


def test_neither_the_text_nor_what_is_thought_of_it_is_seen_or_kept_by_redis(
    broker, patient, caplog
):
    words = ("idiot", "sixteen", "locked", "safeguard", "personal_attack", "hold")
    seen = []

    def look_on():
        with closing(redis.Redis.from_url(broker.address)) as client, client.monitor() as monitor:
            ready.set()
            for command in monitor.listen():
                seen.append(command["command"])
                if "the end" in command["command"]:
                    return

    ready, onlooker = threading.Event(), threading.Thread(target=look_on)
    with caplog.at_level(logging.DEBUG), listener(REDIS_URL=broker.address):
        onlooker.start()
        ready.wait(5)
        time.sleep(0.2)
        asked = [nudging.ask(question(text)) for text in (UNKIND, TOLD)]
        assert all(asked)
        with closing(redis.Redis.from_url(broker.address)) as client:
            client.echo("the end")
            onlooker.join(5)
            keys = [key.decode() for key in client.scan_iter()]
    sent = [command for command in seen if command.startswith("PUBLISH")]
    assert len(sent) == 4
    assert not any(word in command for command in seen for word in words)
    assert all(key.startswith("limit:nudge-") for key in keys)
    answers = [command for command in sent if not command.startswith("PUBLISH nudges:")]
    assert len({len(command) for command in answers}) == 1  # not even by their length
    assert not any(word in caplog.text for word in words)


def test_a_question_that_was_not_sealed_here_is_not_answered(broker, patient):
    with (
        listener(REDIS_URL=broker.address) as process,
        closing(redis.Redis.from_url(broker.address)) as client,
        client.pubsub() as inbox,
    ):
        inbox.subscribe("nudge:stranger")
        for question_ in (b"", b"nudge:stranger", b"nudge:stranger x", b"\xff \x00",
                          b"nudge:stranger " + seal("no list"), b"nudge:stranger " + seal("[1]"),
                          b"nudge:stranger " + seal("5")):  # fmt: skip
            client.publish(nudging.channel(), question_)
        time.sleep(0.3)
        assert nudging.ask(question(UNKIND)) is not None
        assert process.poll() is None
        assert [m for m in iter(lambda: inbox.get_message(timeout=0.1), None)
                if m["type"] == "message"] == []  # fmt: skip


def test_a_text_that_keeps_the_engine_too_long_ends_the_listener_alone(broker):
    with listener(HANGING, REDIS_URL=broker.address) as process:
        assert timed(UNKIND)[0] is None
        assert process.wait(5) == -signal.SIGALRM


@pytest.mark.parametrize(
    "answer",
    [
        "[]",
        "no answer",
        '{"outcome": "hold"}',
        '{"outcome": "hold", "language": "en", "findings": [{"rule": "new", "reason": "new"}]}',
    ],
)
def test_an_answer_of_another_release_is_no_answer(answer):
    assert nudging._read(seal(answer), UNKIND) is None
    assert nudging._read(b"damaged", UNKIND) is None


def test_two_sites_on_one_redis_do_not_hear_each_other(broker, settings):
    with listener(REDIS_URL=broker.address):
        settings.SECRET_KEY = f"{project.SECRET_KEY} of another site"
        assert timed(UNKIND)[0] is None
