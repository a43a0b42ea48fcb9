"""``python -m comments.screening.training.compare DEV NEW SHIPPED``: refuse a step backwards.

Both models read the development set and the sentences held out of training as the engine reads
them; their balanced accuracies at 0.5 are set side by side. Ends with status 1 where the new one's
mean is lower by more than chance explains.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from comments.screening.clear import clear
from comments.screening.fold import fold
from comments.screening.model import Reader
from comments.screening.reading import give_opinion
from comments.screening.training import calibration, data
from comments.screening.training.export import held_out_rows

NOISE = 0.005
"""Two runs of the same command differ by no more than this."""

Table = Mapping[str, Mapping[str, float]]


def figures(folder: Path, rows: Sequence[Mapping[str, Any]]) -> Table:
    """Balanced accuracy by head and trusted source of the model in a folder."""
    reader = Reader(folder)
    texts = [str(row["text"]) for row in rows]
    read = [give_opinion(reader, text, clear(fold(text)), is_excused=False) for text in texts]
    table = calibration.table(rows, [opinion.scores for opinion in read])
    return {
        head: {source: table[head][source] for source in sources if source in table[head]}
        for head, sources in calibration.TRUSTED.items()
    }


def mean(table: Table) -> float:
    """The mean over the heads of each head's mean over its sources."""
    return sum(sum(row.values()) / len(row) for row in table.values()) / len(table)


def main() -> None:
    """Read the command line, compare, and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("dev", "new", "shipped"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    rows = [*data.read(options.dev), *held_out_rows()]
    new, shipped = figures(options.new, rows), figures(options.shipped, rows)
    for head, row in new.items():
        for source, figure in row.items():
            print(f"{head:10} {source:20} {figure:.3f}   shipped {shipped[head][source]:.3f}")  # noqa: T201
    print(f"mean {mean(new):.4f}, shipped {mean(shipped):.4f}")  # noqa: T201
    if mean(new) < mean(shipped) - NOISE:
        sys.exit("The new model is worse than the one that is shipped: keep that one.")


if __name__ == "__main__":
    main()
