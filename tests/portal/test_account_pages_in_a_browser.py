import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser import PHONE, assert_accessible
from tests.factories.staff import PASSWORD, make_staff


def fill(page, **fields):
    for name, value in fields.items():
        page.fill(f"main [name={name}]", value)
    page.click("main form.form button")


def test_a_second_factor_is_set_up_and_asked_for(browser_page, live_portal, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    page, person = browser_page, make_staff("moderator")
    page.set_viewport_size(PHONE)
    page.goto(f"{live_portal}/moderation/")
    assert_accessible(page)
    fill(page, login=person.email, password=PASSWORD)
    page.get_by_role("heading", name="Second factor").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name="Add an app").click()
    page.get_by_role("heading", name="Is it still you?").wait_for()
    assert_accessible(page)
    fill(page, password=PASSWORD)
    page.get_by_role("heading", name="Add an authenticator app").wait_for()
    assert_accessible(page)
    secret = page.inner_text(".totp__key")
    fill(page, code=format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("heading", name="Recovery codes").wait_for()
    assert_accessible(page)
    code = page.locator(".codes code").first.inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You are signed out.").wait_for()
    page.goto(f"{live_portal}/account/login/?next=/moderation/")
    fill(page, login=person.email, password=PASSWORD)
    page.get_by_role("heading", name="Your second factor").wait_for()
    assert_accessible(page)
    fill(page, code=code)
    page.get_by_role("heading", name="Held").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_an_account_are_open_to_everybody(browser_page, live_portal, scheme):
    page, person = browser_page, make_staff("moderator")
    page.emulate_media(color_scheme=scheme)
    for address in ("password/reset/", "password/reset/done/", "inactive/", "link/x/"):
        page.goto(f"{live_portal}/account/{address}")
        assert_accessible(page)
    page.goto(f"{live_portal}/account/login/")
    fill(page, login=person.email, password="not this one at all")
    assert_accessible(page)
    fill(page, login=person.email, password=PASSWORD)
    page.wait_for_url("**/moderation/")
    for address in ("", "2fa/", "2fa/keys/", "2fa/keys/add/", "password/change/", "logout/"):
        page.goto(f"{live_portal}/account/{address}")
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert_accessible(page)
