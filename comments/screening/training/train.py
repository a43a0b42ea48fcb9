"""``python -m comments.screening.training.train PACK OUT``: fine-tune the reader on two cores.

Prints its progress and writes ``reader.pt`` (averaged weights) and ``training.json`` (seed, data
hash, epochs, rows). The same seed and pack give the same weights on one machine.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

from comments.screening.training import data
from comments.screening.training.network import Reader, averaged, base_tokenizer

MOST_TOKENS = 72
BATCH = 64
RATE = 3e-4
HEAD_RATE = 2e-3
WARM_UP = 200
EMA = 0.999
HEAD_WEIGHTS = {
    "hate": 1.4,
    "toxic": 1.0,
    "threat": 0.6,
    "solicit": 0.6,
    "spam": 0.5,
    "disclose": 0.8,
}
SHELF = BATCH * 64  # rows are sorted by length within a shelf, so that a batch wastes no padding

Batch = tuple[Tensor, Tensor, Tensor, Tensor]


def batches(rows: list[data.Row], *, draw: random.Random) -> Iterator[Batch]:
    """One epoch of (ids, mask, targets, weights), padded to a multiple of eight."""
    tokenizer = base_tokenizer()
    order = list(range(len(rows)))
    draw.shuffle(order)
    for start in range(0, len(order), SHELF):
        shelf = [rows[number] for number in order[start : start + SHELF]]
        encoded = [code.ids for code in tokenizer.encode_batch([row.text for row in shelf])]
        by_length = sorted(range(len(shelf)), key=lambda number: len(encoded[number]))
        groups = [by_length[at : at + BATCH] for at in range(0, len(by_length), BATCH)]
        draw.shuffle(groups)
        for group in groups:
            yield _padded(
                [encoded[number] for number in group], [shelf[number] for number in group]
            )


def _padded(encoded: list[list[int]], rows: list[data.Row]) -> Batch:
    cut = [
        ids if len(ids) <= MOST_TOKENS else [*ids[: MOST_TOKENS - 1], ids[-1]] for ids in encoded
    ]
    longest = max(map(len, cut))
    width = -(-longest // 8) * 8
    ids = torch.zeros(len(cut), width, dtype=torch.long)
    mask = torch.zeros(len(cut), width, dtype=torch.long)
    for number, codes in enumerate(cut):
        ids[number, : len(codes)] = torch.tensor(codes)
        mask[number, : len(codes)] = 1
    targets = torch.tensor([row.targets for row in rows])
    weights = torch.tensor([row.weights for row in rows])
    return ids, mask, targets, weights


def train(
    pack: Path,
    out: Path,
    *,
    seed: int,
    epochs: int,
    rate: float,
    contrast: float,
    limit: int | None,
    start: Path | None = None,
) -> None:
    """Fine-tune for ``epochs`` over the balanced pack; keep the moving average of the weights."""
    torch.manual_seed(seed)
    rows = data.training_rows(pack, seed, contrast)[:limit]
    steps = epochs * sum(1 for _ in range(0, len(rows), BATCH)) + epochs
    reader = Reader.from_base()
    if start is not None:
        reader.load_state_dict(averaged(start))
    average = torch.optim.swa_utils.AveragedModel(
        reader, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(EMA)
    )
    optimizer = torch.optim.AdamW(
        [
            {"params": reader.encoder.parameters(), "lr": rate},
            {"params": reader.heads.parameters(), "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
        fused=True,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / WARM_UP, max(0.0, (steps - step) / (steps - WARM_UP)))
    )
    head_weights = torch.tensor([HEAD_WEIGHTS[head] for head in data.HEADS])
    loss_function = nn.BCEWithLogitsLoss(reduction="none")
    draw = random.Random(seed)  # noqa: S311  the order of a training set
    begun, step, seen, running = time.monotonic(), 0, 0, 0.0
    reader.train()
    for _epoch in range(epochs):
        for ids, mask, targets, weights in batches(rows, draw=draw):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = reader(ids, mask)
            losses = loss_function(logits.float(), targets) * weights * head_weights
            loss = losses.sum() / (weights > 0).sum().clamp(min=1)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if step > WARM_UP:
                average.update_parameters(reader)
            step, seen, running = step + 1, seen + len(ids), running * 0.99 + loss.item() * 0.01
            if step % 100 == 0:
                pace = seen / (time.monotonic() - begun)
                print(f"step {step}/{steps}  loss {running:.4f}  {pace:.0f} rows/s", flush=True)  # noqa: T201
            if step % 1000 == 0:
                _keep(average.module, out)
    _keep(average.module, out)
    facts = {
        "seed": seed,
        "epochs": epochs,
        "rate": rate,
        "contrast": contrast,
        "start": start.name if start else "",
        "rows": len(rows),
        "data_sha256": data.digest(pack),
        "torch": torch.__version__,
        "seconds": round(time.monotonic() - begun),
    }
    (out / "training.json").write_text(json.dumps(facts, indent=2) + "\n")


def _keep(reader: nn.Module, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    torch.save(reader.state_dict(), out / "reader.pt")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path, help="train.jsonl.gz")
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--contrast", type=float, default=1.0, help="share of our own sentences")
    parser.add_argument("--start", type=Path, help="folder of runs whose mean is gone on from")
    parser.add_argument("--limit", type=int, default=None, help="rows an epoch, for a trial")
    options = parser.parse_args()
    train(
        options.pack, options.out, seed=options.seed, epochs=options.epochs, rate=options.rate,
        contrast=options.contrast, limit=options.limit, start=options.start,
    )  # fmt: skip


if __name__ == "__main__":
    main()
