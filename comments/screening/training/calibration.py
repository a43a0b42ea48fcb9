"""Where each head is cut, and how good it then is, on the development set."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from comments.screening.training.data import HEADS

# The sources whose rows say most of a head. ``contrast`` is what was held out of our own sentences,
# ``functions`` a suite written apart from them;
# ``generated`` is regular and proves nothing for hate.
TRUSTED = {
    "hate": ("contrast", "functions", "edos", "toxigen_prompts", "hatemoji"),
    "toxic": ("contrast", "functions", "wiki_talk", "comment_sentences", "toxigen_prompts"),
    "threat": ("contrast", "hatemoji", "edos"),
    "solicit": ("contrast", "generated"),
    "spam": ("contrast", "generated"),
    "disclose": ("contrast", "generated"),
}


def fit(rows: Sequence[dict[str, Any]], logits: np.ndarray) -> tuple[list[float], list[float]]:
    """Scale and shift of each head, so that 0.5 is the cut of best balanced accuracy.

    The cut is the mean of the best cuts of the trusted sources; the scale makes the probabilities'
    log-loss least (Platt scaling with the shift held).
    """
    scales, shifts = [], []
    for number, head in enumerate(HEADS):
        cuts, values, labels = [], [], []
        for source in TRUSTED[head]:
            chosen, truth = _labelled(rows, source, head)
            if min(truth.sum(), (1 - truth).sum()) < 10:  # noqa: PLR2004
                continue
            value = logits[chosen, number]
            cuts.append(_best_cut(value, truth))
            values.append(value)
            labels.append(truth)
        cut = float(np.mean(cuts)) if cuts else 0.0
        scale = _best_scale(np.concatenate(values) - cut, np.concatenate(labels)) if values else 1.0
        scales.append(scale)
        shifts.append(-cut * scale)
    return scales, shifts


def figures(rows: Sequence[dict[str, Any]], logits: np.ndarray) -> dict[str, Any]:
    """Balanced accuracy by head and source at the calibrated cut (logit 0)."""
    scores = [dict(zip(HEADS, 0.5 + np.sign(row) / 2, strict=True)) for row in logits]
    return {"balanced_accuracy": table(rows, scores)}


def table(
    rows: Sequence[Mapping[str, Any]], scores: Sequence[Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """Balanced accuracy by head and source where 0.5 and more means yes."""
    found: dict[str, dict[str, float]] = {}
    for head in HEADS:
        for source in sorted({str(row["source"]) for row in rows}):
            chosen, truth = _labelled(rows, source, head)
            if len(chosen) and 0 < truth.sum() < len(truth):
                said = np.array([scores[number][head] >= 0.5 for number in chosen])  # noqa: PLR2004
                found.setdefault(head, {})[source] = round(_balanced(said, truth), 4)
    return found


def _labelled(
    rows: Sequence[Mapping[str, Any]], source: str, head: str
) -> tuple[list[int], np.ndarray]:
    chosen = [
        number
        for number, row in enumerate(rows)
        if row["source"] == source and head in row["labels"]
    ]
    return chosen, np.array([rows[number]["labels"][head] for number in chosen])


def _balanced(said: np.ndarray, truth: np.ndarray) -> float:
    return float((said[truth == 1].mean() + (~said[truth == 0]).mean()) / 2)


def _best_cut(values: np.ndarray, truth: np.ndarray) -> float:
    cuts = np.linspace(-5, 5, 201)
    return float(cuts[int(np.argmax([_balanced(values >= cut, truth) for cut in cuts]))])


def _best_scale(values: np.ndarray, truth: np.ndarray) -> float:
    scales = np.linspace(0.2, 3, 57)
    losses = [
        np.logaddexp(0, -scale * values)[truth == 1].mean()
        + np.logaddexp(0, scale * values)[truth == 0].mean()
        for scale in scales
    ]
    return float(scales[int(np.argmin(losses))])
