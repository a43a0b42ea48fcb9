"""``python -m comments.screening.training.export RUNS PACK DEV OUT``: what the engine ships.

Averages the weights of all runs under a folder, cuts the vocabulary to what the language of
comments needs, calibrates each head on the development set and our held-out sentences, writes
int8 ONNX with its facts in the metadata, the tokenizer, and the figures it reached.
"""

import argparse
import json
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from comments.screening.training import calibration, contrast, data
from comments.screening.training.network import Reader, averaged, base_tokenizer, pooled

VOCABULARY = 21_000
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
MOST_TOKENS = 96
SHORT_PIECE = 4  # characters, "##" counted


class Calibrated(nn.Module):
    """Probabilities whose 0.5 is where a head is best cut, and each token's pull on them.

    The heads are linear and the pooling is a mean, so a text's logit is the mean of its tokens'
    logits: the pulls say which words a judgement comes from, at no further cost.
    """

    def __init__(self, reader: Reader, scale: Tensor, shift: Tensor) -> None:
        super().__init__()
        self.reader = reader
        self.register_buffer("scale", scale)
        self.register_buffer("shift", shift)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Six probabilities a text, (batch, 6), and six pulls a token, (batch, length, 6)."""
        pulls = self.reader.heads(self.reader.states(ids, mask)) * self.scale + self.shift
        return torch.sigmoid(pooled(pulls, mask)), pulls


def kept_tokens(tokenizer: Tokenizer, texts: list[str]) -> list[int]:
    """The ids worth keeping: special ones, single characters, then by how often they are used."""
    used: Counter[int] = Counter()
    for encoded in tokenizer.encode_batch(texts):
        used.update(encoded.ids)
    vocabulary = tokenizer.get_vocab()
    always = {vocabulary[token] for token in SPECIAL}
    always |= {
        number for token, number in vocabulary.items()
        if len(token.removeprefix("##")) == 1 and ord(token[-1]) < 0x250  # noqa: PLR2004
    }  # fmt: skip
    # Then short continuation pieces, so that unknown words can still be spelled.
    pieces = sorted(
        (
            number
            for token, number in vocabulary.items()
            if token.startswith("##") and len(token) <= SHORT_PIECE
        ),
    )
    ranked = [number for number, _count in used.most_common()]
    chosen = dict.fromkeys([*sorted(always), *ranked, *pieces, *range(len(vocabulary))])
    return sorted(list(chosen)[:VOCABULARY])


def cut_tokenizer(tokenizer: Tokenizer, kept: list[int]) -> str:
    """The tokenizer's JSON with the kept tokens alone, numbered anew."""
    description = json.loads(tokenizer.to_str())
    names = {number: token for token, number in tokenizer.get_vocab().items()}
    vocabulary = {names[number]: position for position, number in enumerate(kept)}
    description["model"]["vocab"] = vocabulary
    for added in description.get("added_tokens", []):
        added["id"] = vocabulary[added["content"]]
    template = description["post_processor"]
    for token, entry in template.get("special_tokens", {}).items():
        entry["ids"] = [vocabulary[token]]
    for name in ("sep", "cls"):
        if isinstance(template.get(name), list):
            template[name][1] = vocabulary[template[name][0]]
    return json.dumps(description, ensure_ascii=False, separators=(",", ":"))


def cut_reader(state: dict[str, Tensor], kept: list[int]) -> Reader:
    """The trained reader with the rows of the kept tokens alone."""
    name = "encoder.embeddings.word_embeddings.weight"
    reader = Reader.empty(len(kept))
    reader.load_state_dict(state | {name: state[name][torch.tensor(kept)].clone()})
    return reader.eval()


def write_onnx(model: nn.Module, path: Path, facts: dict[str, str]) -> None:
    """Export with free batch and length, with int8 weights, and name the facts inside."""
    ids, mask = torch.ones(2, 12, dtype=torch.long), torch.ones(2, 12, dtype=torch.long)
    plain = path.with_suffix(".float.onnx")
    free = {0: "texts", 1: "tokens"}
    with warnings.catch_warnings():  # the older exporter's graph runs a fifth faster
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model.eval(), (ids, mask), str(plain),
            input_names=["ids", "mask"], output_names=["probabilities", "pulls"],
            dynamic_axes={"ids": free, "mask": free, "probabilities": {0: "texts"}, "pulls": free},
            dynamo=False, opset_version=17,
        )  # fmt: skip
    quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    quantised = onnx.load(path)
    for key, value in sorted(facts.items()):
        entry = quantised.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.save(quantised, path)
    plain.unlink()


def export(runs: Path, pack: Path, dev: Path, out: Path) -> None:
    """Write ``model.onnx``, ``tokenizer.json``, ``heads.json`` and ``figures.json`` to ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    found = sorted(path.parent for path in runs.glob("*/reader.pt"))
    tokenizer = base_tokenizer()
    texts = [row.text for row in data.training_rows(pack, seed=1)]
    kept = kept_tokens(tokenizer, texts)
    (out / "tokenizer.json").write_text(cut_tokenizer(tokenizer, kept), encoding="utf-8")
    reader = cut_reader(averaged(runs), kept)
    small = Tokenizer.from_file(str(out / "tokenizer.json"))
    small.enable_truncation(MOST_TOKENS)
    rows = [*data.read(dev), *held_out_rows()]
    logits = read_all(reader, small, [data.for_model(str(row["text"])) for row in rows])
    scale, shift = calibration.fit(rows, logits)
    facts = {
        "runs": [json.loads((run / "training.json").read_text()) for run in found],
        "data_sha256": data.digest(pack),
        "dev_sha256": data.digest(dev),
    }
    write_onnx(
        Calibrated(reader, torch.tensor(scale), torch.tensor(shift)),
        out / "model.onnx",
        {key: json.dumps(value) for key, value in facts.items()},
    )
    (out / "heads.json").write_text(json.dumps(list(data.HEADS)) + "\n")
    figures = calibration.figures(rows, logits * np.array(scale) + np.array(shift))
    (out / "figures.json").write_text(json.dumps(figures | {"training": facts}, indent=2) + "\n")


def held_out_rows() -> list[dict[str, Any]]:
    """Our own sentences that no training sees, in the form of the pack's rows.

    ``functions`` were written apart from all others, by hands that had not seen them.
    """
    functions = Path(__file__).with_name("functions.jsonl").read_text(encoding="utf-8")
    return [
        *map(json.loads, functions.splitlines()),
        *(
            {
                "text": example.text,
                "source": "contrast",
                "labels": {head: said for head, said in example.labels.items() if said is not None},
            }
            for example in contrast.examples(seed=1, held_out=True)
        ),
    ]


def read_all(reader: Reader, tokenizer: Tokenizer, texts: list[str]) -> np.ndarray:
    """Logits, (texts, 6), in the texts' order."""
    tokenizer.enable_padding(pad_id=tokenizer.token_to_id("[PAD]"))
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    logits = np.zeros((len(texts), len(data.HEADS)), dtype=np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), 64):
            group = order[start : start + 64]
            encoded = tokenizer.encode_batch([texts[number] for number in group])
            ids = torch.tensor([code.ids for code in encoded])
            mask = torch.tensor([code.attention_mask for code in encoded])
            logits[group] = reader(ids, mask).float().numpy()
    return logits


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("runs", "pack", "dev", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    export(options.runs, options.pack, options.dev, options.out)


if __name__ == "__main__":
    main()
