"""What the model adds to the rules, with the words it goes by.

A text is read in windows of whole sentences, as written and, where that uncovers something, as
cleared of disguises; a sentence that looks bad in its window is read once more, alone. The
model's judgement is a mean over its tokens: the words that pull it up most are the evidence, at
no further cost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from comments.screening import data, rules, signs
from comments.screening.candidate import Candidate
from comments.screening.verdict import Layer, Severity
from comments.screening.view import View
from comments.screening.windows import Window, uncovers, windows_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comments.screening.model import Reader, Reading

_SURE: Final = 0.9
_EXCUSED: Final = 0.85
"""A head's bound is lowered by this factor where a list's word was excused beside it."""
_PLAINLY_TOLD: Final = 0.97
"""From here the model alone hears a disclosure; below, only beside a small sign of one."""
_LENGTH_OF_A_STORY: Final = 8
"""Words in which somebody can tell of themselves without any such sign."""
_HOSTILE: Final = 0.35
"""A threat is made with hostility; without any, it is one that somebody tells of."""
_GAP: Final = 2
_SUSPECT: Final = -0.4
"""A word's pull, as a logit, from which its sentence is read alone; calm words pull near -2."""
_ALONE: Final = 0.7
"""What the scores of such a sentence are worth beside those of a text."""
_SHORTEST: Final = 3
"""Words from which a text can say more than that it attacks."""

