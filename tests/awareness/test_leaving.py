"""Leaving the site: clear, and gone."""

import pytest
from django.test import override_settings


def test_leaving_clears_what_the_site_kept_and_says_nothing_of_it(client):
    answer = client.get("/exit/")
    assert answer["Clear-Site-Data"] == '"cookies", "storage"'
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    assert "Lantern" not in answer.content.decode()
    assert "trafficking" not in answer.content.decode()


@override_settings(EXIT_TARGET="https://weather.example/")
def test_leaving_goes_on_by_itself_without_scripts(client):
    page = client.get("/exit/").content.decode()
    assert 'content="0; url=https://weather.example/"' in page
    assert 'href="https://weather.example/"' in page


@pytest.mark.parametrize("address", ["/help/", "/about/", "/nothing-here/"])
def test_the_way_out_is_a_link_on_every_page(client, db, address):
    page = client.get(address).content.decode()
    assert '<a class="site-head__leave" id="leave" href="/exit/"' in page


@pytest.fixture
def neutral(settings, live_portal):
    settings.EXIT_TARGET = f"{live_portal}/robots.txt"
    return settings.EXIT_TARGET


@pytest.mark.parametrize("presses", [3])
def test_three_presses_of_shift_leave_and_give_up_the_place_in_the_history(
    browser_page, live_portal, neutral, presses
):
    browser_page.goto(f"{live_portal}/about/")
    browser_page.goto(f"{live_portal}/help/")
    for _ in range(presses):
        browser_page.keyboard.press("Shift")
    browser_page.wait_for_url(neutral)
    browser_page.go_back()
    assert browser_page.url == f"{live_portal}/about/"


def test_two_presses_are_announced_and_typing_does_not_leave(browser_page, live_portal, neutral):
    browser_page.goto(f"{live_portal}/help/")
    browser_page.keyboard.press("Shift")
    browser_page.keyboard.press("Shift")
    assert "once more" in browser_page.inner_text("#announcement")
    browser_page.keyboard.press("a")
    browser_page.keyboard.press("Shift")
    assert browser_page.url == f"{live_portal}/help/"


def test_presses_that_are_too_far_apart_do_not_leave(browser_page, live_portal, neutral):
    browser_page.clock.install()
    browser_page.goto(f"{live_portal}/help/")
    for _ in range(3):
        browser_page.keyboard.press("Shift")
        browser_page.clock.fast_forward(5_100)
    assert browser_page.url == f"{live_portal}/help/"


def test_the_link_leaves_without_scripts(browser, live_portal, neutral):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_portal}/help/")
    page.click("#leave")
    page.wait_for_url(neutral)
    context.close()
