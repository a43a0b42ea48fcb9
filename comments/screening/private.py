"""Rule 7 by form and checksum, and links: what identifies a person or leads away from here.

Each finder reads the original or its folded letters, because punctuation, and often capitals, are
part of these forms.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from comments.screening import documents, emails, handles, links, persons, phones, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.candidate import Candidate
    from comments.screening.context import Context
    from comments.screening.view import View


def find(text: str, folded: View, context: Context) -> Iterator[Candidate]:
    """Every piece of private data, and every link to an unknown site."""
    readable = text.encode("utf-8", "replace").decode("utf-8")
    yield from emails.find(folded)
    yield from handles.find(folded)
    yield from links.find(folded, context)
    yield from persons.find(readable)
    figures = _in_plain_figures(folded.text)
    yield from phones.find(folded, figures, context)
    if any(character.isdigit() for character in figures):
        yield from documents.find(readable)
        yield from places.find(readable)
    elif "///" in text:
        yield from documents.find(readable)


def _in_plain_figures(text: str) -> str:
    """The text with the figures of all scripts written as 0 to 9, place by place."""
    if text.isascii():
        return text
    return "".join(map(_figure, text))


@lru_cache(maxsize=5_000)
def _figure(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
