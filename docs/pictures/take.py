"""Takes the pictures of the documentation from a running demonstration.

    make run                                            # in one terminal
    .venv/bin/python docs/pictures/take.py http://127.0.0.1:8000 ana@demo.example PASSWORD

The address and password of a moderator are those that ``make run`` printed.
"""

import re
import shutil
import sys
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
STORY = "/news/2026/how-grooming-works/"
DESK_SIZE, PHONE_SIZE = (1280, 900), (390, 844)


def main(address: str, email: str, password: str) -> None:
    """Take every picture, each in a fresh visit."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, path, size, scheme in (
            ("home", "/", DESK_SIZE, "light"),
            ("story-phone", STORY, PHONE_SIZE, "light"),
            ("story-dark", STORY, DESK_SIZE, "dark"),
            ("help", "/help/gb/", DESK_SIZE, "light"),
        ):
            page = visit(browser, address + path, size, scheme)
            page.screenshot(path=HERE / f"{name}.png")
            page.context.close()
        campaign(browser, address)
        held_comment(browser, address)
        desk(browser, address, email, password)
        browser.close()
    for picture in HERE.glob("*.png"):
        Image.open(picture).convert("RGB").quantize(200).save(picture, optimize=True)


def visit(browser: Browser, url: str, size: tuple[int, int], scheme: str = "light") -> Page:
    """A fresh visitor's page."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(url)
    return page


def campaign(browser: Browser, address: str) -> None:
    """An open campaign."""
    page = visit(browser, f"{address}/campaigns/", DESK_SIZE)
    page.locator("main h3 a").first.click()
    page.screenshot(path=HERE / "campaign.png")
    page.context.close()


def held_comment(browser: Browser, address: str) -> None:
    """What the writer of a shouted comment sees, before it is sent and afterwards."""
    page = visit(browser, address + STORY, DESK_SIZE)
    form = page.locator("form[action*='/post/']").first
    form.get_by_label("Your comment").fill(
        "Nobody listens to US! WHY IS NOTHING EVER DONE ABOUT THIS?! Call me on 07700 900123."
    )
    form.get_by_label("Name").fill("Joan")
    form.get_by_label("E-mail").fill(f"joan{int(time.time())}@example.org")
    form.get_by_role("button", name="Check and send").click()
    page.screenshot(path=HERE / "nudge.png")
    page.get_by_role("button", name="Send anyway").click()
    page.goto(f"{address}/demo/mail/")
    page.locator("main a[href^='/demo/mail/']").first.click()
    link = page.locator("a[href*='/comments/confirm/']").first.get_attribute("href") or ""
    page.goto(re.sub(r"^https?://[^/]+", address, link))
    page.locator("main form button").first.click()
    page.wait_for_timeout(4000)
    page.reload()
    page.screenshot(path=HERE / "comment-held.png")
    page.context.close()


def desk(browser: Browser, address: str, email: str, password: str) -> None:
    """The queue of held comments."""
    page = visit(browser, f"{address}/account/login/?next=/moderation/", DESK_SIZE)
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(password)
    page.locator("#id_password").press("Enter")
    page.wait_for_url("**/moderation/**")
    page.screenshot(path=HERE / "desk.png")
    page.locator("summary", has_text="Decline").first.click()
    page.screenshot(path=HERE / "desk-decline.png")
    page.set_viewport_size({"width": PHONE_SIZE[0], "height": PHONE_SIZE[1]})
    page.reload()
    page.screenshot(path=HERE / "desk-phone.png")
    page.context.close()


if __name__ == "__main__":
    main(*sys.argv[1:4])
