from contextlib import closing

import pytest

from comments.models import ScreenedComment
from tests.browser import PHONE, wait_until
from tests.factories.articles import make_article

pytestmark = pytest.mark.browser
CLEAN = "The report leaves out who pays the fees, and that is the whole story."
UNKIND = "You are a complete idiot and a liar, and nobody needs you here."
TOLD = "When I was sixteen I was sold to a man and locked in his house for a year."


def write(page, story_address, text):
    page.goto(story_address)
    page.get_by_label("Your comment").fill(text)
    page.get_by_label("Name", exact=True).fill("Ada")
    page.get_by_label("E-mail").fill("a-reader@example.org")
    page.get_by_role("button", name="Check and send").click()


def test_a_reader_is_heard_on_a_phone_without_scripts(browser, live_portal, worker):
    """Write, confirm, be published; be asked to say it kindly, and do; be helped when telling."""
    story = live_portal + make_article().get_absolute_url()
    options = {"java_script_enabled": False, "viewport": PHONE, "locale": "en-GB"}
    with closing(browser.new_context(**options)) as context:
        page = context.new_page()
        write(page, story, CLEAN)
        page.get_by_text("Confirm your e-mail").wait_for()
        assert context.cookies() == []
        mail = page.get_by_role("link", name="is this comment yours")

        def mail_is_there():
            page.goto(f"{live_portal}/demo/mail/?to=a-reader@example.org")
            return mail.count()

        wait_until(mail_is_there)
        mail.first.click()
        page.locator('a[href*="/confirm/"]').click()
        page.get_by_role("button", name="Yes, it is mine").click()
        page.get_by_role("link", name="See it in the conversation").click()
        page.get_by_text(CLEAN).wait_for()

        write(page, story, UNKIND)
        page.get_by_text("A moderator reads it first").wait_for()
        assert page.locator("mark").count()
        page.get_by_role("link", name="Edit").click()
        page.get_by_label("Your comment").fill("I read this differently, and I shall say why.")
        page.get_by_role("button", name="Check and send").click()
        page.get_by_role("link", name="See it in the conversation").wait_for()

        write(page, story, TOLD)
        page.get_by_role("heading", name="Thank you for trusting us").wait_for()
        page.goto(story)
        assert TOLD not in page.content()
        assert UNKIND not in page.content()
    assert sorted(ScreenedComment.objects.values_list("state", flat=True)) == [
        "published",
        "published",
        "safeguarded",
    ]
