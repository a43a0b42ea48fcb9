"""The shape of the files."""

import re

import pytest

from tests.rules.house import ROOT, files, relative

LONGEST_MODULE = 250
# One file in the order in which a request meets the settings is easier to follow than several.
LONGER_ON_PURPOSE = {"portal/settings.py"}
OPEN_END = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b")
ALLOWED_REASONS = ("NO_BROWSER", "PORTAL_SAMPLES")
SKIP = re.compile(r"pytest\.(?:skip|xfail|mark\.skip|mark\.xfail|mark\.skipif)|importorskip")
# Names of formats that look like addresses and are never asked for.
NAMESPACES = ("http://www.w3.org/", "https://schema.org", "http://www.sitemaps.org/")
FOREIGN = re.compile(r"""(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'<>)]*""", re.IGNORECASE)


def test_no_module_is_longer_than_a_person_reads_at_a_sitting():
    long = {
        relative(path): lines
        for path in files(".py")
        if "/migrations/" not in relative(path)
        and relative(path) not in LONGER_ON_PURPOSE
        and (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_MODULE
    }
    assert long == {}


def test_nothing_is_left_open():
    suffixes = (".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".sh", ".yml")
    found = [
        f"{relative(path)}: {line.strip()[:80]}"
        for path in files(*suffixes)
        for line in path.read_text(encoding="utf-8").splitlines()
        if OPEN_END.search(line)
    ]
    assert found == []


def test_a_test_is_skipped_only_where_a_browser_or_the_samples_are_missing():
    found = [
        f"{relative(path)}: {line.strip()}"
        for path in files(".py")
        if path.is_relative_to(ROOT / "tests") and path.name != "test_shape.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if SKIP.search(line) and not any(reason in line for reason in ALLOWED_REASONS)
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["templates", "static"])
def test_no_page_asks_another_host_for_anything(folder):
    found = [
        f"{relative(path)}: {match.group()}"
        for path in files(".html", ".css", ".js", ".svg", ".txt", ".xml", ".webmanifest")
        if path.is_relative_to(ROOT / folder) and "OFL" not in path.name
        for match in FOREIGN.finditer(path.read_text(encoding="utf-8"))
        if not match.group().startswith(NAMESPACES)
    ]
    assert found == []


def test_every_requirement_is_pinned_and_says_why_it_is_here():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith(("#", "-r")):
                assert re.match(r"[A-Za-z0-9._\[\]-]+==[^ ]+( python[^#]*)?\s+# \w", line), line
