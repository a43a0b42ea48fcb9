"""The goal a campaign shows: a rung of a ladder, and a pure function of the count."""

from collections.abc import Iterator
from fractions import Fraction

NEXT_RUNG_AT = Fraction(9, 10)


def rungs() -> Iterator[int]:
    """100, 250, 500, 1,000, 2,500, 5,000 … without end."""
    power = 100
    while True:
        yield power
        yield power * 5 // 2
        yield power * 5
        power *= 10


def goal_for(count: int, *, is_open: bool = True) -> int:
    """The rung above ``count``; while people can join, the next one from 90 % of it on."""
    share = NEXT_RUNG_AT if is_open else Fraction(1)
    for rung in rungs():
        if count < rung * share or (not is_open and count == rung):
            return rung
    raise AssertionError("The ladder has no end.")
