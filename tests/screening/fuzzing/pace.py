"""Whether a text takes longer than its length explains.

Times are of the processor, and compared with plain prose on the same machine a moment ago, so that
a busy or slow machine changes nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from comments.screening import unmask
from comments.screening.engine import MAX_READ, screen
from tests.screening.cases import texts

TIMES_PROSE = 25
"""How many times dearer than prose of its length a text may be: nothing linear comes near it."""
WORTH_A_LOOK = 5
TRIES = 3


def seconds(text: str) -> float:
    """The processor's time for one verdict, no word remembered from before."""
    unmask.unmask.cache_clear()
    began = time.process_time()
    screen(text)
    return time.process_time() - began


@dataclass(frozen=True, slots=True)
class Pace:
    """What plain prose costs here: a text at all, and each of its characters."""

    start: float
    character: float

    @classmethod
    def measure(cls) -> Pace:
        """Ask what plain prose costs on this machine, now."""
        prose = " ".join(texts("civil.txt"))[: MAX_READ - 1_000]
        short = prose[:60]
        screen(prose)
        whole = min(seconds(prose) for _ in range(TRIES))
        return cls(min(seconds(short) for _ in range(TRIES)), whole / len(prose))

    def times_prose(self, text: str, took: float) -> float:
        """How many times as long as prose of its length a text takes.

        What seems slow is asked again: something is loaded or compiled the first time it is met.
        """
        prose = self.start + self.character * min(len(text), MAX_READ)
        if took > WORTH_A_LOOK * prose:
            took = min(took, *(seconds(text) for _ in range(TRIES)))
        return took / prose