_RULE_OF_HEAD: Final[dict[str, str]] = {
    "toxic": "personal_attack",
    "threat": "threat",
    "solicit": "solicitation",
    "spam": "off_topic",
    "disclose": rules.DISCLOSURE,
}
_AS_CLEARED: Final = frozenset({"hate", "toxic", "threat"})
_WATCHED: Final = tuple(rules.HEADS.index(head) for head in ("hate", "toxic", "threat", "disclose"))
_GROUP_WORDS: Final = {
    rule: re.compile(rf"\b(?:{'|'.join(words.split())})")
    for rule, words in data.toml("group_words.toml").items()
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """The model's figures for one text, and the findings that follow.

    ``doubt`` is the gravest of the six, put on one scale: 0.5 is where a head's bound lies.
    ``seen`` is the most of each head in any stretch that was read, out of its text or in it.
    """

    scores: dict[str, float]
    candidates: tuple[Candidate, ...]
    doubt: float = 0.0
    seen: dict[str, float] = field(default_factory=lambda: dict.fromkeys(rules.HEADS, 0.0))


def give_opinion(
    reader: Reader,
    text: str,
    plain: View,
    *,
    is_excused: bool,
    marked: Sequence[tuple[int, int]] = (),
) -> Opinion:
    """Read a text both ways and say what reaches its bound, and where.

    ``marked`` are places that the rules have seen; their sentences are read alone too.
    """
    written, cleared = words_of(View.of(text)), words_of(plain)
    written = written or cleared  # an address that only clearing cuts short
    windows = [Window(words, is_cleared=False) for words in windows_of(written)]
    if uncovers(written, cleared):
        windows += [Window(words, is_cleared=True) for words in windows_of(cleared)]
    if not windows:
        return Opinion(dict.fromkeys(rules.HEADS, 0.0), ())
    readings = _read(reader, windows)
    suspects = [
        sentence
        for window, reading in zip(windows, readings, strict=True)
        for sentence in _suspects(window, reading, marked)
    ]
    alone = _read(reader, suspects)
    seen = {head: max(r.scores[head] for r in (*readings, *alone)) for head in rules.HEADS}
    readings += [_discounted(reading) for reading in alone]
    windows += suspects
    best = {head: _strongest(windows, readings, head) for head in rules.HEADS}
    scores = {head: reading.scores[head] for head, (_, reading) in best.items()}
    factor = _EXCUSED if is_excused else 1.0
    reached = [head for head in rules.HEADS if scores[head] >= reader.bounds[head] * factor]
    return Opinion(
        scores,
        tuple(
            _found(head, *best[head], plain)
            for head in reached
            if _counts(head, reached, scores, len(written), plain)
        ),
        max(_to_scale(scores[head], reader.bounds[head]) for head in rules.HEADS),
        seen,
    )


def _counts(
    head: str, reached: Sequence[str], scores: dict[str, float], length: int, plain: View
) -> bool:
    """Whether a head that reached its bound is to be believed, beside the others."""
    if length < _SHORTEST and head not in _AS_CLEARED:
        return False
    if head == "toxic":
        return "hate" not in reached  # hate is named instead
    if head == "threat":
        return max(scores["hate"], scores["toxic"]) >= _HOSTILE
    if head == "disclose":
        is_told = scores["disclose"] >= _PLAINLY_TOLD and length >= _LENGTH_OF_A_STORY
        return is_told or signs.weigh(plain) > 0
    return True


def _to_scale(score: float, bound: float) -> float:
    """A probability stretched so that the bound comes to lie at 0.5."""
    if score < bound:
        return score / bound / 2
    return 0.5 + (score - bound) / (1 - bound) / 2


def _read(reader: Reader, windows: list[Window]) -> list[Reading]:
    return reader.read([[word.said for word in window.words] for window in windows])


def _discounted(reading: Reading) -> Reading:
    """A sentence out of its text must be clearer than a text: it was chosen for its looks."""
    return replace(reading, scores={head: score * _ALONE for head, score in reading.scores.items()})


def _suspects(window: Window, reading: Reading, marked: Sequence[tuple[int, int]]) -> list[Window]:
    """The sentences of a window that pull towards trouble or are marked, to be read alone.

    Beside calm ones a sentence drowns in the mean.
    """
    sentences = window.sentences()
    if len(sentences) < 2:  # noqa: PLR2004 - the whole has been read
        return []
    return [
        Window(window.words[first:last], window.is_cleared)
        for first, last in sentences
        if _pulls_most(reading, first, last) >= _SUSPECT
        or _overlap(window.words[first].start, window.words[last - 1].end, marked)
    ]


def _pulls_most(reading: Reading, first: int, last: int) -> float:
    return max(pulls[column] for pulls in reading.pulls[first:last] for column in _WATCHED)


def _overlap(start: int, end: int, marked: Sequence[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in marked)


def _strongest(
    windows: list[Window], readings: Sequence[Reading], head: str
) -> tuple[Window, Reading]:
    """The window that speaks most for a head; a cleared one for the heads that gain by it."""
    return max(
        (
            pair
            for pair in zip(windows, readings, strict=True)
            if head in _AS_CLEARED or not pair[0].is_cleared
        ),
        key=lambda pair: pair[1].scores[head],
    )


def _found(head: str, window: Window, reading: Reading, plain: View) -> Candidate:
    column = rules.HEADS.index(head)
    first, last = _telling([pulls[column] for pulls in reading.pulls])
    return Candidate(
        rule=_RULE_OF_HEAD.get(head) or _rule_of_hate(plain.text),
        reason=f"model_{head}",
        start=window.words[first].start,
        end=max(word.end for word in window.words[first : last + 1]),
        layer=Layer.MODEL,
        severity=Severity.SEVERE if reading.scores[head] >= _SURE else Severity.CLEAR,
        guarded=False,
    )


def _telling(pulls: list[float]) -> tuple[int, int]:
    """First and last of the words around the strongest that pull nearly as much."""
    top = max(range(len(pulls)), key=pulls.__getitem__)
    finite = [pull for pull in pulls if pull > float("-inf")]
    least = (pulls[top] + sum(finite) / len(finite)) / 2 if finite else 0.0
    first = last = top
    for number in range(top - 1, -1, -1):
        if pulls[number] >= least and first - number <= _GAP:
            first = number
    for number in range(top + 1, len(pulls)):
        if pulls[number] >= least and number - last <= _GAP:
            last = number
    return first, last


def _rule_of_hate(text: str) -> str:
    """Race and origin are named by group words; what names neither is discrimination."""
    return next(
        (rule for rule, words in _GROUP_WORDS.items() if words.search(text)), "discrimination"
    )
