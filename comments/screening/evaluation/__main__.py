"""``python -m comments.screening.evaluation FILE``: measure the engine, write a report."""

import argparse
import hashlib
import json
import platform
import random
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

from comments.screening.evaluation import contestants, picture, report
from comments.screening.evaluation.measures import WORST, measure
from comments.screening.evaluation.rows import FIELDS, BrokenRowsError, Row, read_rows
from comments.screening.ruleset import PACKAGED

NAME: Final = "screening-report"
PICTURE: Final = "pictures/screening-calibration.svg"


def main(arguments: list[str] | None = None) -> int:
    """Read, ask, measure and write; 2 where the file cannot be read."""
    options = _options(arguments)
    try:
        rows = read_rows(options.data, dict(options.column))
    except (OSError, UnicodeDecodeError, BrokenRowsError) as fault:
        sys.stderr.write(f"{options.data.name} cannot be read:\n{fault}\n")
        return 2
    rows = _sample(rows, options.limit, options.seed)
    runs = []
    for run in contestants.ask_all(rows, alone=options.alone):
        sys.stderr.write(f"{run.name}: {run.problem or f'{len(run.answers):,} rows'}\n")
        runs.append(run)
    if not runs[0].answers:
        return 1
    measures = measure(rows, runs, count=options.worst, show_text=options.show_text)
    text = report.write(measures, _origin(options, runs[0].version), PICTURE)
    _write(options.out / f"{NAME}.md", text)
    _write(options.out / f"{NAME}.json", json.dumps(asdict(measures), indent=1) + "\n")
    _write(options.out / PICTURE, picture.draw(measures.curves))
    sys.stdout.write(f"written: {options.out / NAME}.md, its JSON and its picture\n")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="comments.screening.evaluation", description=__doc__)
    parser.add_argument("data", type=Path, help=".jsonl, .csv or .tsv, each also with .gz")
    parser.add_argument("--out", type=Path, default=Path("var/evaluation"), help="a folder")
    parser.add_argument(
        "--column", type=_column, action="append", default=[], metavar="FIELD=NAME",
        help=f"what the file calls a field; fields: {', '.join(FIELDS)}",
    )  # fmt: skip
    parser.add_argument("--limit", type=int, default=0, help="only so many rows, drawn at random")
    parser.add_argument("--seed", type=int, default=1, help="of that draw")
    parser.add_argument("--alone", action="store_true", help="ask no other filter")
    parser.add_argument("--worst", type=int, default=WORST, help="mistakes shown of each sort")
    parser.add_argument("--show-text", action="store_true", help="quote the worst mistakes")
    return parser.parse_args(arguments)


def _column(value: str) -> tuple[str, str]:
    field, separator, name = value.partition("=")
    if not (separator and name) or field not in FIELDS:
        raise argparse.ArgumentTypeError(f"{value} is not FIELD=NAME")
    return field, name


def _sample(rows: list[Row], limit: int, seed: int) -> list[Row]:
    if not 0 < limit < len(rows):
        return rows
    chosen = random.Random(seed).sample(rows, limit)  # noqa: S311  must come again with its seed
    return sorted(chosen, key=lambda row: row.line)


def _origin(options: argparse.Namespace, engine: str) -> report.Origin:
    chosen = f' ARGS="--limit {options.limit}"' if options.limit else ""
    return report.Origin(
        file=options.data.name,
        sha256=hashlib.sha256(options.data.read_bytes()).hexdigest(),
        command=f"make evaluate DATA={options.data.name}{chosen}",
        versions={
            "engine": engine,
            "rule set": PACKAGED.version,
            "Python": platform.python_version(),
        },
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
