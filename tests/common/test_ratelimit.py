import uuid

import pytest
import time_machine

from common import ratelimit
from common.ratelimit import Limit, check


@pytest.fixture
def key() -> str:
    return uuid.uuid4().hex


def test_the_bucket_empties_and_says_when_to_come_back(key):
    limit = Limit(3, 60)
    assert [check("test", key, limit).allowed for _ in range(4)] == [True, True, True, False]
    assert 0 < check("test", key, limit).retry_after_seconds <= 20


def test_the_bucket_fills_again(key):
    limit = Limit(1, 10)
    with time_machine.travel("2026-01-01 10:00", tick=False):
        assert check("test", key, limit).allowed
        assert not check("test", key, limit).allowed
    with time_machine.travel("2026-01-01 10:00:11", tick=False):
        assert check("test", key, limit).allowed


def test_a_clock_set_back_does_not_shut_anybody_out(key):
    limit = Limit(2, 10)
    with time_machine.travel("2026-01-01 10:00", tick=False):
        assert check("test", key, limit).allowed
    with time_machine.travel("2026-01-01 08:00", tick=False):
        assert check("test", key, limit).allowed
        assert check("test", key, limit).retry_after_seconds <= 10


def test_two_scopes_do_not_share_a_bucket(key):
    limit = Limit(1, 60)
    assert check("one", key, limit).allowed
    assert check("two", key, limit).allowed


def test_this_process_counts_alone_while_redis_is_away(key, settings):
    settings.REDIS_URL = "unix:///nowhere/valkey.sock"
    ratelimit._client.cache_clear()
    try:
        limit = Limit(2, 60)
        answers = [check("test", key, limit) for _ in range(3)]
    finally:
        ratelimit._client.cache_clear()
    assert [answer.allowed for answer in answers] == [True, True, False]
    assert answers[-1].retry_after_seconds > 0
