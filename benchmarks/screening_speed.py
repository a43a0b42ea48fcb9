"""How many comments a second one core screens: ``python benchmarks/screening_speed.py``.

Takes the cases of the tests, so it needs no other file. Times are of the processor, not the clock,
so that whatever else the machine does counts for little.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

ROUNDS = 10


def texts() -> list[str]:
    """Short comments of every kind."""
    folder = ROOT / "tests" / "screening" / "cases"
    lines = [
        line.split("\t")[-1]
        for name in ("civil.txt", "disclosures.txt", "uncivil.tsv")
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    ]
    return [line for line in lines if line and not line.startswith("#")]


def main() -> None:
    """Load, screen every text many times, and print the figures."""
    began = time.process_time()
    from comments.screening.engine import screen

    screen("The first verdict.")
    loaded = time.process_time() - began
    comments = texts()
    long = [" ".join(comments[place : place + 12]) for place in range(0, len(comments), 12)]
    print(f"load to the first verdict: {loaded:.2f} s")
    for name, rows in (("short", comments), ("long", long)):
        took = []
        for number in range(ROUNDS * len(rows)):
            began = time.process_time()
            screen(rows[number % len(rows)])
            took.append(time.process_time() - began)
        took.sort()
        letters = sum(map(len, rows)) / len(rows)
        middle, slow = (took[len(took) * share // 100] * 1000 for share in (50, 95))
        print(
            f"{name} ({letters:.0f} characters): {len(took) / sum(took):.0f} a second, "
            f"p50 {middle:.2f} ms, p95 {slow:.2f} ms"
        )


if __name__ == "__main__":
    main()
