"""Measures the engine on a labelled file: ``python benchmarks/screen_dev.py DATA [--show KIND]``.

``DATA`` is JSON lines (gzip or plain) with ``text``, ``source`` and ``labels``. Prints counts and
shares only, unless rows of one kind of mistake are asked for, for reading at a desk.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from comments.screening.engine import screen
from comments.screening.verdict import Outcome, Verdict

ORDER = ("disclose", "solicit", "spam", "threat", "hate", "toxic")
Row = dict[str, Any]


def kind_of(labels: dict[str, int]) -> str:
    """What a row should be taken for: its gravest label, or civil."""
    for label in ORDER:
        if labels.get(label) == 1:
            return label
    return "civil" if labels.get("toxic") == 0 else "not hate"


def read(path: Path) -> list[Row]:
    """All rows of a file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def report(answers: list[tuple[Row, Verdict]]) -> None:
    """A table of outcomes by source and kind."""
    table: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row, verdict in answers:
        for source in (row.get("source", "?"), "all"):
            table[source, kind_of(row["labels"])][verdict.outcome] += 1
    print(f"{'source':22}{'kind':10}{'rows':>6}" + "".join(f"{o:>11}" for o in Outcome))
    for (source, kind), counts in sorted(table.items()):
        rows = counts.total()
        shares = "".join(f"{counts[o] / rows:11.3f}" for o in Outcome)
        print(f"{source:22}{kind:10}{rows:6}{shares}")


def show(answers: list[tuple[Row, Verdict]], wanted: str, count: int) -> None:
    """Some rows of one kind and outcome, such as ``civil:hold``, with what was found in them."""
    kind, outcome, *source = wanted.split(":")
    chosen = [
        (row, verdict)
        for row, verdict in answers
        if kind_of(row["labels"]) == kind
        and verdict.outcome == outcome
        and (not source or row["source"] == source[0])
    ]
    random.Random(7).shuffle(chosen)
    for row, verdict in chosen[:count]:
        found = [(f.rule, f.reason, f.words) for f in verdict.findings]
        print(f"- [{row['source']}] {row['text'][:300]!r}\n    {found}")


def main() -> None:
    """Read the arguments, screen every row, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", default="", help="kind:outcome[:source], prints such rows")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--top", action="store_true", help="what fired most often on civil rows")
    options = parser.parse_args()
    rows = read(options.data)
    began = time.process_time()
    answers = [(row, screen(row["text"])) for row in rows]
    seconds = time.process_time() - began
    if options.show:
        show(answers, options.show, options.count)
        return
    report(answers)
    print(f"{len(rows)} rows in {seconds:.1f} s: {len(rows) / seconds:.0f} rows/s")
    if options.top:
        fired = Counter(
            (f.rule, f.reason, f.words.casefold()[:40])
            for row, verdict in answers
            if kind_of(row["labels"]) in {"civil", "not hate"}
            for f in verdict.findings
        )
        for finding, times in fired.most_common(options.count):
            print(times, finding)


if __name__ == "__main__":
    main()
