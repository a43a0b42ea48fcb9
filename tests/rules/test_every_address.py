"""Over the whole demonstration: no dead end, no query storm, the right headers, no cookie."""

import re
from collections import Counter
from io import StringIO

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from articles.models import Article
from campaigns.models import Campaign
from tests.rules.addresses import CLASSES, STAFF, PageClass, all_addresses, public_addresses
from tests.rules.crawling import Crawl

pytestmark = pytest.mark.django_db

STARTS = [
    "/",
    "/search/?q=guardian",
    "/robots.txt",
    "/sitemap.xml",
    "/comments/feed/",
    "/demo/mail/",
]
ENDINGS = ("count.json", "check-your-email/", "thanks/")  # of a campaign's address
MOST_QUERIES = 20
SAME_STATEMENT = 3  # times one page may ask the same thing with other values
VALUES = re.compile(r"'[^']*'|\b\d+\b")
BASE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Frame-Options": "DENY",
}
NOT_EMPTY = ("Content-Security-Policy", "Permissions-Policy")
NO_STORE = "no-store"
BY_CLASS = {
    PageClass.STORIES: {"Referrer-Policy": "same-origin", "Cache-Control": "public, no-cache"},
    PageClass.HELP: {"Referrer-Policy": "same-origin", "Cache-Control": NO_STORE},
    PageClass.PERSONAL: {"Referrer-Policy": "same-origin", "Cache-Control": NO_STORE},
    PageClass.SEARCH: {"Referrer-Policy": "same-origin", "Cache-Control": "private, no-store"},
    PageClass.EXIT: {
        "Referrer-Policy": "no-referrer",
        "Cache-Control": NO_STORE,
        "Clear-Site-Data": '"cookies", "storage"',
    },
    PageClass.MEDIA: {"Referrer-Policy": "same-origin"},
    PageClass.FEED: {"Referrer-Policy": "no-referrer"},
    PageClass.PLAIN: {"Cache-Control": NO_STORE},
}


@pytest.fixture(scope="module")
def crawl(django_db_setup, django_db_blocker):
    """The demonstration, seeded once, with every page that a link leads to opened once."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_awareness", stdout=StringIO())
        call_command("seed_demo", stdout=StringIO())
        yield Crawl(STARTS + list(unlinked())).run()
        transaction.set_rollback(True)


def unlinked():
    """Pages that a person comes to by acting, or by typing."""
    for campaign in Campaign.objects.public():
        yield from (campaign.get_absolute_url() + ending for ending in ENDINGS)
    story = Article.objects.published().newest_first().first()
    yield f"/news/{story.published_at:%Y/%m}/"
    yield f"/comments/story/{story.pk}/post/"


def class_of(address):
    match = resolve(address.partition("?")[0])
    return CLASSES.get(match.view_name)


def test_every_link_leads_somewhere(crawl):
    assert len(crawl.pages) > 150
    dead = {
        f"{page.address} (from {page.found_on}): {page.status}"
        for page in crawl.pages.values()
        if page.status not in {200, 301, 302, 303}
    }
    assert dead == set()


def test_every_place_in_a_page_that_is_linked_to_is_there(crawl):
    missing = set()
    for found_on, address, anchor in crawl.links:
        page = crawl.pages[address]
        while location := page.response.headers.get("Location"):
            page = crawl.pages[location.partition("#")[0]]
        if anchor and anchor not in page.reader.anchors:
            missing.add(f"{found_on} → {address}#{anchor}")
    assert missing == set()


def test_no_name_of_a_place_is_given_twice_in_a_page(crawl):
    twice = {
        f"{page.address}#{anchor}"
        for page in crawl.pages.values()
        for anchor, times in Counter(page.reader.anchors).items()
        if times > 1
    }
    assert twice == set()


def test_every_form_is_sent_to_an_address_of_ours(crawl):
    lost = set()
    for found_on, action in crawl.post_actions:
        try:
            resolve(action.partition("?")[0])
        except Resolver404:
            lost.add(f"{found_on} → {action}")
    assert lost == set()
    assert crawl.post_actions


def test_every_file_of_a_page_is_there(crawl):
    missing = set()
    for found_on, part in crawl.parts:
        name = part.removeprefix("/static/")
        is_static = name != part
        if not (finders.find(name) if is_static else resolve(part)):
            missing.add(f"{found_on} → {part}")
    assert missing == set()


def test_what_lies_elsewhere_is_only_linked_to(crawl):
    assert {part for _, part in crawl.parts if part.startswith(("http:", "https:", "//"))} == set()
    assert all(link.startswith(("http://", "https://")) for _, link in crawl.foreign)


def test_no_page_asks_the_database_again_and_again(crawl):
    storms = {
        f"{page.address}: {len(page.statements)} queries"
        for page in crawl.pages.values()
        if len(page.statements) > MOST_QUERIES
    }
    for page in crawl.pages.values():
        shapes = Counter(VALUES.sub("?", statement) for statement in page.statements)
        storms |= {
            f"{page.address}: {times} × {shape[:200]}"
            for shape, times in shapes.items()
            if times > SAME_STATEMENT
        }
    assert storms == set()


def test_reading_sets_no_cookie(crawl):
    with_cookies = {page.address for page in crawl.pages.values() if page.response.cookies}
    assert {each for each in with_cookies if not each.lstrip("/").startswith(STAFF)} == set()


def test_every_page_has_the_headers_of_its_class(crawl):
    wrong = set()
    for page in crawl.pages.values():
        headers = page.response.headers
        expected = {**BASE, **BY_CLASS.get(class_of(page.address), {})}
        wrong |= {
            f"{page.address}: {name}: {headers.get(name)}"
            for name, value in expected.items()
            if headers.get(name) != value and page.status == 200
        }
        wrong |= {f"{page.address}: no {name}" for name in NOT_EMPTY if not headers.get(name)}
        if "'unsafe" in headers["Content-Security-Policy"]:
            wrong.add(f"{page.address}: unsafe scripts or styles")
    assert wrong == set()


def test_pages_for_one_person_are_not_indexed(crawl):
    opened = [
        page
        for page in crawl.pages.values()
        if class_of(page.address) in {PageClass.PERSONAL, PageClass.SEARCH, PageClass.EXIT}
        and page.status == 200
    ]
    assert opened
    assert {each.address for each in opened if "noindex" not in each.response["X-Robots-Tag"]} == (
        set()
    )


def test_every_public_address_has_a_class_of_headers():
    assert {each.name for each in public_addresses()} == set(CLASSES)


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete", "options"])
def test_every_address_answers_whatever_is_asked_of_it(method):
    client = Client(raise_request_exception=False)
    for address in all_addresses():
        answer = getattr(client, method)(address.filled())
        assert answer.status_code < 500 or address.name == "readyz", address
        if method in {"get", "head"} and address.is_public:
            assert not answer.cookies, address
