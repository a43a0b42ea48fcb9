import pytest

from campaigns.counting import recount
from campaigns.models import CampaignUpdate, Signup
from mailing import outbox
from tests.browser import PHONE, assert_accessible
from tests.factories.campaigns import make_campaign, make_signup

pytestmark = pytest.mark.django_db(transaction=True)


def fill_in(page):
    page.get_by_label("First name", exact=True).fill("Ada")
    page.get_by_label("Last name").fill("Lovelace")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_label("Country", exact=True).select_option("KE")
    page.get_by_role("button", name="Add my name").click()


def test_a_supporter_joins_on_a_phone_and_leaves_again(browser_page, live_portal, settings):
    settings.EMAIL_BACKEND = "mailing.backends.EmlBackend"
    campaign = make_campaign()
    make_campaign(title="The next one")
    browser_page.set_viewport_size(PHONE)
    browser_page.goto(live_portal + campaign.get_absolute_url())
    assert_accessible(browser_page)
    browser_page.get_by_role("button", name="Add my name").click()
    browser_page.get_by_text("Write your first name.").first.wait_for()
    assert_accessible(browser_page)

    fill_in(browser_page)
    browser_page.get_by_role("heading", name="check your e-mail").wait_for()
    assert_accessible(browser_page)

    outbox.sweep()
    browser_page.get_by_role("link", name="open the demonstration mailbox").click()
    browser_page.get_by_role("link", name="Please confirm").first.click()
    assert_accessible(browser_page)
    withdraw = browser_page.locator('a[href*="/withdraw/"]').get_attribute("href")
    browser_page.locator('a[href*="/confirm/"]').click()
    assert_accessible(browser_page)
    browser_page.get_by_role("button", name="Yes, count me").click()
    browser_page.get_by_role("heading", name="You are supporter number 1.").wait_for()
    assert_accessible(browser_page)

    browser_page.goto(withdraw)
    assert_accessible(browser_page)
    browser_page.get_by_role("button", name="Take my name off").click()
    browser_page.get_by_role("heading", name="Your name is off the list").wait_for()
    assert Signup.objects.get().state == "withdrawn"


def test_every_kind_of_campaign_page_is_accessible(browser_page, live_portal):
    won = make_campaign(state="won", outcome="They said yes.")
    paused = make_campaign(state="paused")
    running = make_campaign()
    for number in range(12):
        make_signup(running, state="confirmed", show_name=True, country="NL" if number else "KE")
    recount(running.pk)
    CampaignUpdate.objects.create(campaign=running, title="News", body="<p>Good news.</p>")
    browser_page.emulate_media(color_scheme="dark")
    browser_page.goto(live_portal + running.get_absolute_url())
    assert_accessible(browser_page)
    browser_page.emulate_media(color_scheme="light")
    for path in (
        "/campaigns/",
        *(campaign.get_absolute_url() for campaign in (won, paused, running)),
        f"{running.get_absolute_url()}confirm/forged/",
    ):
        browser_page.goto(live_portal + path)
        assert_accessible(browser_page)
