import pytest

from comments import moderation
from comments.models import ScreenedComment, State
from tests.browser import PHONE, assert_accessible, wait_until
from tests.factories.comments import make_comment
from tests.factories.staff import PASSWORD, make_staff


def sign_in(page, portal, person):
    page.goto(f"{portal}/account/login/")
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form:not([id]) button")
    page.wait_for_url("**/moderation/**")


def state_of(comment):
    return ScreenedComment.objects.get(pk=comment.pk).state


def focused(page):
    return page.evaluate("document.activeElement.id")


@pytest.fixture
def ana(live_portal):
    return make_staff("moderator", name="Ana")


@pytest.fixture
def held(live_portal):
    parent = make_comment("What is answered.")
    return [make_comment(f"Held, {n}.", parent=parent, state=State.HELD) for n in range(4)]


def test_a_moderator_works_by_keys_alone(browser_page, live_portal, ana, held):
    page, press = browser_page, browser_page.keyboard.press
    sign_in(page, live_portal, ana)
    press("j")
    assert focused(page) == f"c{held[0].pk}"
    press("f")
    page.get_by_text("Published. The author is written to.").wait_for()
    assert focused(page) == f"c{held[1].pk}"
    assert page.inner_text("[data-waiting]") == "3"
    press("d")
    press("9")
    press("Enter")
    page.get_by_text("Declined under rule 9.").wait_for()
    assert focused(page) == f"c{held[2].pk}"
    assert [state_of(each) for each in held[:2]] == [State.PUBLISHED, State.DECLINED]
    press("u")
    page.get_by_text("Taken back").wait_for()
    assert state_of(held[1]) == State.HELD
    assert focused(page) == f"c{held[1].pk}"
    press("z")
    page.wait_for_url(f"**/moderation/{held[1].pk}/")
    press("z")
    page.wait_for_url("**/moderation/")


def test_keys_sleep_in_fields_and_can_be_switched_off(browser_page, live_portal, ana, held):
    page = browser_page
    sign_in(page, live_portal, ana)
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.locator(f"#c{held[0].pk} textarea").fill("")
    page.keyboard.type("find")
    assert page.locator(f"#c{held[0].pk} textarea").input_value() == "find"
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    page.get_by_text("Switch the keys off").click()
    page.get_by_text("Switch the keys on").wait_for(state="attached")
    page.keyboard.press("f")
    assert state_of(held[0]) == State.HELD


def test_whoever_is_late_sees_who_was_first(browser_page, live_portal, ana, held):
    page, ben = browser_page, make_staff("moderator", name="Ben")
    sign_in(page, live_portal, ana)
    moderation.approve(held[0].pk, moderator=ben, revision=1)
    page.locator(f"#c{held[0].pk}").get_by_role("button", name="Publish").click()
    page.get_by_text("approved by Ben").wait_for()
    assert_accessible(page)


def test_a_refusal_without_a_rule_is_asked_for_it(browser_page, live_portal, ana, held):
    page = browser_page
    sign_in(page, live_portal, ana)
    card = page.locator(f"#c{held[0].pk}")
    card.locator("summary", has_text="Decline").click()
    card.locator("textarea").fill("My own words.")
    card.get_by_role("button", name="Decline").click()
    card.locator("#form-errors").wait_for()
    assert card.locator("textarea").input_value() == "My own words."
    assert_accessible(page)
    card.get_by_label("7 Privacy").check()
    card.get_by_role("button", name="Decline").click()
    page.get_by_text("Declined under rule 7.").wait_for()
    assert state_of(held[0]) == State.DECLINED


def test_a_card_that_is_looked_at_is_claimed_and_let_go(browser_page, live_portal, ana, held):
    page = browser_page
    sign_in(page, live_portal, ana)
    page.keyboard.press("j")
    wait_until(lambda: held[0].pk in claimed())
    page.keyboard.press("j")
    wait_until(lambda: claimed() == [held[1].pk])


def claimed():
    from comments.models import Claim

    return list(Claim.objects.values_list("comment", flat=True))


def test_the_last_decision_leaves_an_empty_queue(browser_page, live_portal, ana):
    comment = make_comment(state=State.HELD)
    sign_in(browser_page, live_portal, ana)
    browser_page.keyboard.press("f")
    browser_page.get_by_text("Queue clear.").wait_for()
    assert state_of(comment) == State.PUBLISHED
    assert_accessible(browser_page)


def test_everything_works_without_a_script(browser, live_portal, ana, held):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_portal, ana)
    card = page.locator(f"#c{held[0].pk}")
    card.locator("summary", has_text="Decline").click()
    card.get_by_label("4 Personal attack").check()
    card.get_by_role("button", name="Decline").click()
    page.get_by_text("Declined under rule 4.").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back").wait_for()
    page.locator(f"#c{held[0].pk}").get_by_role("button", name="Publish").click()
    page.get_by_text("Published.").wait_for()
    context.close()
    assert state_of(held[0]) == State.PUBLISHED


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_is_open_to_everybody_and_fits_a_telephone(
    browser_page, live_portal, ana, held, scheme
):
    page = browser_page
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_portal, ana)
    addresses = ["", "second-look/", "reported/", "declined/", "published/", f"{held[0].pk}/"]
    for address in addresses:
        page.goto(f"{live_portal}/moderation/{address}")
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert_accessible(page)
    page.locator("summary", has_text="Decline").click()
    assert_accessible(page)
