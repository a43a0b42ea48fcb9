"""Telephone numbers that are spelt out, in English, Spanish or French, figures mixed in or not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import re2

from comments.screening import data

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMS: Final = data.toml("forms.toml")["digits_in_words"]
_LISTS: Final = {name: words.split() for name, words in _FORMS.items()}
_VALUES: Final = {
    word: str(value)
    for name in ("english", "spanish", "french")
    for value, words in enumerate(_LISTS[name])
    for word in words.split("/")
} | dict.fromkeys(_LISTS["french_tens"], "0")
_REPEATS: Final = {"double": 2, "triple": 3}
_WORDS: Final = "|".join(sorted((*_VALUES, *_REPEATS), key=len, reverse=True))
_RUN: Final = re2.compile(
    rf"\b(?:\+? ?)(?:(?:{_WORDS})s?\b[ ,.\-\n/]{{0,3}}|\d[ ,.\-\n/]{{0,2}}|(?:{_WORDS})\d){{6,}}"
)
_JOINED: Final = re2.compile(rf"(?:\d|{_WORDS}|[ .\-]){{7,40}}")
_TOKEN: Final = re2.compile(rf"\d+|{_WORDS}")
_MIN_WORDS: Final = 4
_MIN_FIGURES: Final = 7
_MIN_JOINED: Final = 10


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers are spelt out."""
    if not any(word in text for word in _LISTS["telling"]):
        return
    end = 0
    for match in _RUN.finditer(text):
        if _is_number(match.group()):
            end = match.end()
            yield match.start(), match.start() + len(match.group().rstrip(" ,.-\n/"))
    for match in _JOINED.finditer(text):
        if match.start() >= end and _is_joined(match.group()):
            yield match.span()


def _figures(written: str) -> tuple[list[str], int]:
    """The figures that the tokens stand for, and how many tokens are words."""
    figures: list[str] = []
    spelt = 0
    times = 1
    for token in _TOKEN.findall(written):
        spelt += token.isalpha()
        if token in _REPEATS:
            times = _REPEATS[token]
            continue
        figures.append(_VALUES.get(token, token) * times)
        times = 1
    return figures, spelt


def _is_number(written: str) -> bool:
    figures, spelt = _figures(written)
    length = len("".join(figures))
    return spelt >= _MIN_WORDS and length >= _MIN_FIGURES and not _is_counting(figures)


def _is_joined(written: str) -> bool:
    """Figures and words run together: ``07seven00``."""
    figures, spelt = _figures(written)
    plain = "".join(figures)
    return spelt > 1 and plain.startswith("0") and _MIN_JOINED <= len(plain) <= _MIN_JOINED + 4


def _is_counting(figures: list[str]) -> bool:
    """Whether somebody counts up or down."""
    steps = {int(second[:4]) - int(first[:4]) for first, second in pairwise(figures)}
    return len(steps) == 1 and len(steps & {1, -1}) == 1
