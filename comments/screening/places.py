"""Postal addresses in the forms of the interface languages and their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import re2

from comments.screening import data
from comments.screening.candidate import Candidate, mark
from comments.screening.forms import Forms
from comments.screening.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCREEN: Final = Forms(row[0] for row in data.rows("places.tsv"))
_PUBLIC: Final = re2.compile(data.toml("forms.toml")["places"]["public"])


def find(text: str) -> Iterator[Candidate]:
    """Every postal address, unless everybody knows it."""
    view = View.of(text)
    readable = text.encode("utf-8", "replace").decode("utf-8")
    for _, match in _SCREEN.find(readable):
        if not _PUBLIC.search(match.group()):
            yield mark(view, match.start(), match.end(), "privacy", "address")
