"""Rule 7 by form and checksum, and links: what identifies a person or leads away from here.

Each finder reads the folded letters, or the text with its capitals, where those are part of the
form; disguised figures and letters are read there too.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from comments.screening import documents, emails, handles, links, persons, phones, places
from comments.screening.fold import fold
from comments.screening.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.candidate import Candidate
    from comments.screening.context import Context

_MOST_PHONES: Final = 60


def find(text: str, folded: View, context: Context) -> Iterator[Candidate]:
    """Every piece of private data, and every link to an unknown site."""
    yield from emails.find(folded)
    yield from handles.find(folded)
    yield from links.find(folded, context)
    yield from islice(phones.find(folded, folded.text, context), _MOST_PHONES)
    has_figures = any(character.isdigit() for character in folded.text)
    for written in _with_capitals(text):
        yield from persons.find(written)
        if has_figures or "///" in written.text:
            yield from documents.find(written)
        if has_figures:
            yield from places.find(written)


def _with_capitals(text: str) -> list[View]:
    """The text as it stands, and, where that differs, in plain letters."""
    as_it_stands = View.of(text.encode("utf-8", "replace").decode("utf-8"))
    plain = fold(text, keep_capitals=True)
    return [as_it_stands] if plain.text == as_it_stands.text else [as_it_stands, plain]
