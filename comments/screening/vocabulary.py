"""The words the engine knows, and the disguises each strong word can wear.

Built once from the data files. ``STRONG`` are the words worth disguising; every table leads from
a disguise to the plain spelling, so that undoing one is a lookup and never a search.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from comments.screening import data
from comments.screening.lexicon import INDEX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RUN: Final = re.compile(r"(.)\1+")
_VOWELS: Final = frozenset("aeiouy")
_MIN_STRONG: Final = 3
_MIN_MISSPELT: Final = 6
_MIN_BARE: Final = 5
_OFTEN_MISSPELT: Final = frozenset(["idiot", "bitch", "whore", "moron"])
_WORD: Final = re.compile(r"[a-z]{2,}")

SLANG: Final[dict[str, str]] = {row[0]: row[1] for row in data.rows("slang.tsv")}
COMMON: Final = data.words("common.txt")
INNOCENT: Final = data.words("innocent.txt")
_TARGETS: Final = data.words("targets.txt")


def single(word: str) -> str:
    """The word with every run of one letter written once."""
    return _RUN.sub(r"\1", word)


def _strong_words() -> list[str]:
    """Single words that people disguise, the likeliest first, as the lexicons list them."""
    listed = [
        entry.words[0]
        for entries in INDEX.values()
        for entry in entries
        if len(entry.words) == 1 and "plain" not in entry.flags
    ]
    words = dict.fromkeys([*listed, *sorted(_TARGETS)])
    return [word for word in words if len(word) >= _MIN_STRONG and word not in INNOCENT]


def _phrase_words() -> Iterator[str]:
    for language in ("en",):
        for name in data.names(f"phrases/{language}", ".toml"):
            yield from _WORD.findall(str(data.toml(name)).replace("\\\\b", " "))


def _masks(word: str) -> Iterator[str]:
    """The word with stars for some of its letters, the first one kept."""
    inner = range(1, len(word))
    for place in inner:
        yield f"{word[:place]}*{word[place + 1 :]}"
    yield word[0] + "".join("*" if letter in _VOWELS else letter for letter in word[1:])
    if len(word) > _MIN_STRONG:
        yield f"{word[0]}{'*' * (len(word) - 2)}{word[-1]}"
        yield f"{word[:2]}{'*' * (len(word) - 3)}{word[-1]}"
        yield f"{word[0]}{'*' * (len(word) - 1)}"


def _misspellings(word: str) -> Iterator[str]:
    """The word with an inner letter lost, or two neighbours exchanged."""
    if len(word) < _MIN_MISSPELT and word not in _OFTEN_MISSPELT:
        return
    for place in range(1, len(word) - 1):
        yield word[:place] + word[place + 1 :]
    for (place, first), (_, second) in pairwise(enumerate(word)):
        if place:
            yield word[:place] + second + first + word[place + 2 :]


def _without_vowels(word: str) -> Iterator[str]:
    """A long word without the vowels inside it."""
    bare = word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)
    if len(bare) >= _MIN_BARE:
        yield bare


def _table(words: Iterable[str], kind: str) -> dict[str, str]:
    """From each disguise of a kind to the word; the earlier word wins."""
    makers = {"mask": _masks, "misspelling": _misspellings, "vowels": _without_vowels}
    table: dict[str, str] = {}
    for word in words:
        for disguise in makers[kind](word):
            table.setdefault(disguise, word)
    return table


_ORDERED: Final = _strong_words()
STRONG: Final = frozenset(_ORDERED)
KNOWN: Final = COMMON | INNOCENT | STRONG | frozenset(_phrase_words()) | frozenset(SLANG)
PLAIN: Final = KNOWN - STRONG
MASKED: Final = _table(_ORDERED, "mask")
SINGLE: Final = {single(word): word for word in reversed(_ORDERED)}
MISSPELT: Final = {
    wrong: word for wrong, word in _table(_ORDERED, "misspelling").items() if wrong not in KNOWN
}
VOWELLESS: Final = {
    bare: word for bare, word in _table(_ORDERED, "vowels").items() if bare not in KNOWN
}
