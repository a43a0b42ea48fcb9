"""The help, learn, glossary and safety pages."""

import pytest

from awareness import helplines
from awareness.loading import load_awareness
from awareness.models import GlossaryTerm, LearnPage

PAGES = ["/help/", "/help/gb/", "/learn/", "/signs/", "/glossary/", "/myths/", "/safety/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_answers_and_sets_no_cookie(client, db, address):
    load_awareness()
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.cookies == {}


def test_help_begins_with_the_emergency(client, db):
    page = client.get("/help/").content.decode()
    assert page.index("Call your local emergency service") < page.index("<form")


def test_the_country_picker_leads_to_the_country(client, db):
    answer = client.get("/help/", {"country": "gb"})
    assert answer.status_code == 302
    assert answer["Location"] == "/help/gb/"


@pytest.mark.parametrize("country", ["zz", "\x00", "GB'", "a" * 5000, "🏮"])
def test_a_country_that_is_not_in_the_list_is_answered_with_the_list(client, db, country):
    answer = client.get("/help/", {"country": country})
    assert answer.status_code == 200
    assert "id_country_error" in answer.content.decode()


def test_capitals_in_a_country_address_lead_to_its_one_address(client, db):
    answer = client.get("/help/GB/")
    assert (answer.status_code, answer["Location"]) == (301, "/help/gb/")


@pytest.mark.parametrize("iso", ["zz", "eu"])
def test_a_country_without_a_helpline_is_not_invented(client, db, iso):
    assert client.get(f"/help/{iso}/").status_code == 404


def test_an_unconfirmed_number_says_so_and_names_its_source(client, db):
    page = client.get("/help/gb/").content.decode()
    assert "Not yet confirmed by us." in page
    assert "modernslaveryhelpline.org" in page


def test_a_confirmed_number_says_when(client, db):
    line = helplines.read_packaged()[0]
    line.verified_on = line.found_on
    helplines.keep([line])
    page = client.get(line.get_absolute_url()).content.decode()
    assert "Confirmed by us on 24 November 2026." in page


def test_the_short_list_on_the_help_page_leaves_weak_sources_out(client, db):
    page = client.get("/help/").content.decode()
    assert "08000 121 700" in page
    assert "+48 22 628 99 99" not in page


def test_outside_the_european_union_no_emergency_number_is_guessed(client, db):
    box = client.get("/help/us/").content.decode().split("In danger now")[1].split("</div>")[0]
    assert "Call your local emergency service." in box
    assert "tel:" not in box
    assert "tel:112" in client.get("/help/bg/").content.decode()


def test_help_answers_without_the_database(client):
    assert client.get("/help/").status_code == 200
    assert client.get("/help/gb/").status_code == 200
    assert client.get("/safety/").status_code == 200
    assert client.get("/exit/").status_code == 200


def test_a_learn_page_names_its_sources_and_its_review(client, db):
    load_awareness()
    page = LearnPage.objects.exclude(sources=[]).in_order().first()
    shown = client.get(page.get_absolute_url()).content.decode()
    assert "Last reviewed on" in shown
    assert page.sources[0]["publisher"] in shown


def test_a_word_leads_to_the_words_near_it(client, db):
    load_awareness()
    shown = client.get("/glossary/grooming/").content.decode()
    assert "/glossary/sextortion/" in shown


@pytest.mark.parametrize("address", ["/learn/nothing/", "/glossary/nothing/"])
def test_an_unknown_subject_is_a_404(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/learn/", "/glossary/"])
def test_lists_ask_as_many_queries_for_thirty_rows_as_for_one(
    client, db, django_assert_num_queries, address
):
    for number in range(30):
        fields = {"slug": f"s-{number}", "body": "<p>x</p>"}
        GlossaryTerm.objects.create(term=f"Word {number}", short="x", **fields)
        LearnPage.objects.create(title="x", summary="x", reviewed_on="2026-11-24", **fields)
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [*PAGES, "/exit/"])
def test_pages_about_help_take_no_posts(client, db, address):
    assert client.post(address, headers={"origin": "http://testserver"}).status_code == 405


def test_a_number_reads_from_the_left_in_every_language(client, db):
    """Right to left, +45 70 20 25 50 would be shown as 50 25 20 70 45+."""
    page = client.get("/help/dk/").content.decode()
    assert page.count('<bdi dir="ltr">+45 70 20 25 50</bdi>') == 2
