"""``python -m comments.screening.training.card MODEL``: write the model's card from its own facts.

Reads ``figures.json`` and ``bounds.json`` and writes ``README.md`` beside them: no figure in it is
typed by hand.
"""

import argparse
import json
from pathlib import Path
from typing import Any

TEXT = Path(__file__).with_name("card.md")


def card(folder: Path) -> str:
    """The card's text for the model in a folder."""
    stored: dict[str, Any] = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    bounds: dict[str, Any] = json.loads((folder / "bounds.json").read_text(encoding="utf-8"))
    facts, table = stored["training"], stored["balanced_accuracy"]
    lines = ["| head | " + "source: figure |", "|---|---|"]
    lines += [
        f"| `{head}` | {', '.join(f'{source} {value:.3f}' for source, value in row.items())} |"
        for head, row in table.items()
    ]
    return TEXT.read_text(encoding="utf-8").format(
        megabytes=(folder / "model.onnx").stat().st_size / 1e6,
        runs="; ".join(
            f"seed {run['seed']}, {run['epochs']} times {run['rows']:,} rows at a rate of"
            f" {run['rate']:g}, {round(run['seconds'] / 60)} minutes"
            for run in facts["runs"]
        ),
        torch=facts["runs"][0]["torch"],
        data=facts["data_sha256"],
        figures="\n".join(lines),
        bounds=", ".join(f"`{head}` {value:g}" for head, value in bounds["bounds"].items()),
    )


def main() -> None:
    """Read the command line and write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    folder = parser.parse_args().model
    (folder / "README.md").write_text(card(folder), encoding="utf-8")


if __name__ == "__main__":
    main()
