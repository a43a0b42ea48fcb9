"""Postal addresses in the forms of many countries; those of offices are let through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import re2

from comments.screening import data
from comments.screening.candidate import Candidate, mark
from comments.screening.forms import Forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.view import View

_LETTERS: Final = "A-Za-zÀ-ɏЀ-ӿ"
"""Latin and Cyrillic; the class of all letters of all scripts takes far longer to compile."""
_SCREEN: Final = Forms(row[0].replace(r"\pL", _LETTERS) for row in data.rows("places.tsv"))
_FORMS: Final = data.toml("forms.toml")["places"]
_PUBLIC: Final = re2.compile(_FORMS["public"])
_OFFICIAL: Final = re2.compile(_FORMS["official"])
_PERSONAL: Final = re2.compile(_FORMS["personal"])
_BEFORE: Final = 90
_AFTER: Final = 40


def find(written: View) -> Iterator[Candidate]:
    """Every postal address, unless everybody knows it or an office has it."""
    for _, match in _SCREEN.find(written.text):
        start, end = match.span()
        if not _PUBLIC.search(match.group()) and not _is_an_office(written.text, start, end):
            yield mark(written, start, end, "privacy", "address")


def _is_an_office(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _BEFORE) : end + _AFTER]
    return bool(_OFFICIAL.search(around)) and not _PERSONAL.search(around)
