"""The plain search."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awareness.loading import load_awareness
from portal.searching import search
from tests.factories.articles import make_article
from tests.factories.campaigns import make_campaign


def found(question):
    return {result.title for kind in search(question) for result in kind.results}


def test_a_word_is_found_in_titles_and_texts_of_every_kind(db):
    load_awareness()
    make_article(title="Lanterns on the quay", body="<p>Seafarers kept in debt bondage.</p>")
    make_campaign(title="Pay the crew", body="<p>No debt for a job at sea.</p>")
    assert {"Lanterns on the quay", "Pay the crew", "Debt bondage"} <= found("debt")


def test_a_word_is_found_in_its_other_forms(db):
    make_article(title="Groomed", body="<p>x</p>")
    assert found("grooming") == {"Groomed"}


def test_the_title_weighs_more_than_the_text(db):
    make_article(title="Other", body="<p>A passport, said once.</p>")
    make_article(title="The passport", body="<p>x</p>")
    titles = [result.title for result in search("passport")[0].results]
    assert titles == ["The passport", "Other"]


def test_the_names_of_tags_are_no_words(db):
    make_article(title="Plain", body="<blockquote><p>Some words.</p></blockquote>")
    assert found("blockquote") == set()


def test_quotation_marks_and_a_minus_are_understood(db):
    make_article(title="One", body="<p>the black market in passports</p>")
    make_article(title="Two", body="<p>the market was black</p>")
    assert found('"black market"') == {"One"}
    assert found("market -passports") == {"Two"}


def test_drafts_and_unopened_campaigns_are_not_found(db):
    make_article(title="Hidden quay", state="draft")
    make_article(title="Hidden quay tomorrow", days_ago=-1)
    make_campaign(title="Hidden quay ask", state="draft")
    assert found("quay") == set()


@pytest.mark.parametrize(
    "question",
    [
        "\x00",
        "quay\x00",
        "' OR 1=1 --",
        "a & | ! ( : *",
        "%%%___",
        '"',
        "-",
        "🏮",
        "\u202equay",
        "the",
    ],
)
def test_strange_questions_are_answered(client, db, question):
    assert client.get("/search/", {"q": question}).status_code == 200


def test_a_question_that_is_too_long_comes_back_with_the_reason(client, db):
    answer = client.get("/search/", {"q": "a" * 201})
    assert answer.status_code == 422
    assert "id_q_error" in answer.content.decode()
    assert client.get("/search/", {"q": "a" * 8_000}).status_code == 422


def test_the_question_is_shown_as_text(client, db):
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_finding_nothing_says_what_to_do(client, db):
    page = client.get("/search/", {"q": "zyzzyva"}).content.decode()
    assert "Nothing was found for “zyzzyva”" in page
    assert 'href="/help/"' in page


def test_what_was_looked_for_is_kept_by_nobody(client, db):
    answer = client.get("/search/", {"q": "help"})
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "same-origin"


def test_search_asks_as_many_queries_for_thirty_results_as_for_one(client, db):
    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get("/search/", {"q": "grooming"})
        return len(asked)

    make_article()
    make_campaign(title="Grooming")
    one = count()
    for _ in range(30):
        make_article()
        make_campaign(title="Grooming")
    assert count() == one
