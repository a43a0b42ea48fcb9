"""The data pack, balanced: which rows are read, how often, and how much each counts."""

import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comments.screening.model_text import for_model
from comments.screening.training import contrast

HEADS = ("hate", "toxic", "threat", "solicit", "spam", "disclose")

# (source, head that is 1 or None for rows without one) -> at most so many rows
QUOTAS: dict[tuple[str, str | None], int] = {
    ("davidson", "toxic"): 4_000,
    ("civil_comments_spans", "toxic"): 3_000,
    ("comment_sentences", "toxic"): 4_000,
    ("comment_sentences", None): 10_000,
    ("implicit_hate", "hate"): 3_000,
    ("implicit_hate", None): 3_000,
    ("edos", None): 8_000,
    ("generated", "hate"): 6_500,
    ("generated", None): 7_500,
}
REPEATS = {"hatemoji": 3, "toxigen_prompts": 3, "wiki_talk": 2}
CIVIL_REPEATS = {"civil_comments_spans": 2}
WEIGHTS = {
    "implicit_hate": 0.35,
    "davidson": 0.5,
    "edos": 0.8,
    "comment_sentences": 0.7,
    "hatemoji": 1.2,
}
# Heads a source says nothing of and that are nearly surely 0 in it.
RARE_HEADS = ("solicit", "spam", "disclose")
RARE_WEIGHT = 0.3
SMOOTH = (0.02, 0.98)


@dataclass(frozen=True)
class Row:
    """A text as the model reads it, six targets, and six weights (0 leaves a head out)."""

    text: str
    targets: tuple[float, ...]
    weights: tuple[float, ...]


def read(path: Path) -> Iterator[dict[str, object]]:
    """The rows of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def digest(path: Path) -> str:
    """The SHA-256 of the file, for the model card."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def training_rows(pack: Path, seed: int, share: float = 1.0) -> list[Row]:
    """Everything one epoch sees, shuffled; the same for the same pack and seed.

    ``share`` is how much of our own sentences is taken.
    """
    draw = random.Random(seed)  # noqa: S311  a training set, not a secret
    shelves: dict[tuple[str, str | None], list[Row]] = {}
    for raw in read(pack):
        row, key = _row(raw)
        shelves.setdefault(key, []).append(row)
    rows: list[Row] = []
    for (source, head), shelf in sorted(shelves.items(), key=str):
        draw.shuffle(shelf)
        chosen = shelf[: QUOTAS.get((source, head), len(shelf))]
        times = (
            REPEATS.get(source, 1) if head else CIVIL_REPEATS.get(source, REPEATS.get(source, 1))
        )
        rows += chosen * times
    rows += [
        make_row(example.text, example.labels, weight=1.0)
        for example in contrast.examples(seed)
        if draw.random() < share
    ]
    draw.shuffle(rows)
    return rows


def _row(raw: dict[str, object]) -> tuple[Row, tuple[str, str | None]]:
    source, labels = str(raw["source"]), raw["labels"]
    assert isinstance(labels, dict)  # noqa: S101  the pack's own format
    head = next(
        (
            name
            for name in ("hate", "toxic", "threat", "solicit", "spam", "disclose")
            if labels.get(name) == 1
        ),
        None,
    )
    row = make_row(
        str(raw["text"]), labels, weight=WEIGHTS.get(source, 1.0), rare=source != "generated"
    )
    return row, (source, head)


def make_row(text: str, labels: dict[str, int | None], *, weight: float, rare: bool = False) -> Row:
    """Targets and weights of the six heads for one labelled text."""
    targets, weights = [], []
    for head in HEADS:
        label = labels.get(head)
        targets.append(SMOOTH[1] if label else SMOOTH[0])
        if label is not None:
            weights.append(weight)
        else:
            weights.append(RARE_WEIGHT * weight if rare and head in RARE_HEADS else 0.0)
    return Row(for_model(text), tuple(targets), tuple(weights))
