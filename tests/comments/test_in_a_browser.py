import re

import pytest

from comments import verdicts
from comments.links import status_path
from comments.models import ScreenedComment, State
from mailing import outbox
from tests.browser import PHONE, assert_accessible
from tests.factories.comments import make_comment

pytestmark = pytest.mark.django_db(transaction=True)
CLEAN = "The report leaves out who pays the fees, and that is the whole story."


def test_a_reader_writes_on_a_phone_confirms_and_is_published(
    browser_page, live_portal, settings, story
):
    settings.EMAIL_BACKEND = "mailing.backends.EmlBackend"
    page = browser_page
    page.set_viewport_size(PHONE)
    page.goto(live_portal + story.get_absolute_url())
    assert_accessible(page)
    page.get_by_role("button", name="Check and send").click()
    page.get_by_text("Write something first.").first.wait_for()
    assert_accessible(page)
    page.get_by_label("Your comment").fill(CLEAN)
    page.get_by_label("Name", exact=True).fill("Ada")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_label("replies to my comments").check()
    page.get_by_role("button", name="Check and send").click()
    page.get_by_text("Confirm your e-mail").wait_for()
    assert_accessible(page)
    outbox.sweep()
    page.goto(live_portal + "/demo/mail/")
    page.get_by_role("link", name="is this comment yours").first.click()
    page.locator('a[href*="/confirm/"]').click()
    page.get_by_role("button", name="Yes, it is mine").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Yes, it is mine").click()
    page.get_by_text("Being read").wait_for()
    verdicts.screen_comment(ScreenedComment.objects.get().pk)
    page.get_by_role("link", name="See it in the conversation").wait_for()  # looks again by itself
    assert_accessible(page)
    page.get_by_role("link", name="See it in the conversation").click()
    page.get_by_text(CLEAN).wait_for()
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("helpful")).click()
    page.get_by_role("button", name=re.compile(r"helpful \(1\)")).wait_for()
    page.get_by_role("link", name="Reply to Ada").click()
    page.get_by_text("You are answering Ada").wait_for()
    assert_accessible(page)


def test_every_state_of_a_comment_has_an_accessible_page(browser_page, live_portal, story):
    for state in State:
        if state in {State.EXPIRED, State.ERASED}:
            continue
        comment = make_comment("You idiot, said he.", story=story, state=State.RECEIVED)
        if state == State.HELD:
            verdicts.screen_comment(comment.pk)
        else:
            comment = make_comment(f"In the state {state}.", story=story, state=state)
        browser_page.goto(live_portal + status_path(comment))
        assert_accessible(browser_page)


def test_a_thread_with_stubs_and_quotes_is_accessible(browser_page, live_portal, story):
    block = story.comment_paragraphs()[0]
    first = make_comment("On the guardian.", story=story, paragraph_key=block.key,
                         paragraph_quote=block.text)  # fmt: skip
    removed = make_comment("Gone.", parent=first)
    parent = make_comment("Still here, see https://example.org/report.", parent=removed)
    for depth in range(4):
        parent = make_comment(f"Deeper {depth}.", parent=parent)
    from comments import moderation
    from tests.factories.comments import make_moderator

    moderation.remove(removed.pk, moderator=make_moderator(), revision=1, rule=3)
    browser_page.goto(live_portal + story.get_absolute_url())
    browser_page.get_by_text("Removed under rule 3").wait_for()
    assert_accessible(browser_page)
    browser_page.goto(f"{live_portal}/comments/{first.pk}/report/")
    assert_accessible(browser_page)
