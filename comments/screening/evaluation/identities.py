"""Which people a row is about, and whether all of them are judged alike.

A file may name a row's group. Where no row of a file does, a row counts for every group that its
words name; those words were chosen for this project and are plain names, none of them a slur.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from comments.screening.evaluation.contestants import Answer
from comments.screening.evaluation.metrics import mean_deviation
from comments.screening.evaluation.rows import Row

LEAST_ROWS: Final = 10
_NAMES: Final[dict[str, str]] = {
    "women": r"wom[ae]n|girls?|females?",
    "men": r"m[ae]n|boys?|males?",
    "Muslims": r"muslims?|islam|islamic",
    "Jews": r"jews?|jewish",
    "Christians": r"christians?|catholics?",
    "Black people": r"blacks?|african americans?|africans?",
    "white people": r"whites?|caucasians?",
    "Asian people": r"asians?|chinese|indians?",
    "Latin Americans": r"latin[oa]s?|hispanics?|mexicans?",
    "migrants": r"(?:im)?migrants?|refugees?|asylum",
    "gay and lesbian people": r"gays?|lesbians?|homosexuals?|lgbtq?",
    "trans people": r"trans|transgender|transsexuals?",
    "disabled people": r"disabled|disabilit(?:y|ies)|autistic|deaf|blind",
}
_PATTERNS: Final = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _NAMES.items()
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One group: its civil rows that were stopped, its uncivil ones that were published."""

    civil: int
    civil_stopped: float | None
    uncivil: int
    uncivil_missed: float | None


@dataclass(frozen=True, slots=True)
class Gaps:
    """The groups, and how far they lie from all grouped rows in the mean."""

    is_by_words: bool
    groups: Mapping[str, Gap]
    everyone: Gap
    civil_deviation: float | None
    uncivil_deviation: float | None


def groups_of(row: Row, *, by_words: bool) -> list[str]:
    """The groups a row counts for."""
    if by_words:
        return [name for name, pattern in _PATTERNS.items() if pattern.search(row.text)]
    return [row.group] if row.group else []


def measure_gaps(rows: Sequence[Row], answers: Sequence[Answer]) -> Gaps:
    """Rates of every group; a rate of fewer than ``LEAST_ROWS`` rows is not compared."""
    by_words = not any(row.group for row in rows)
    shelves: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    grouped: list[tuple[bool, bool]] = []
    for row, answer in zip(rows, answers, strict=True):
        names = groups_of(row, by_words=by_words)
        if row.must_stop is None or not names:
            continue
        fate = (row.must_stop, answer.was_stopped)
        grouped.append(fate)
        for name in names:
            shelves[name].append(fate)
    groups = {name: _gap(shelf) for name, shelf in sorted(shelves.items())}
    everyone = _gap(grouped)
    return Gaps(
        is_by_words=by_words,
        groups=groups,
        everyone=everyone,
        civil_deviation=_deviation(
            {name: gap.civil_stopped for name, gap in groups.items()}, everyone.civil_stopped
        ),
        uncivil_deviation=_deviation(
            {name: gap.uncivil_missed for name, gap in groups.items()}, everyone.uncivil_missed
        ),
    )


def _gap(fates: Sequence[tuple[bool, bool]]) -> Gap:
    civil = [was_stopped for must_stop, was_stopped in fates if not must_stop]
    uncivil = [not was_stopped for must_stop, was_stopped in fates if must_stop]
    return Gap(len(civil), _rate(civil), len(uncivil), _rate(uncivil))


def _rate(faults: Sequence[bool]) -> float | None:
    return sum(faults) / len(faults) if len(faults) >= LEAST_ROWS else None


def _deviation(rates: Mapping[str, float | None], overall: float | None) -> float | None:
    if overall is None:
        return None
    known = {name: rate for name, rate in rates.items() if rate is not None}
    return mean_deviation(known, overall)
