"""The pages of the frame in a real browser: no barrier, nothing cut off, nothing from elsewhere."""

import pytest

from awareness.loading import load_awareness
from tests.browser import assert_accessible
from tests.factories.articles import make_article, make_category
from tests.factories.campaigns import make_campaign

PAGES = [
    "/", "/help/", "/help/gb/", "/learn/", "/learn/recognising-grooming/", "/signs/", "/glossary/",
    "/glossary/grooming/", "/myths/", "/safety/", "/rules/", "/about/", "/search/?q=grooming",
    "/search/?q=zyzzyva", "/nothing-here/",
]  # fmt: skip
SOME = ["/", "/help/", "/signs/", "/rules/", "/search/?q=grooming"]
MANNERS = [("light", 1280, "ltr", PAGES), ("dark", 360, "ltr", SOME), ("light", 768, "rtl", SOME)]


@pytest.fixture
def filled(live_portal):
    load_awareness()
    for _ in range(2):
        category = make_category()
        for number in range(5):
            make_article(category=category, days_ago=number + 1)
    make_campaign(signature_count=412)
    return live_portal


def wears(page, theme, width, direction):
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(
        f"addEventListener('DOMContentLoaded', () => document.documentElement.dir = '{direction}')"
    )


@pytest.mark.parametrize(("theme", "width", "direction", "pages"), MANNERS)
def test_no_page_has_a_barrier_or_scrolls_sideways(
    browser_page, filled, theme, width, direction, pages
):
    wears(browser_page, theme, width, direction)
    for address in pages:
        browser_page.goto(filled + address)
        assert_accessible(browser_page)
        too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not browser_page.evaluate(too_wide), address


def test_on_a_phone_help_and_the_way_out_stay_in_sight(browser_page, filled):
    browser_page.set_viewport_size({"width": 360, "height": 640})
    browser_page.goto(f"{filled}/signs/")
    browser_page.mouse.wheel(0, 4000)
    for words in ("Get help", "Leave this site"):
        place = browser_page.locator(".site-head__row > a", has_text=words).bounding_box()
        assert place["y"] < 120
        assert place["height"] >= 44
    browser_page.click("summary >> text=Menu")
    assert browser_page.locator(".menu__panel >> text=Campaigns").is_visible()
    browser_page.keyboard.press("Escape")
    assert not browser_page.locator(".menu__panel >> text=Campaigns").is_visible()


def test_colours_change_at_once_and_stay(browser_page, filled):
    browser_page.goto(f"{filled}/about/")
    with browser_page.expect_response("**/theme/"):
        browser_page.click("button:has-text('Dark')")
    browser_page.wait_for_selector("html[data-theme=dark]")
    browser_page.goto(f"{filled}/safety/")
    assert browser_page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(16, 22, 28)"
    )


def test_colours_can_be_chosen_without_scripts(browser, filled):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{filled}/about/")
    page.click("button:has-text('Dark')")
    page.wait_for_url(f"{filled}/about/")
    assert page.get_attribute("html", "data-theme") == "dark"
    context.close()


def test_the_first_press_of_tab_leads_to_the_content(browser_page, filled):
    browser_page.goto(f"{filled}/help/")
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "main"


def test_both_fonts_arrive_from_here(browser_page, filled):
    browser_page.goto(f"{filled}/help/")
    loaded = browser_page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts]"
        ".filter(f => f.status == 'loaded').map(f => f.family.replaceAll('\"', '')))"
    )
    assert {"Literata", "Public Sans"} <= set(loaded)


def test_on_paper_only_the_content_is_left(browser_page, filled):
    browser_page.goto(f"{filled}/safety/")
    browser_page.emulate_media(media="print")
    assert not browser_page.locator(".site-head").is_visible()
    assert browser_page.locator("h1").is_visible()
