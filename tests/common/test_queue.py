import logging
import time

import pytest
from django.db import transaction

from common import queue


@pytest.fixture(autouse=True)
def closed_breaker(monkeypatch):
    monkeypatch.setattr(queue, "_open_until", 0.0)


@pytest.fixture
def broker_away():
    """The broker's address leads nowhere, as when its server is stopped."""
    from portal.celery import app

    before = app.conf.broker_write_url
    app.conf.broker_write_url = "redis+socket:///nowhere/valkey.sock"
    app.pool.force_close_all()
    app._pool = None
    if app.amqp._producer_pool is not None:
        app.amqp._producer_pool.force_close_all()
        app.amqp._producer_pool = None
    yield
    app.conf.broker_write_url = before
    app.pool.force_close_all()
    app._pool = None
    app.amqp._producer_pool = None


@pytest.mark.django_db(transaction=True)
def test_a_broken_broker_neither_raises_nor_waits_twice(broker_away, caplog):
    begun = time.monotonic()
    with caplog.at_level(logging.WARNING):
        for _ in range(20):
            queue.enqueue("portal.tick")
    assert time.monotonic() - begun < 5
    assert len([line for line in caplog.messages if "the sweep will find" in line]) == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_for_a_transaction_that_was_rolled_back(monkeypatch):
    sent = []
    monkeypatch.setattr(queue, "_send", lambda task, arguments: sent.append((task, arguments)))
    with transaction.atomic():
        queue.enqueue("portal.tick")
        transaction.set_rollback(True)
    assert sent == []
    with transaction.atomic():
        queue.enqueue("portal.tick")
        assert sent == []
    assert sent == [("portal.tick", ())]
