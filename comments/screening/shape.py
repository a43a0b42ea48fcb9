"""Sees how a text is written: shouted, flooded, or posted before."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from comments.screening.candidate import Candidate
from comments.screening.fold import fold
from comments.screening.verdict import Layer, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.context import Context

_WORD: Final = re.compile(r"[^\W_]+")

_LONG_WORD: Final = 4
_SHOUTED_WORDS: Final = 4
_SHOUTED_LONG: Final = 2
_SHOUTED_PASSAGE: Final = 6
_FLOOD_LINES: Final = 5
_SHOUTED_SHARE: Final = 0.6
_FLOOD_RUN: Final = 12
_FLOOD_SIGNS: Final = 30
_FLOOD_WORDS: Final = 6
_MIN_REPEATED: Final = 20
_SAME: Final = 0.8
_COMPARED_WORDS: Final = 600


def find_shape(text: str, context: Context) -> Iterator[Candidate]:
    """Every finding of rule 9 that needs no understanding of the words."""
    yield from _shouting(text)
    yield from _flooding(text)
    yield from _repetition(text, context)


def _candidate(reason: str, start: int, end: int, layer: Layer, severity: Severity) -> Candidate:
    return Candidate("off_topic", reason, start, end, layer, severity, guarded=False)


def _shouting(text: str) -> Iterator[Candidate]:
    """A text that is mostly, or a passage that is wholly, in capital letters."""
    words = [match for match in _WORD.finditer(text) if match.group().isalpha()]
    loud = [m for m in words if len(m.group()) > 1 and m.group().isupper()]
    if len(loud) >= _SHOUTED_WORDS and len(loud) >= _SHOUTED_SHARE * len(words):
        passage = loud
    else:
        runs = (list(run) for up, run in groupby(words, lambda m: m.group().isupper()) if up)
        passage = max(runs, key=len, default=[])
        if len(passage) < _SHOUTED_PASSAGE:
            return
    if sum(len(m.group()) >= _LONG_WORD for m in passage) >= _SHOUTED_LONG:
        start, end = passage[0].start(), passage[-1].end()
        yield _candidate("shouting", start, end, Layer.PATTERN, Severity.CLEAR)


def _flooding(text: str) -> Iterator[Candidate]:
    run = _longest_run(text)
    enough = _FLOOD_RUN if text[run[0] : run[1]].isalnum() else _FLOOD_SIGNS
    if run[1] - run[0] >= enough:
        yield _candidate("flooding", *run, Layer.PATTERN, Severity.CLEAR)
    last, count, first = "", 0, 0
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if text[match.start() - 1 : match.start()] == "@":
            continue
        count, first = (count + 1, first) if word == last else (1, match.start())
        last = word
        if count == _FLOOD_WORDS:
            yield _candidate("flooding", first, match.end(), Layer.PATTERN, Severity.CLEAR)
            return
    lines = [line.strip() for line in text.splitlines() if len(line.strip()) >= _LONG_WORD]
    if len(lines) >= _FLOOD_LINES and len(set(lines)) <= len(lines) // 3:
        yield _candidate("flooding", 0, len(text), Layer.PATTERN, Severity.CLEAR)


def _longest_run(text: str) -> tuple[int, int]:
    best, start = (0, 0), 0
    for place, character in enumerate(text):
        if character != text[start]:
            start = place
        if place + 1 - start > best[1] - best[0] and not character.isspace():
            best = (start, place + 1)
    return best


def _repetition(text: str, context: Context) -> Iterator[Candidate]:
    own = _shingles(text)
    if len(own) == 0 or len(text) < _MIN_REPEATED:
        return
    for previous in context.previous_texts[:50]:
        other = _shingles(previous)
        if other and len(own & other) >= _SAME * max(len(own), len(other)):
            yield _candidate("repetition", 0, len(text), Layer.CONTEXT, Severity.CLEAR)
            return


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(fold(text[:8_000]).text)[:_COMPARED_WORDS]
    if len(words) < _SHOUTED_WORDS:
        return frozenset()
    return frozenset(zip(words, words[1:], words[2:], strict=False))
