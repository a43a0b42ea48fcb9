"""How far a rescreening has come: counted, drawn, and written down so that it can go on later."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TextIO

from comments.rescreening import Change, Effect

IDS_KEPT: Final = 20  # of each kind of change
WIDTH: Final = 30
HEADINGS: Final = ("rule", "state", "before", "now", "what happens", "comments", "their numbers")


class OtherRun(Exception):
    """What was stopped ran with other options, or nothing was stopped."""


@dataclass
class Tally:
    """The changes so far, by kind: how many, and the numbers of the first of them."""

    after: int = 0
    seen: int = 0
    counts: dict[tuple[str, ...], int] = field(default_factory=dict)
    ids: dict[tuple[str, ...], list[int]] = field(default_factory=dict)

    def add(self, change: Change) -> None:
        """Count one comment."""
        self.after, self.seen = change.comment_id, self.seen + 1
        kind = (change.rule, change.state, change.before, change.now, str(change.effect))
        self.counts[kind] = self.counts.get(kind, 0) + 1
        first = self.ids.setdefault(kind, [])
        if len(first) < IDS_KEPT:
            first.append(change.comment_id)

    def total(self, effect: Effect) -> int:
        """How many comments it happens to."""
        return sum(count for kind, count in self.counts.items() if kind[-1] == effect)

    def table(self) -> str:
        """What changes, the most frequent first; what is as before has no row."""
        rows = [
            (*kind, str(count), self._numbers(kind, count))
            for kind, count in sorted(self.counts.items(), key=lambda each: (-each[1], each[0]))
            if kind[-1] != Effect.NONE
        ]
        widths = [max(map(len, column)) for column in zip(HEADINGS, *rows, strict=True)]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in (HEADINGS, *rows)
        )

    def _numbers(self, kind: tuple[str, ...], count: int) -> str:
        more = ", …" if count > IDS_KEPT else ""
        return ", ".join(map(str, self.ids[kind])) + more


class Notes:
    """The file that a stopped run is taken up from; it holds numbers and kinds, never a word."""

    def __init__(self, path: Path, options: Mapping[str, Any]) -> None:
        self._path, self._options = path, dict(options)

    def write(self, tally: Tally) -> None:
        """Put down how far it has come."""
        rows = [[list(kind), count, tally.ids[kind]] for kind, count in tally.counts.items()]
        told = {"options": self._options, "after": tally.after, "seen": tally.seen, "rows": rows}
        fresh = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        fresh.write_text(json.dumps(told), encoding="utf-8")
        fresh.replace(self._path)

    def read(self) -> Tally:
        """Where the stopped run was.

        Raises:
            OtherRun: there is none, or it had other options.
        """
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as problem:
            raise OtherRun("No run was stopped.") from problem
        if told["options"] != self._options:
            raise OtherRun(f"What was stopped ran with other options: {told['options']}.")
        tally = Tally(told["after"], told["seen"])
        for kind, count, ids in told["rows"]:
            tally.counts[tuple(kind)], tally.ids[tuple(kind)] = count, ids
        return tally

    def remove(self) -> None:
        """It has come to its end."""
        self._path.unlink(missing_ok=True)


def draw(stream: TextIO, seen: int, total: int) -> None:
    """A bar on a terminal, and nothing where the output goes elsewhere."""
    if stream.isatty():
        share = min(1.0, seen / total) if total else 1.0
        bar = ("█" * round(share * WIDTH)).ljust(WIDTH, "·")
        stream.write(f"\r{bar} {seen:,} of {max(seen, total):,}")
        stream.flush()
