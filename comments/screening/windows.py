"""A text cut into what the model reads at once: words, sentences, windows of sentences."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from comments.screening.model_text import for_model
from comments.screening.unmask import EXPANSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comments.screening.view import View

WINDOW: Final = 40
"""Words read at once: what fits the model's tokens, and little enough not to drown a sentence."""
_WORD: Final = re.compile(r"(\S+)(\s*)")
_ENDS_SENTENCE: Final = re.compile(r"[.!?…][\"'”’)]*$")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


class Word(NamedTuple):
    """A word as the model reads it, and where it stands in the original."""

    said: str
    start: int
    end: int
    is_last: bool
    """Whether a sentence or a line ends with it."""


class Window(NamedTuple):
    """Words that are read together, as written or as cleared of disguises."""

    words: Sequence[Word]
    is_cleared: bool

    def sentences(self) -> list[tuple[int, int]]:
        """First word and the one after the last of each sentence or line."""
        ends = [number + 1 for number, word in enumerate(self.words) if word.is_last]
        if not ends or ends[-1] < len(self.words):
            ends.append(len(self.words))
        return list(pairwise([0, *ends]))


def words_of(view: View) -> list[Word]:
    """The words of a view as the model reads them; what it does not read is left out."""
    said = (
        Word(for_model(match[1]), *view.span(*match.span(1)), _ends(match[1], match[2]))
        for match in _WORD.finditer(view.text)
    )
    return [word for word in said if word.said]


def _ends(word: str, blank: str) -> bool:
    return "\n" in blank or bool(_ENDS_SENTENCE.search(word))


def windows_of(words: list[Word]) -> list[list[Word]]:
    """The words in stretches of at most ``WINDOW``, cut where a sentence ends if one does."""
    windows: list[list[Word]] = []
    first = 0
    while len(words) - first > WINDOW:
        ends = [
            number + 1
            for number in range(first + WINDOW // 2, first + WINDOW)
            if words[number].is_last
        ]
        last = ends[-1] if ends else first + WINDOW
        windows.append(words[first:last])
        first = last
    return [*windows, words[first:]] if words else []


def uncovers(written: list[Word], cleared: list[Word]) -> bool:
    """Whether clearing brought out a word that was not there to be read."""
    seen = {letters for word in written for letters in _plain_letters(word.said)}
    shown = {letters for word in cleared for letters in _plain_letters(word.said)}
    return not shown - seen <= EXPANSIONS


def _plain_letters(word: str) -> list[str]:
    return _LETTERS.findall(word.casefold().replace("'", "").replace("’", ""))
