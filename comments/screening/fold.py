"""Folds letters that look alike: case, width, accents, invisible marks and foreign twins.

One pass over the text, one small table per character, so that the cost grows with the length
and with nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from comments.screening import data
from comments.screening.view import View

_UNTIDY: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]|\s\s")
_BLANKS: Final = frozenset({" ", "\n"})
_DROPPED: Final = frozenset({"Mn", "Me", "Cf", "Cs", "Co", "Cn"})
_TWINS: Final[dict[str, str]] = {
    source: target for sources, target in data.rows("confusables.tsv") for source in sources
}
_MAX_EXPANSION: Final = 20


@lru_cache(maxsize=20_000)
def fold_character(character: str) -> str:
    """The plain spelling of one character: nothing, or a few plain ones."""
    if character < "\x80":
        if character == "\n":
            return character
        return " " if character < " " or character == "\x7f" else character.lower()
    twin = _TWINS.get(character)
    if twin is not None:
        return twin
    category = unicodedata.category(character)
    if category in _DROPPED:
        return ""
    if category in {"Cc", "Zs", "Zl", "Zp"}:
        return "\n" if category in {"Zl", "Zp"} else " "
    wide = unicodedata.normalize("NFKD", character).casefold()
    parts = unicodedata.normalize("NFKD", wide)
    kept = (part for part in parts if unicodedata.category(part) not in _DROPPED)
    return "".join(_TWINS.get(part, part) for part in kept)[:_MAX_EXPANSION]


def fold(text: str) -> View:
    """The text in small plain letters and single blanks, each knowing its place in the original.

    Marks that are dropped count as part of the letter before them.
    """
    if text.isascii() and not _UNTIDY.search(text):
        return View(text.lower(), range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    blank = False
    for place, character in enumerate(text):
        piece = fold_character(character)
        if not piece or (blank and piece in _BLANKS):
            if ends:
                ends[-1] = place + 1
            if piece == "\n":
                pieces[-1] = piece
            continue
        blank = piece in _BLANKS
        pieces.append(piece)
        starts.extend([place] * len(piece))
        ends.extend([place + 1] * len(piece))
    return View("".join(pieces), starts, ends)
