from contextlib import closing

import pytest

from campaigns.counting import recount
from campaigns.models import Campaign, Signup
from common.queue import enqueue
from tests.browser import PHONE, wait_until
from tests.factories.articles import make_article, make_call
from tests.factories.campaigns import make_campaign

pytestmark = pytest.mark.browser


def test_a_reader_joins_from_inside_a_story_without_scripts(browser, live_portal, worker):
    """Read, sign, find the mail that a worker sent, confirm, and stand in the folded count."""
    campaign = make_campaign()
    story = make_article()
    make_call(story, campaign, placement="end")
    options = {"java_script_enabled": False, "viewport": PHONE, "locale": "en-GB"}
    with closing(browser.new_context(**options)) as context:
        page = context.new_page()
        page.goto(live_portal + story.get_absolute_url())
        form = page.locator("#next-steps")
        form.get_by_label("First name", exact=True).fill("Ada")
        form.get_by_label("E-mail").fill("a-reader@example.org")
        form.get_by_label("Country", exact=True).select_option("KE")
        form.get_by_role("button", name="Add my name").click()
        page.get_by_role("heading", name="check your e-mail").wait_for()

        mail = page.get_by_role("link", name=f"Please confirm: {campaign.title}")

        def mail_is_there():
            page.goto(f"{live_portal}/demo/mail/?to=a-reader@example.org")
            return mail.count()

        wait_until(mail_is_there)
        mail.first.click()
        page.locator('a[href*="/confirm/"]').click()
        assert Signup.objects.get().state == "pending"
        page.get_by_role("button", name="Yes, count me").click()
        page.get_by_role("heading", name="You are supporter number 1.").wait_for()
        assert context.cookies() == []

    enqueue("campaigns.fold_counts")
    wait_until(lambda: Campaign.objects.get().signature_count == 1)
    assert not recount(campaign.pk).repaired
    assert Signup.objects.get().source == story.slug
