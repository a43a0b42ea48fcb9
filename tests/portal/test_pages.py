"""The frame of every page, the theme, the trust pages, and the pages for bad days."""

import re

import pytest
from django.conf import settings as portal_settings
from django.db import OperationalError
from django.test import RequestFactory

from portal import errors
from tests.factories.articles import make_article


@pytest.mark.parametrize("address", ["/about/", "/privacy/", "/accessibility/", "/rules/"])
def test_a_trust_page_answers_without_the_database(client, address):
    assert client.get(address).status_code == 200


def test_an_operators_own_text_comes_first(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "pages").mkdir()
    own = '+++\ntitle = "About us"\nsummary = "We are a small charity."\n+++\n<p>Write to us.</p>'
    (tmp_path / "pages" / "about.html").write_text(own, encoding="utf-8")
    assert "We are a small charity." in client.get("/about/").content.decode()


def test_a_real_site_does_not_call_itself_a_demonstration(client, settings):
    settings.DEMO = False
    for address in ("/about/", "/privacy/", "/accessibility/"):
        assert "demonstration" not in client.get(address).content.decode().lower()


def test_every_page_of_the_demonstration_says_so(client, db):
    for address in ("/", "/help/", "/about/", "/nothing-here/"):
        assert "A demonstration:" in client.get(address).content.decode()


def test_the_nine_rules_have_addresses_of_their_own(client):
    page = client.get("/rules/").content.decode()
    assert re.findall(r'<li class="rules__rule" id="rule-(\d)"', page) == list("123456789")


def test_no_link_of_the_frame_is_dead(client, db):
    page = client.get("/about/").content.decode()
    addresses = set(re.findall(r'href="(/[^"#?]*)"', page)) - {"/exit/"}
    dead = {
        address
        for address in addresses
        if not address.startswith("/static/")
        and client.get(address, follow=True).status_code != 200
    }
    assert dead == set()


def test_the_theme_is_remembered_and_shown(client):
    answer = client.post("/theme/", {"theme": "dark", "next": "/help/"})
    assert (answer.status_code, answer["Location"]) == (303, "/help/")
    cookie = answer.cookies["theme"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert 'data-theme="dark"' in client.get("/about/").content.decode()


def test_the_systems_colours_need_no_cookie(client):
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": "system"})
    assert "data-theme" not in client.get("/about/").content.decode()


@pytest.mark.parametrize("choice", ["", "neon", "\x00", "d" * 5000])
def test_a_theme_that_does_not_exist_changes_nothing(client, choice):
    answer = client.post("/theme/", {"theme": choice, "next": "/"})
    assert answer.status_code == 303
    assert answer.cookies["theme"].value == ""


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", "", "\x00"],
)
def test_choosing_colours_leads_to_no_other_site(client, back):
    assert client.post("/theme/", {"theme": "dark", "next": back})["Location"] == "/"


def test_an_unknown_address_offers_search_the_week_and_help(client, db):
    story = make_article()
    answer = client.get("/nothing-here/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'role="search"' in page
    assert story.title in page
    assert "Need help now?" in page


def answer_to(fault):
    def view():
        raise fault

    try:
        view()
    except type(fault):
        return errors.server_error(RequestFactory().get("/"))


def test_a_fault_of_ours_is_a_static_page_with_the_helplines(settings):
    settings.STORAGES = {}
    answer = answer_to(ValueError())
    assert answer.status_code == 500
    assert "1-888-373-7888" in answer.content.decode()


def test_a_missing_database_is_a_503_that_says_when_to_come_back():
    answer = answer_to(OperationalError())
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "08000 121 700" in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_with_a_page(client):
    answer = client.post("/theme/", headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "This was not taken" in answer.content.decode()


def test_robots_keep_out_of_what_is_for_one_person(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /moderation/" in lines
    assert "Disallow: /exit/" in lines


def test_security_txt_names_a_contact_and_a_day_to_come(client, db, settings, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z", tick=False)
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@lantern.example"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:security@lantern.example\n" in text
    assert "Expires: 2027-05-23T12:00:00+00:00\n" in text


def test_pages_are_written_for_a_language_and_a_direction(client):
    page = client.get("/about/").content.decode()
    assert f'<html lang="{portal_settings.LANGUAGE_CODE}" dir="ltr">' in page


def test_the_icon_is_found_where_old_programs_look(client):
    assert client.get("/favicon.ico")["Location"] == "/static/img/lantern.svg"
