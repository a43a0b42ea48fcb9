"""The fixtures that other tests lean on."""

import pytest
from django.db import connection

from common.queue import enqueue
from portal import checkup
from tests.browser import assert_accessible, wait_until


def test_a_browser_reaches_the_portal_and_nothing_else(browser_page, live_portal):
    answer = browser_page.goto(f"{live_portal}/healthz")
    assert answer is not None
    assert answer.status == 200


def test_an_inaccessible_page_is_noticed(browser_page):
    browser_page.set_content("<html lang=en><title>A page</title><main><h1>A</h1><img src=x>")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(browser_page)


def test_an_accessible_page_passes(browser_page):
    browser_page.set_content("<html lang=en><title>A page</title><main><h1>A</h1>words</main>")
    assert_accessible(browser_page)


def test_a_worker_does_what_was_enqueued(worker, transactional_db):
    assert checkup.check_beat().is_well is False
    enqueue("portal.tick")
    wait_until(lambda: checkup.check_beat().is_well)


def test_a_worker_uses_the_database_of_the_test(worker, transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone()[0].startswith("test_")
