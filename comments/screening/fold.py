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
from comments.screening.turned import places, spelt_in_flags
from comments.screening.view import View

_UNTIDY: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]|\s\s|\A\s")
_BLANKS: Final = frozenset({" ", "\n"})
_DROPPED: Final = frozenset({"Mn", "Me", "Cf", "Cs", "Co", "Cn"})
_KINDS: Final = {"Cc": " ", "Zs": " ", "Zl": "\n", "Zp": "\n"}
_UNSEEN: Final = frozenset("\u115f\u1160\u3164\uffa0\u0640")
"""Letters by name that draw nothing: Hangul's fillers, and what stretches an Arabic word."""
_TWINS: Final[dict[str, str]] = {
    source: target for sources, target in data.rows("confusables.tsv") for source in sources
}
_TWINS.update(
    (chr(first + place), chr(97 + place)) for first in (0x249C, 0x1F110) for place in range(26)
)  # letters in brackets of their own
_MAX_EXPANSION: Final = 20
_LATIN: Final = re.compile(
    r"(?:MODIFIER LETTER |SUPERSCRIPT |SUBSCRIPT )?LATIN (?:SMALL |CAPITAL )?"
    r"LETTER (?:SMALL |CAPITAL |TURNED |REVERSED |SCRIPT |OPEN |CLOSED |DOTLESS |BARRED |LONG |"
    r"INVERTED |SIDEWAYS |STRETCHED |MIDDLE-WELSH |ANGLICANA |INSULAR )*([A-Z])(?: WITH .+)?"
)
"""The names of Latin letters with hooks, strokes and turns; what is left is the letter."""


@lru_cache(maxsize=20_000)
def fold_character(character: str) -> str:
    """The plain spelling of one character: nothing, or a few plain ones."""
    if character < "\x80":
        if character == "\n":
            return character
        return " " if character < " " or character == "\x7f" else character.lower()
    category = unicodedata.category(character)
    if character in _TWINS:
        return _TWINS[character]
    if category in _DROPPED or character in _UNSEEN:
        return ""
    if category in _KINDS:
        return _KINDS[category]
    return _spelt(character, category)


def _spelt(character: str, category: str) -> str:
    """The letters or the figure that a letter, figure or sign of any other kind stands for."""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    wide = unicodedata.normalize("NFKD", character).casefold()
    parts = unicodedata.normalize("NFKD", wide)
    kept = (part for part in parts if unicodedata.category(part) not in _DROPPED)
    return "".join(_TWINS.get(part) or _plain(part) for part in kept)[:_MAX_EXPANSION]


def _plain(letter: str) -> str:
    """The Latin letter that one with hooks or strokes is made from; any other as it is."""
    if letter < "\x80":
        return letter
    made = _LATIN.fullmatch(unicodedata.name(letter, ""))
    return made.group(1).lower() if made else letter


def fold(text: str, *, keep_capitals: bool = False) -> View:
    """The text in small plain letters and single blanks, each knowing its place in the original.

    Marks that are dropped count as part of the letter before them. What reads the other way round
    stands twice, as it is written and as it is seen. Capitals are kept where they tell something.
    """
    if text.isascii() and not _UNTIDY.search(text):
        written = text if keep_capitals else text.lower()
        return View(written, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    blank = True
    for place, character in places(spelt_in_flags(text)):
        piece = fold_character(character)
        if not piece or (blank and piece in _BLANKS):
            if ends:
                ends[-1] = max(ends[-1], place + 1)
                pieces[-1] = "\n" if piece == "\n" else pieces[-1]
            continue
        blank = piece in _BLANKS
        if keep_capitals and character.isupper():
            piece = piece.upper()
        pieces.append(piece)
        starts.extend([place] * len(piece))
        ends.extend([place + 1] * len(piece))
    return View("".join(pieces), starts, ends)
