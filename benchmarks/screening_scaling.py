"""Whether a verdict costs what the length of a text costs, and nothing else.

``python benchmarks/screening_scaling.py`` screens hostile shapes of 1,000, 10,000 and 100,000
characters, with the bound of the engine lifted so that all of them are read, and prints a table.
Times are of the processor. Ten times the length should cost about ten times as much.
"""

from __future__ import annotations

import sys
import time
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from comments.screening import engine  # noqa: E402 - the path comes first
from comments.screening.unmask import unmask  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTHS: Final = (1_000, 10_000, 100_000)
TRIES: Final = 3


def again(piece: str) -> Callable[[int], str]:
    """One thing again and again."""
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def counted(form: str, first: int = 0) -> Callable[[int], str]:
    """A form with another number in it each time, so that nothing can be remembered."""
    step = len(form.format(first + 9_999))
    return lambda length: "".join(
        form.format(number) for number in islice(count(first), length // step + 1)
    )[:length]


def around(opening: str, closing: str) -> Callable[[int], str]:
    """Nothing but openings, then nothing but closings."""
    return lambda length: opening * (length // 2) + closing * (length // 2)


SHAPES: Final[dict[str, Callable[[int], str]]] = {
    "prose": again("The report was read by many people and discussed for days. "),
    "one letter": again("a"),
    "one accented letter": again("á"),
    "single letters": again("f "),
    "letters and marks": again("a\u0301\u0302\u0303"),
    "marks alone": again("\u0489"),
    "invisible signs": again("\u200b"),
    "turning marks": again("\u202ekcuf\u202c "),
    "turned once": lambda length: "\u202e" + "kcuf " * (length // 5),
    "upside down": again("ʞɔnɟ noʎ "),
    "ligatures": again("ﷺ"),
    "emoji": again("👩\u200d👩\u200d👧\u200d👦"),
    "nested quotation": around("“", "”"),
    "nested brackets": around("(", ")"),
    "stars": again("f*ck "),
    "joined insults": again("fuckidiot"),
    "new joined words": counted("youidiot{}x "),
    "hyphens": again("f-u-c-k-"),
    "insults": again("you fucking idiot "),
    "half a disclosure": again("my boss took "),
    "tags": again("<b>&amp;"),
    "links": again("http://a.example/ "),
    "dots": again("a.b."),
    "at signs": again("a@"),
    "figures": again("7"),
    "new telephone numbers": counted("07911 {:06d}, ", 100_000),
    "new card numbers": counted("4111 1111 {:08d} ", 10_000_000),
    "streets": again("12 High Street "),
    "capital letters": again("STOP THIS NOW "),
    "half a pattern": again("i was never ever "),
}


def seconds(text: str, tries: int = TRIES) -> float:
    """The best time of one verdict, no word remembered from before."""
    took = []
    with patch.object(engine, "MAX_READ", len(text) + 1):
        for _ in range(tries):
            unmask.cache_clear()
            began = time.process_time()
            engine.screen(text)
            took.append(time.process_time() - began)
    return min(took)


def main() -> None:
    """Print the table."""
    engine.screen("The first verdict loads what it needs.")
    print(f"| {'shape':22} | " + " | ".join(f"{length:7,}" for length in LENGTHS) + " | ratio |")
    print(f"|{'-' * 24}|" + "---------|" * len(LENGTHS) + "-------|")
    for name, make in SHAPES.items():
        took = [seconds(make(length)) for length in LENGTHS]
        cells = " | ".join(f"{1_000 * each:7.1f}" for each in took)
        print(f"| {name:22} | {cells} | {took[-1] / took[-2]:5.1f} |", flush=True)


if __name__ == "__main__":
    main()
