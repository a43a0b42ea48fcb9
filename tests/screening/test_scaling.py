"""What a verdict costs grows with the length of the text, and with nothing else."""

import pytest

from benchmarks.screening_scaling import SHAPES, seconds

SHORT, LONG = 2_000, 16_000
SLACK = 3
LEAST = 0.001
"""Seconds under which a time says more about the clock than about the text."""


@pytest.mark.parametrize("shape", SHAPES)
def test_eight_times_the_length_takes_about_eight_times_as_long(shape: str) -> None:
    make = SHAPES[shape]
    short, long = seconds(make(SHORT), 2), seconds(make(LONG), 2)
    assert long < SLACK * (LONG / SHORT) * max(short, LEAST)
