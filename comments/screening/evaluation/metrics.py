"""The figures of a classifier, computed from what is true, what was said, and how sure it was."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

BINS: Final = 10
_SURE: Final = 1.96
"""Standard deviations to each side of 95 % of a normal distribution."""


class Judged(NamedTuple):
    """One answer beside the truth."""

    is_true: bool
    was_said: bool
    score: float


@dataclass(frozen=True, slots=True)
class Figures:
    """How often answers were right; a figure that needs both kinds of rows is else ``None``.

    ``margin`` is half the width of the 95 % interval around ``balanced`` (normal approximation).
    """

    rows: int
    positives: int
    accuracy: float | None
    balanced: float | None
    margin: float | None
    caught: float | None
    passed: float | None
    auc: float | None


@dataclass(frozen=True, slots=True)
class Bin:
    """Texts scored from ``low`` to ``high``: what was promised, and what came true."""

    low: float
    high: float
    rows: int
    promised: float
    came_true: float


def figures(judged: Sequence[Judged]) -> Figures:
    """Everything that is asked of a set of answers."""
    yes = [one for one in judged if one.is_true]
    no = [one for one in judged if not one.is_true]
    caught = share(sum(one.was_said for one in yes), len(yes))
    passed = share(sum(not one.was_said for one in no), len(no))
    balanced = margin = None
    if caught is not None and passed is not None:
        balanced = (caught + passed) / 2
        spread = caught * (1 - caught) / len(yes) + passed * (1 - passed) / len(no)
        margin = _SURE * math.sqrt(spread) / 2
    return Figures(
        rows=len(judged),
        positives=len(yes),
        accuracy=share(sum(one.is_true == one.was_said for one in judged), len(judged)),
        balanced=balanced,
        margin=margin,
        caught=caught,
        passed=passed,
        auc=auc(judged),
    )


def share(part: float, whole: float) -> float | None:
    """A part of a whole; nothing where there is no whole."""
    return part / whole if whole else None


def auc(judged: Sequence[Judged]) -> float | None:
    """How often a true row scores above a false one; a tie counts half (Mann and Whitney's U)."""
    yes = sum(one.is_true for one in judged)
    no = len(judged) - yes
    if not (yes and no):
        return None
    wins, below = 0.0, 0
    for _score, tied in groupby(sorted(judged, key=lambda one: one.score), lambda one: one.score):
        truths = [one.is_true for one in tied]
        tied_yes = sum(truths)
        tied_no = len(truths) - tied_yes
        wins += tied_yes * (below + tied_no / 2)
        below += tied_no
    return wins / (yes * no)


def reliability(judged: Sequence[Judged], bins: int = BINS) -> list[Bin]:
    """Mean score and share of true rows in bins of equal width; empty bins are left out."""
    shelves: list[list[Judged]] = [[] for _ in range(bins)]
    for one in judged:
        shelves[min(bins - 1, max(0, int(one.score * bins)))].append(one)
    return [
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            rows=len(shelf),
            promised=sum(one.score for one in shelf) / len(shelf),
            came_true=sum(one.is_true for one in shelf) / len(shelf),
        )
        for number, shelf in enumerate(shelves)
        if shelf
    ]


def calibration_error(curve: Sequence[Bin]) -> float | None:
    """The expected calibration error: the gap of each bin, weighed by its rows."""
    rows = sum(one.rows for one in curve)
    return share(sum(one.rows * abs(one.promised - one.came_true) for one in curve), rows)


def mean_deviation(rates: Mapping[str, float], overall: float) -> float | None:
    """How far the groups' rates lie from the overall rate, in the mean."""
    return share(math.fsum(abs(rate - overall) for rate in rates.values()), len(rates))


def percentile(values: Sequence[float], wanted: float) -> float:
    """The smallest value that at least ``wanted`` (0 to 1) of the values do not exceed."""
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(wanted * len(values)) - 1)]
