"""Labelled rows from files of several shapes.

JSON lines or a table with a header (``.csv``, ``.tsv``), each also gzipped. A row has ``text`` and
what is known of it: ``labels`` (or each label as a field of its own), ``outcome``, ``source``,
``kind`` (or ``category``) and ``group``. What a row does not say is unknown, not false.
"""

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from comments.screening.rules import HEADS

OUTCOME: Final = "outcome"
QUESTIONS: Final = (*HEADS, OUTCOME)
FIELDS: Final = ("text", "source", "kind", "group", "category", *QUESTIONS)
_YES: Final = frozenset({"1", "true", "yes", "hate", "hateful"})
_NO: Final = frozenset({"0", "false", "no", "not hateful", "non-hateful"})
_STOPPED: Final = frozenset({"hold", "decline", "safeguard", "stop", "1"})
_PUBLISHED: Final = frozenset({"publish", "0"})
_SHOWN_FAULTS: Final = 20


class BrokenRowsError(ValueError):
    """Some rows cannot be read; the message names each by its line, and quotes nothing."""


class _Fault(ValueError):
    """What is wrong with one row."""


@dataclass(frozen=True, slots=True)
class Row:
    """One text and what is known of it; ``must_stop`` is the truth about its outcome."""

    line: int
    text: str
    source: str
    kind: str
    group: str
    labels: Mapping[str, bool]
    must_stop: bool | None

    def truth(self, question: str) -> bool | None:
        """The right answer to a question, or that it is not known."""
        return self.must_stop if question == OUTCOME else self.labels.get(question)


def read_rows(path: Path, columns: Mapping[str, str] | None = None) -> list[Row]:
    """All rows of a file; ``columns`` maps our field names to the file's own.

    Raises:
        BrokenRowsError: A row has no text or says something else than yes or no.
    """
    names = columns or {}
    unseen = set(names.values())
    rows: list[Row] = []
    faults: list[str] = []
    for line, raw in _raw_rows(path):
        try:
            values = _parsed(raw)
            unseen -= values.keys()
            named = {field: values.get(name) for field, name in names.items()}
            rows.append(_row(line, values | named))
        except _Fault as fault:
            faults.append(f"line {line}: {fault}")
    if not (rows or faults):
        raise BrokenRowsError("line 1: the file has no rows")
    if unseen:
        raise BrokenRowsError(f"no row has {', '.join(sorted(unseen))}")
    if faults:
        more = len(faults) - _SHOWN_FAULTS
        shown = [*faults[:_SHOWN_FAULTS], *([f"and {more} more"] if more > 0 else [])]
        raise BrokenRowsError("\n".join(shown))
    return rows


def _raw_rows(path: Path) -> Iterator[tuple[int, object]]:
    shape = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    with _open(path) as lines:
        if shape in {".csv", ".tsv"}:
            table = csv.DictReader(lines, delimiter="\t" if shape == ".tsv" else ",")
            for record in table:
                yield table.line_num, record
            return
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, line


def _open(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def _row(line: int, values: Mapping[str, Any]) -> Row:
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _Fault("no text")
    nested = values.get("labels")
    if nested is not None and not isinstance(nested, dict):
        raise _Fault("labels is not an object")
    said = {head: values[head] for head in HEADS if head in values} | (nested or {})
    labels: dict[str, bool] = {
        head: answer
        for head, value in said.items()
        if head in HEADS and (answer := _yes_or_no(head, value)) is not None
    }
    outcome = str(values.get(OUTCOME) or "").strip().casefold()
    if outcome == "safeguard":
        labels["disclose"] = True
    source, category = _name(values, "source"), _name(values, "category")
    return Row(
        line=line,
        text=text,
        source=source,
        kind=_name(values, "kind") or (f"{source}: {category}" if category else ""),
        group=_name(values, "group"),
        labels=labels,
        must_stop=_must_stop(outcome, labels),
    )


def _parsed(raw: object) -> dict[str, Any]:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except json.JSONDecodeError:
            raise _Fault("not JSON") from None
    if not isinstance(raw, dict):
        raise _Fault("not an object")
    return raw


def _name(values: Mapping[str, Any], field: str) -> str:
    value = values.get(field)
    return "" if value is None else str(value).strip()


def _yes_or_no(head: str, value: object) -> bool | None:
    """The label as a fact; blank and null are unknown."""
    word = "" if value is None else str(value).strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    if word:
        raise _Fault(f"{head} is neither yes nor no")
    return None


def _must_stop(outcome: str, labels: Mapping[str, bool]) -> bool | None:
    """Whether the rules forbid publishing it: as the row says, else by its labels."""
    if outcome in _PUBLISHED or outcome in _STOPPED:
        return outcome in _STOPPED
    if outcome:
        raise _Fault("outcome is none of publish, hold, decline, safeguard, stop")
    if any(labels.values()):
        return True
    return False if labels.get("toxic") is False else None
