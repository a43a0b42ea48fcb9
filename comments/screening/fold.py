"""Folds letters that look alike: case, width, accents, invisible marks and foreign twins.

One pass over the text, one small table per character, so that the cost grows with the length
and with nothing else.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from comments.screening import data
from comments.screening.view import View

_ASCII_LOWER: Final = str.maketrans({chr(code): " " for code in (*range(32), 127)})
_DROPPED: Final = frozenset({"Mn", "Me", "Cf", "Cs", "Co", "Cn"})
_TWINS: Final[dict[str, str]] = {
    source: target for sources, target in data.rows("confusables.tsv") for source in sources
}
_MAX_EXPANSION: Final = 20


@lru_cache(maxsize=20_000)
def fold_character(character: str) -> str:
    """The plain spelling of one character: nothing, or a few plain ones."""
    if character < "\x80":
        return " " if character < " " or character == "\x7f" else character.lower()
    twin = _TWINS.get(character)
    if twin is not None:
        return twin
    category = unicodedata.category(character)
    if category in _DROPPED:
        return ""
    if category in {"Cc", "Zs", "Zl", "Zp"}:
        return " "
    wide = unicodedata.normalize("NFKD", character).casefold()
    parts = unicodedata.normalize("NFKD", wide)
    kept = (part for part in parts if unicodedata.category(part) not in _DROPPED)
    return "".join(_TWINS.get(part, part) for part in kept)[:_MAX_EXPANSION]


def fold(text: str) -> View:
    """The text in small plain letters, each knowing its place in the original."""
    if text.isascii():
        return View(text.translate(_ASCII_LOWER).lower(), range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    for place, character in enumerate(text):
        piece = fold_character(character)
        pieces.append(piece)
        starts.extend([place] * len(piece))
    return View("".join(pieces), starts, [place + 1 for place in starts])
