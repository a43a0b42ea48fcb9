"""What a log may say."""

import logging

import pytest
from django.db import IntegrityError, OperationalError, connection

from portal.logs import PrivateFormatter

CANARY = "the words of a person"


def fail(error):
    raise error


def line(error=None, *, message="it failed", args=(), name="portal", **extra):
    information = None
    if error is not None:
        with pytest.raises(type(error)) as caught:
            fail(error)
        information = (caught.type, caught.value, caught.tb)
    record = logging.LogRecord(name, logging.ERROR, "", 1, message, args, information)
    record.__dict__.update(extra)
    return PrivateFormatter().format(record)


def test_an_exception_is_named_with_its_place_and_without_its_message():
    said = line(ValueError(CANARY))
    assert said.startswith("ERROR portal it failed: builtins.ValueError at tests/portal/test_logs")
    assert CANARY not in said


def test_a_row_that_the_database_refuses_is_not_quoted(db):
    with connection.cursor() as cursor, pytest.raises(IntegrityError) as caught:
        cursor.execute("INSERT INTO django_site (id, domain, name) VALUES (1, %s, NULL)", [CANARY])
    assert CANARY in str(caught.value)
    assert CANARY not in line(caught.value)


def test_a_failed_task_is_named_without_its_exceptions_words():
    said = line(
        ValueError(CANARY),
        name="celery.app.trace",
        message="Task %(name)s[%(id)s] raised: %(exc)s",
        args=({"name": "comments.screen_comment", "id": "1", "exc": CANARY},),
    )
    assert "task comments.screen_comment failed: builtins.ValueError" in said
    assert CANARY not in said


def test_a_request_is_named_by_its_route_and_not_by_its_path(rf):
    request = rf.get("/comments/confirm/a-secret-token/?q=words")
    said = line(message="Internal Server Error: %s", args=(request.path,), request=request)
    assert said == "ERROR portal 500 GET an unknown address"


def test_a_server_that_is_away_is_named_with_its_reason():
    said = line(OperationalError("connection refused\nDETAIL: more"))
    assert "OperationalError (connection refused) at" in said
    assert "DETAIL" not in said


def test_the_portals_log_uses_it(settings):
    assert settings.LOGGING["formatters"]["line"]["()"] == "portal.logs.PrivateFormatter"
