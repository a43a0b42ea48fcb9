"""What the documents name exists."""

import re

import pytest
from django.template import engines

from tests.rules.house import ROOT, files, relative

IN_CODE = re.compile(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:md|toml|txt|py))`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def test_every_path_of_the_architecture_page_exists():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = [name for name in IN_CODE.findall(page) if not name.startswith("/")]
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", files(".md"), ids=relative)
def test_no_link_of_a_document_is_dead(path):
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", files(".html"), ids=relative)
def test_every_template_compiles(path):
    if path.is_relative_to(ROOT / "templates"):
        engines["django"].get_template(path.relative_to(ROOT / "templates").as_posix())


def test_decision_records_are_numbered_once():
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert sorted(numbers) == sorted(set(numbers))
    assert all(number.isdigit() for number in numbers)
