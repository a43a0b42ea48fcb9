"""``manage.py export_decisions OUT``: moderators' decisions for the next training."""

import gzip
import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from comments.decisions import Export


class Command(BaseCommand):
    help = (
        "Write what moderators decided as training data in the form of the data pack, without"
        " names, addresses, numbers, links or times finer than a month; disclosures and what was"
        " with safeguarding or taken back is never in it. Read it before you pass it on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path, help="a new file, .jsonl or .jsonl.gz")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        del args
        out: Path = options["out"]
        export = Export()
        unfinished = out.with_name(f".{out.name}.part")
        try:
            if out.exists():
                raise CommandError(f"{out} is there already: name a new file.")
            with _open(unfinished, is_packed=out.suffix == ".gz") as file:
                for row in export.rows():
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
            unfinished.rename(out)
        except OSError as problem:
            raise CommandError(f"{out} cannot be written: {problem.strerror}.") from problem
        finally:
            unfinished.unlink(missing_ok=True)
        self.stdout.write(f"{export.written} decisions are in {out}.")
        left_out = export.left_out.total()
        self.stdout.write(f"{left_out} were left out{':' if left_out else '.'}")
        for why, count in export.left_out.most_common():
            self.stdout.write(f"  {count:>6}  {why}")


def _open(path: Path, *, is_packed: bool) -> IO[str]:
    """A new file that nobody else may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    if is_packed:
        os.close(descriptor)
        return gzip.open(path, "wt", encoding="utf-8")
    return os.fdopen(descriptor, "w", encoding="utf-8")
