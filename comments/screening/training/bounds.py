"""``python -m comments.screening.training.bounds DEV MODEL``: from where each head counts.

A head's bound is the lowest at which no more than an agreed share of civil texts reaches it, read
just as the engine reads them. Written to ``bounds.json`` beside the model it belongs to, with the
digest of both; the engine refuses bounds of another model.
"""

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from comments.screening.clear import clear
from comments.screening.fold import fold
from comments.screening.model import Reader
from comments.screening.reading import give_opinion
from comments.screening.training import data
from comments.screening.training.export import held_out_rows

# The share of civil texts that may reach a head's bound, and between what the bound may lie. The
# civil texts here are the hard ones; where they would push a bound up, its upper end holds.
ALLOWED = {
    "hate": (0.04, 0.40, 0.55),
    "toxic": (0.04, 0.50, 0.70),
    "threat": (0.02, 0.50, 0.80),
    "solicit": (0.01, 0.50, 0.75),
    "spam": (0.01, 0.50, 0.50),
    "disclose": (0.02, 0.30, 0.60),  # a missed one is the worst error there is
}
CIVIL_SOURCES = frozenset(
    {"contrast", "functions", "wiki_talk", "comment_sentences", "toxigen_prompts"}
)


def choose(civil: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Each head's bound, from the scores of civil texts."""
    return {
        head: round(float(np.clip(np.quantile([s[head] for s in civil], 1 - share), low, high)), 3)
        for head, (share, low, high) in ALLOWED.items()
    }


def is_civil(row: Mapping[str, Any]) -> bool:
    """Whether a row's own source calls it civil, and can be believed."""
    labels = row["labels"]
    return (
        row["source"] in CIVIL_SOURCES
        and labels.get("toxic", labels.get("hate")) == 0
        and not any(labels.values())
    )


def write(folder: Path, bounds: Mapping[str, float], **facts: object) -> None:
    """Put the bounds beside the model they belong to."""
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    stored = {"model_sha256": digest, "bounds": bounds} | facts
    (folder / "bounds.json").write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line, the development set and the model, and choose."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dev", type=Path, help="dev.jsonl.gz")
    parser.add_argument("model", type=Path, help="folder of model.onnx, tokenizer.json, heads.json")
    options = parser.parse_args()
    write(options.model, dict.fromkeys(ALLOWED, 0.5))
    reader = Reader(options.model)
    rows = [row for row in [*data.read(options.dev), *held_out_rows()] if is_civil(row)]
    texts = [str(row["text"]) for row in rows]
    civil = [give_opinion(reader, t, clear(fold(t)), is_excused=False).scores for t in texts]
    write(
        options.model, choose(civil),
        civil_rows=len(civil), dev_sha256=data.digest(options.dev),
        allowed={head: share for head, (share, _, _) in ALLOWED.items()},
    )  # fmt: skip


if __name__ == "__main__":
    main()
