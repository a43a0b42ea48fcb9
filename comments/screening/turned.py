"""Text that is seen in another order than it is written in.

A mark that turns the direction makes "kcuf" look like what it is, and letters can be written upside
down from the end. Both are read twice: as they are written, and as they are seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OVERRIDE: Final = "\u202e"
_RUN: Final = re.compile(r"\u202e([^\u202c\u202d\u202e\n\u2028\u2029]+)")
_UPSIDE_DOWN: Final = str.maketrans("ɐɔǝɟƃɓɥᴉıɾʞʃןɯɹʇʌʍʎpbdqnu˙", "acefgghiijkllmrtvwydqpbun.")
_HEADS: Final = frozenset("ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ")
"""Letters that hardly anybody writes but to turn a line upside down."""
_LINE: Final = re.compile(r"[^\n]+")
_WORD: Final = re.compile(r"\S+")
_SHARE_OF_HEADS: Final = 0.25
_FLAG: Final = "[\U0001f1e6-\U0001f1ff]"
_SPELT: Final = re.compile(rf"{_FLAG}{{3,}}|(?<!{_FLAG}){_FLAG}(?!{_FLAG})")
_LETTERS_OF_FLAGS: Final = {0x1F1E6 + place: 97 + place for place in range(26)}


def spelt_in_flags(text: str) -> str:
    """The text with the letters that flags are made of as letters; two of them are one flag."""
    return _SPELT.sub(lambda found: found.group().translate(_LETTERS_OF_FLAGS), text)


def places(text: str) -> Iterable[tuple[int, str]]:
    """Every character with its place; what is seen the other way round follows a second time."""
    if _OVERRIDE in text or not _HEADS.isdisjoint(text):
        return _read_twice(text)
    return enumerate(text)


def _read_twice(text: str) -> Iterator[tuple[int, str]]:
    done = 0
    for start, end, backwards in sorted([*_overridden(text), *_upside_down(text)]):
        if start < done:
            continue
        yield from enumerate(text[done:end], done)
        yield end - 1, "\n"
        yield from zip(range(end - 1, start - 1, -1), backwards, strict=True)
        yield start, "\n"
        done = end
    yield from enumerate(text[done:], done)


def _overridden(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands behind a mark that turns the direction."""
    for found in _RUN.finditer(text):
        yield *found.span(1), found.group(1)[::-1]


def _upside_down(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands in a line from the first to the last word that is turned upside down."""
    for line in _LINE.finditer(text):
        words = [
            word.span()
            for word in _WORD.finditer(text, *line.span())
            if not _HEADS.isdisjoint(word.group())
        ]
        if not words:
            continue
        start, end = words[0][0], words[-1][1]
        written = text[start:end]
        heads = sum(character in _HEADS for character in written)
        letters = sum(character.isalpha() for character in written)
        if heads >= _SHARE_OF_HEADS * letters:
            yield start, end, written[::-1].translate(_UPSIDE_DOWN)
