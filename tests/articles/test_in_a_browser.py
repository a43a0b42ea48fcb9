"""Story pages in a real browser."""

from typing import TYPE_CHECKING

import pytest

from tests.browser import DESK, PHONE, assert_accessible
from tests.factories.articles import make_article, make_call, make_category, make_source, make_tag
from tests.factories.campaigns import make_campaign

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def story(live_portal: str) -> str:
    """The address of a story with everything on it."""
    tag = make_tag()
    article = make_article(
        tags=[tag],
        source=make_source(),
        source_url="https://example.org/report",
        content_note="Describes threats.",
        days_ago=400,
        body=(
            "<p>First.</p><h2>A head</h2><p>Second, with <a href='/help/'>a link</a>.</p>"
            "<blockquote><p>Said.</p></blockquote><ul><li>One</li></ul>"
            "<table><caption>Figures</caption><thead><tr><th scope='col'>Year</th></tr></thead>"
            "<tbody><tr><td>2022</td></tr></tbody></table><p>Third.</p>"
        ),
    )
    for number in range(4):
        make_article(category=make_category(), tags=[tag], days_ago=number + 1)
    make_call(article, make_campaign(), after_paragraph=1)
    make_call(article, make_campaign(), placement="end")
    return live_portal + article.get_absolute_url()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_story_is_accessible_and_fits(browser_page: "Page", story: str, size, scheme):
    browser_page.set_viewport_size(size)
    browser_page.emulate_media(color_scheme=scheme)
    browser_page.goto(story)
    assert_accessible(browser_page)
    widest = browser_page.evaluate("document.documentElement.scrollWidth")
    assert widest <= size["width"]


def test_lists_are_accessible_on_a_phone(browser_page: "Page", live_portal: str, story: str):
    browser_page.set_viewport_size(PHONE)
    for address in ("/news/", "/week/", "/corrections/"):
        browser_page.goto(live_portal + address)
        assert_accessible(browser_page)
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_an_anchor_leads_to_its_paragraph(browser_page: "Page", story: str):
    browser_page.goto(story)
    anchor = browser_page.locator(".prose > p").nth(1).get_attribute("id")
    assert anchor
    assert anchor.startswith("p-")
    browser_page.goto(f"{story}#{anchor}")
    assert browser_page.locator(":target").inner_text().startswith("Second")
