"""Every template compiles, names what it needs, and points at files and addresses that exist."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.urls import get_resolver

from tests.rules.house import ROOT, relative

FOLDER = ROOT / "templates"
TEMPLATES = sorted(path for path in FOLDER.rglob("*") if path.is_file())
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
COMPONENTS = sorted((FOLDER / "components").glob("*.html"))
# The frame needs the request and the theme, which every page has.
FRAME = {"site_head.html", "site_foot.html", "site_links.html"}


def names_of_addresses(resolver=None, prefix=""):
    resolver = resolver or get_resolver()
    names = {f"{prefix}{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    for space, (_, inner) in resolver.namespace_dict.items():
        names |= names_of_addresses(inner, f"{prefix}{space}:")
    return names


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_a_template_compiles(path):
    get_template(path.relative_to(FOLDER).as_posix())


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_a_component_begins_by_naming_its_variables(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"\{# .+ Variables: .+\. #\}", first)


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_component_is_given_its_variables_and_nothing_else(path):
    included = re.findall(
        r'\{% include "components/([a-z_]+\.html)"([^%]*)%\}', path.read_text(encoding="utf-8")
    )
    open_ones = [name for name, how in included if name not in FRAME and " only" not in how]
    assert open_ones == []


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_static_file_that_is_named_exists(path):
    text = path.read_text(encoding="utf-8")
    named = re.findall(r'\{% static "([^"]+)" %\}', text)
    named += re.findall(r'"/static/([^"]+)"', text)
    assert [name for name in named if finders.find(name) is None] == []


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_an_address_that_is_named_exists(path):
    # One that is asked for by "as" may be missing: the page then shows no link. One that is put
    # together is tried by the tests of its page.
    named = set(re.findall(r'\{% url "([^"]+)"(?![|]|[^%]* as )', path.read_text(encoding="utf-8")))
    assert named - names_of_addresses() == set()


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html", "outage.html"])
def test_a_page_for_bad_days_needs_no_fingerprinted_file(name):
    assert "{% static" not in (FOLDER / name).read_text(encoding="utf-8")
