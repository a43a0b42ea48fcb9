"""Opens every page that a link leads to, and keeps what the pages say of themselves."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

PAGES = {"alternate", "canonical", "prev", "next"}  # what a <link> may lead to
IN_XML = re.compile(r'<loc>([^<]*)</loc>|<link href="([^"]*)"')
HOST = "testserver"


class Reader(HTMLParser):
    """What a page links to, sends forms to, and can be linked to at."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.parts: list[str] = []
        self.post_actions: list[str] = []
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if "id" in given:
            self.anchors.append(given["id"])
        if tag in {"a", "area", "link"} and "href" in given:
            is_page = tag != "link" or given.get("rel") in PAGES
            (self.links if is_page else self.parts).append(given["href"])
        if tag in {"img", "script", "source"} and "src" in given:
            self.parts.append(given["src"])
        if tag == "form":
            action = given.get("action", "")
            is_post = given.get("method", "get").lower() == "post"
            (self.post_actions if is_post else self.links).append(action)


@dataclass
class Page:
    """One answer: how it was, what it took, and where it leads."""

    address: str
    found_on: str
    response: Any
    statements: list[str]
    reader: Reader = field(default_factory=Reader)

    @property
    def status(self) -> int:
        """The status of the answer."""
        return int(self.response.status_code)


class Crawl:
    """Follows links from a few addresses until none is new."""

    def __init__(self, starts: list[str]) -> None:
        self.client = Client()
        self.client.raise_request_exception = False
        self.pages: dict[str, Page] = {}
        self.links: set[tuple[str, str, str]] = set()  # from, address, anchor
        self.foreign: set[tuple[str, str]] = set()
        self.parts: set[tuple[str, str]] = set()
        self.post_actions: set[tuple[str, str]] = set()
        self._waiting = [(start, "(start)") for start in starts]

    def run(self) -> "Crawl":
        """Open them all."""
        while self._waiting:
            address, found_on = self._waiting.pop()
            if address not in self.pages:
                self.pages[address] = self._open(address, found_on)
        return self

    def _open(self, address: str, found_on: str) -> Page:
        with CaptureQueriesContext(connection) as asked:
            response = self.client.get(address)
            if response.streaming:
                b"".join(response.streaming_content)
        page = Page(address, found_on, response, [each["sql"] for each in asked.captured_queries])
        location = response.headers.get("Location")
        if location:
            self._follow(page, location)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            page.reader.feed(response.content.decode())
            self._note(page)
        elif "xml" in response.headers.get("Content-Type", ""):
            for link in IN_XML.findall(response.content.decode()):
                self._follow(page, unescape(link[0] or link[1]))
        return page

    def _note(self, page: Page) -> None:
        for link in page.reader.links:
            self._follow(page, link)
        for part in page.reader.parts:
            self.parts.add((page.address, urldefrag(urljoin(page.address, part)).url))
        for action in page.reader.post_actions:
            self.post_actions.add((page.address, urljoin(page.address, action)))

    def _follow(self, page: Page, link: str) -> None:
        here = f"http://{HOST}"
        whole = urlsplit(urljoin(here + page.address, link.replace(settings.SITE_URL, here, 1)))
        if whole.scheme in {"mailto", "tel", "sms"}:
            return
        if whole.hostname != HOST:
            self.foreign.add((page.address, link))
            return
        address = whole.path + (f"?{whole.query}" if whole.query else "")
        self.links.add((page.address, address, whole.fragment))
        if address not in self.pages:
            self._waiting.append((address, page.address))
