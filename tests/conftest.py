"""Fixtures of every test."""

import os
from contextlib import closing

import pytest
import redis
from django.conf import settings as portal_settings
from django.db import connection

from comments import nudging
from common import queue

BINDINGS = b"_kombu.binding"


def end_other_sessions() -> None:
    """Let no thread of a server and no worker keep the test database from being emptied."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _empty_broker() -> None:
    """No test meets another's tasks, spent limits or opened breaker."""
    queue._open_until = nudging._rests_until = 0.0
    if "TEST_VALKEY" in os.environ:
        with closing(redis.Redis.from_url(portal_settings.REDIS_URL)) as client:
            left = [key for key in client.scan_iter(count=1000) if not key.startswith(BINDINGS)]
            if left:
                client.delete(*left)


@pytest.fixture(autouse=True)
def _helplines_at_hand() -> None:
    """The foot of a page asks the database once a minute: never while a test counts queries."""
    from awareness import helplines

    helplines.keep(helplines.packaged())


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Signing in takes no half second of hashing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
