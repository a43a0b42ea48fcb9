"""People in front of a browser: what they look for, press, type and see."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

from tests.browser import assert_accessible, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SEEN: set[tuple[str, ...]] = set()  # pages and states that were looked at closely
MOST_STOPS = 500  # presses of Tab before somebody gives up
NUMBER = re.compile(r"\d[\d,.]*")
IS_SEEN = """element => {
  const style = getComputedStyle(element);
  const box = element.getClientRects()[0];
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const ringed = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return ringed && top !== null && (element.contains(top) || top.contains(element));
}"""


class Visitor:
    """Acts on what a person can name: the words of a link, a button or a label."""

    def __init__(self, page: "Page", site: str) -> None:
        self.page = page
        self.site = site
        self.form = "main"  # where labels are looked for

    def open(self, address: str) -> None:
        """Type an address of the site, or a whole one."""
        answer = self.page.goto(address if "://" in address else self.site + address)
        assert answer is not None
        assert answer.ok, address
        self.look()

    def follow(self, name: str) -> None:
        """Follow the first link of that name."""
        self.activate(self.page.get_by_role("link", name=name, exact=True).first)

    def follow_to(self, part: str) -> None:
        """Follow the first link whose address holds ``part``."""
        self.activate(self.page.locator(f'a[href*="{part}"]').first)

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the first button of that name in the form."""
        exact = isinstance(name, str)
        within = self.page.locator(self.form)
        self.activate(within.get_by_role("button", name=name, exact=exact).first)

    def activate(self, thing: "Locator") -> None:
        """Follow or press, and look at the page it leads to."""
        with self.page.expect_navigation():
            self.touch(thing)
        self.look()

    def touch(self, thing: "Locator") -> None:
        """Press something that leads nowhere else."""
        thing.click()

    def field(self, label: str) -> "Locator":
        """What the label stands beside."""
        name = re.compile(rf"^\s*{re.escape(label)}\s*(\(optional\))?\s*$")
        return self.page.locator(self.form).get_by_label(name)

    def fill(self, label: str, text: str) -> None:
        """Type into the field of that label."""
        self.field(label).fill(text)

    def choose(self, label: str, name: str) -> None:
        """Choose from a list by what it shows."""
        self.field(label).select_option(label=name)

    def tick(self, label: str) -> None:
        """Tick a box or a choice."""
        self.field(label).check()

    def sees(self, words: str) -> None:
        """Fail unless the words come to be on the page."""
        self.page.get_by_text(words).first.wait_for(state="attached", timeout=20_000)

    def sees_nothing_of(self, words: str) -> None:
        """Fail if the words are anywhere in the page."""
        assert words not in self.page.content()

    def comes_to(self, path: str) -> None:
        """Fail unless the address comes to be that path of the site."""
        self.page.wait_for_url(f"{self.site}{path}")

    def opens_the_mail(self, to: str, about: str) -> None:
        """Look into the mailbox of the demonstration until the mail is there, and open it."""
        mail = self.page.get_by_role("link", name=about)

        def has_arrived() -> bool:
            self.page.goto(f"{self.site}/demo/mail/?to={to}")
            return mail.count() > 0

        wait_until(has_arrived)
        self.look()
        self.activate(mail.first)

    @property
    def cookies(self) -> set[str]:
        """The names of what the browser was given to remember."""
        return {cookie["name"] for cookie in self.page.context.cookies()}

    def look(self) -> None:
        """Take the page in."""
        self.page.wait_for_load_state()


class PointerVisitor(Visitor):
    """Points and clicks."""


class KeyboardVisitor(Visitor):
    """Never touches a pointer: reaches everything with Tab, and always sees where the focus is."""

    def touch(self, thing: "Locator") -> None:
        """Reach it and press Enter."""
        self.reach(thing)
        self.page.keyboard.press("Enter")

    def fill(self, label: str, text: str) -> None:
        """Reach the field, select what is there, and type."""
        self.reach(self.field(label))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, label: str, name: str) -> None:
        """Reach the list and type what is looked for."""
        field = self.field(label)
        self.reach(field)
        self.page.keyboard.type(name)
        assert field.locator("option:checked").inner_text() == name

    def tick(self, label: str) -> None:
        """Reach a box and press Space; go through a row of choices with the arrows."""
        thing = self.field(label)
        if thing.get_attribute("type") == "radio":
            group = self.page.locator(self.form).locator(f'[name="{thing.get_attribute("name")}"]')
            chosen = group.and_(self.page.locator(":checked"))
            self.reach(chosen if chosen.count() else group.first)
            self.page.keyboard.press("Space")
            for _ in range(group.count()):
                if not thing.is_checked():
                    self.page.keyboard.press("ArrowDown")
        else:
            self.reach(thing)
            self.page.keyboard.press("Space")
        assert thing.is_checked()

    def reach(self, thing: "Locator") -> None:
        """Press Tab until the focus is on ``thing``; there it can be seen."""
        thing.first.wait_for()
        wanted = thing.first.element_handle()
        for _ in range(MOST_STOPS):
            if wanted.evaluate("element => element === document.activeElement"):
                wait_until(lambda: wanted.evaluate(IS_SEEN), 3)
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"{thing} cannot be reached with Tab")

    def has_seen(self) -> bool:
        """Whether a page with this title, these heads and these notices was looked at before."""
        heads = self.page.locator("h1, h2, .notice__title").all_inner_texts()
        page = (self.page.title(), *(NUMBER.sub("n", head) for head in heads))
        if page in SEEN:
            return True
        SEEN.add(page)
        return False

    def look(self) -> None:
        """Take the page in: no barrier, and nothing wider than the screen."""
        super().look()
        if "/robots.txt" in self.page.url:
            return None
        if self.has_seen():
            return None
        try:
            assert_accessible(self.page)
        except Error as problem:  # a page that looks again by itself did so meanwhile
            if "context was destroyed" not in str(problem):
                raise
            return self.look()
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not self.page.evaluate(wide), self.page.url
        return None
