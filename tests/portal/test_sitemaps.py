"""The sitemap and robots.txt."""

import re

import pytest
from django.test import Client

from tests.factories.articles import make_article

pytestmark = pytest.mark.django_db


def test_every_address_of_the_sitemap_is_on_this_site_and_leads_to_a_page(client: Client, settings):
    article = make_article()
    make_article(state="draft", title="Not yet", slug="not-yet")
    index = client.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>(.*?)</loc>", index)
    assert len(parts) == 5
    addresses = []
    for part in parts:
        text = client.get(part.removeprefix(settings.SITE_URL)).content.decode()
        addresses += re.findall(r"<loc>(.*?)</loc>", text)
    assert settings.SITE_URL + article.get_absolute_url() in addresses
    assert not any("not-yet" in address for address in addresses)
    for address in addresses:
        assert address.startswith(settings.SITE_URL + "/")
        assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200, address


@pytest.mark.parametrize("address", ["/sitemap-none.xml", "/sitemap-stories.xml?p=99"])
def test_a_part_that_is_none_answers_404(client: Client, address):
    assert client.get(address).status_code == 404


def test_robots_are_told_where_the_sitemap_is(client: Client, settings):
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in client.get("/robots.txt").content.decode()
