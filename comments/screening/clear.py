"""Undoes disguises: the text as it was meant to be read.

Words are read one by one, then letters that stand alone in a row ("f u s s") and words cut in two
("fu ss") are tried together. Unchanged text is taken over as it is.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Final

from comments.screening.unmask import join, unmask
from comments.screening.view import ViewBuilder
from comments.screening.vocabulary import COMMON, PLAIN, STRONG

if TYPE_CHECKING:
    from comments.screening.view import View

_CHUNK: Final = re.compile(r"\S+")
_EDGES: Final = ".,;:?!\"'()[]{}<>…*_~-/|"
_SINGLE_WORDS: Final = COMMON | frozenset("aieoyu")
_STOPS: Final = ".,;:?!"
_MIN_ROW: Final = 3
_MAX_ROW: Final = 40
_MIN_SPLIT: Final = 4

Chunk = tuple[int, int, str]


def clear(view: View) -> View:
    """The view with its disguised words written plainly."""
    chunks = [(m.start(), m.end(), m.group()) for m in _CHUNK.finditer(view.text)]
    readings = _together(chunks)
    covered = 0
    for start, _, chunk in chunks:
        if start in readings:
            covered = readings[start][0]
        elif start >= covered:
            read = unmask(chunk)
            if read is not None:
                readings[start] = (start + len(chunk), read)
    return _rewritten(view, readings) if readings else view


def _together(chunks: list[Chunk]) -> dict[int, tuple[int, str]]:
    """Readings of several chunks at once, by where they start."""
    readings: dict[int, tuple[int, str]] = {}
    number = 0
    while number < len(chunks):
        length = _row(chunks, number)
        if length >= _MIN_ROW:
            first, last, read = _read_row(chunks, number, number + length)
        else:
            length = 1
            read, pieces = _read_split(chunks, number)
            first, last = number, number + pieces
        if read is not None:
            readings[chunks[first][0]] = (chunks[last - 1][1], read)
            length = last - number
        number += length
    return readings


def _row(chunks: list[Chunk], number: int) -> int:
    """How many chunks from here on are one letter or sign each."""
    length = 0
    while (
        length < _MAX_ROW
        and number + length < len(chunks)
        and len(chunks[number + length][2].strip(_EDGES)) <= 1
    ):
        length += 1
    return length


def _read_row(chunks: list[Chunk], first: int, last: int) -> tuple[int, int, str | None]:
    """What a row of letters spells, with or without the first and the last of them."""
    for start, end in product((first, first + 1), (last, last - 1)):
        if end - start >= _MIN_ROW:
            read = join([chunk.strip(_EDGES) or chunk[0] for _, _, chunk in chunks[start:end]])
            if read is not None:
                return start, end, read
    return first, last, None


def _read_split(chunks: list[Chunk], number: int) -> tuple[str | None, int]:
    """A strong word cut in two or three, unless each piece is a word of its own."""
    pieces: list[str] = []
    for _, _, chunk in chunks[number : number + 3]:
        piece = chunk.strip(_EDGES)
        if not piece.isalpha():
            break
        pieces.append(piece)
        word = "".join(pieces)
        if (
            len(pieces) > 1
            and len(word) >= _MIN_SPLIT
            and word in STRONG
            and not all(map(_stands_alone, pieces))
        ):
            return word, len(pieces)
        if len(word) > _MAX_ROW or chunk[-1] in _STOPS:
            break
    return None, 1


def _stands_alone(piece: str) -> bool:
    """Whether a piece is a word of its own, or strong enough to be found without the rest."""
    return piece in _SINGLE_WORDS or piece in PLAIN or (piece in STRONG and len(piece) > _MIN_SPLIT)


def _rewritten(view: View, readings: dict[int, tuple[int, str]]) -> View:
    builder = ViewBuilder()
    last = 0
    for start in sorted(readings):
        end, read = readings[start]
        builder.keep(view, last, start)
        builder.replace(read, *view.span(start, end))
        last = end
    builder.keep(view, last, len(view.text))
    return builder.build()
