"""A real server whose database is not there: helplines, a clear word, and when to come back."""

import pytest

from tests.faults.serving import web_server

NOWHERE = "postgres://portal@%2Fnowhere/portal"
NO_BROKER = "unix:///nowhere/valkey.sock?db=0"
HELPLINE = "08000 121 700"
SOON = 3.0  # seconds


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("no-database")
    with web_server(data_dir, database=NOWHERE, broker=NO_BROKER) as web:
        yield web


@pytest.mark.parametrize(
    "path",
    ["/help/", "/help/gb/", "/help/?country=gb", "/safety/", "/exit/", "/signs/", "/myths/",
     "/rules/", "/about/", "/privacy/", "/accessibility/", "/robots.txt", "/healthz"],
)  # fmt: skip
def test_help_and_what_needs_no_database_answers_as_ever(web, path):
    answer = web.get(path)
    assert answer.status in {200, 302}
    assert answer.seconds < SOON


@pytest.mark.parametrize(
    "path", ["/", "/news/", "/news/2026/any-story/", "/campaigns/", "/search/?q=help", "/week/",
             "/glossary/", "/feeds/news.atom", "/sitemap.xml", "/comments/1/", "/nothing-here/"],
)  # fmt: skip
def test_a_page_that_cannot_be_made_says_when_to_come_back_and_where_help_is(web, path):
    answer = web.get(path)
    assert answer.status == 503
    assert 1 <= int(answer.headers["retry-after"]) <= 120
    assert HELPLINE in answer.text
    assert "/help/" in answer.text
    assert "/exit/" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers
    assert answer.seconds < SOON


@pytest.mark.parametrize(
    "path", ["/campaigns/any/sign/", "/comments/story/1/post/", "/comments/1/report/"]
)
def test_a_form_that_cannot_be_taken_says_so(web, path):
    answer = web.post(path, {"comment": "Who pays the fees?", "email": "ada@example.org"})
    assert answer.status == 503
    assert int(answer.headers["retry-after"]) >= 1
    assert HELPLINE in answer.text
    assert answer.seconds < SOON


def test_the_operator_is_told_and_the_page_tells_nobody_else(web):
    answer = web.get("/readyz")
    assert answer.status == 503
    assert "database: failing" in answer.text
    for secret in ("nowhere", "postgres", "Traceback", "OperationalError"):
        assert secret not in answer.text + web.get("/").text
