"""The trained reader: six probabilities for a text, on this machine alone.

It is there when ``model/model.onnx``, ``model/tokenizer.json`` and ``model/heads.json`` are, and
onnxruntime and tokenizers are installed. Where anything is missing or broken there is no reader,
``problem()`` says why, and the rules go on alone.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from comments.screening.rules import HEADS

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_TOKENS: Final = 96
BATCH: Final = 16
PACKAGED: Final = Path(str(files("comments.screening").joinpath("model")))


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of one text: a probability for each head, and where it comes from.

    ``pulls`` has a row for each word and a column for each of ``HEADS``: how much the word pulls
    towards that head, as a logit; words beyond what is read pull nowhere (minus infinity).
    """

    scores: dict[str, float]
    pulls: Sequence[Sequence[float]]


class Reader:
    """A loaded model. One thread, so that workers can share a machine; load before forking."""

    def __init__(self, folder: Path) -> None:
        onnxruntime: Any = import_module("onnxruntime")
        tokenizers: Any = import_module("tokenizers")
        heads: list[str] = json.loads((folder / "heads.json").read_text(encoding="utf-8"))
        if tuple(heads) != HEADS:
            raise ValueError("The model answers other questions than the rules ask.")
        self.bounds = read_bounds(folder)
        self.version = _digest(folder)[:8]
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding(pad_id=self._tokenizer.token_to_id("[PAD]"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def read(self, texts: Sequence[Sequence[str]]) -> list[Reading]:
        """What the model makes of texts given as lists of words, in the texts' order."""
        return [
            reading
            for first in range(0, len(texts), BATCH)
            for reading in self._read_batch(texts[first : first + BATCH])
        ]

    def _read_batch(self, texts: Sequence[Sequence[str]]) -> list[Reading]:
        np: Any = import_module("numpy")
        encoded = self._tokenizer.encode_batch([list(text) for text in texts], is_pretokenized=True)
        ids = np.array([code.ids for code in encoded], dtype=np.int64)
        mask = np.array([code.attention_mask for code in encoded], dtype=np.int64)
        probabilities, pulls = self._session.run(None, {"ids": ids, "mask": mask})
        return [
            Reading(
                dict(zip(HEADS, map(float, probabilities[number]), strict=True)),
                _by_word(pulls[number], code.word_ids, len(texts[number])),
            )
            for number, code in enumerate(encoded)
        ]


def _by_word(
    pulls: Any,  # noqa: ANN401 - an array of numpy, which is imported late
    words: Sequence[int | None],
    count: int,
) -> Sequence[Sequence[float]]:
    """The strongest pull among each word's pieces."""
    np: Any = import_module("numpy")
    strongest = np.full((count, len(HEADS)), -np.inf, dtype=np.float32)
    for place, word in enumerate(words):
        if word is not None:
            np.maximum(strongest[word], pulls[place], out=strongest[word])
    found: Sequence[Sequence[float]] = strongest.tolist()
    return found


def read_bounds(folder: Path) -> dict[str, float]:
    """From which probability each head counts; refused where it belongs to another model."""
    stored = json.loads((folder / "bounds.json").read_text(encoding="utf-8"))
    if stored["model_sha256"] != _digest(folder):
        raise ValueError("The bounds were chosen for another model.")
    return {head: float(stored["bounds"][head]) for head in HEADS}


@lru_cache(maxsize=1)
def _digest(folder: Path) -> str:
    return hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def _load(folder: Path) -> tuple[Reader | None, str]:
    if not (folder / "model.onnx").exists():
        return None, "There is no model file."
    try:
        reader = Reader(folder)
        reader.read([["A", "first", "sentence."]])
    except ImportError as error:
        return None, f"The package {error.name} is not installed."
    except Exception as error:  # noqa: BLE001 - a broken file must not stop the portal
        return None, f"The model cannot be read ({type(error).__name__})."
    return reader, ""


def reader(folder: Path | None = None) -> Reader | None:
    """The reader, loaded at the first call; nothing where there is none to be had."""
    return _load(folder or PACKAGED)[0]


def problem(folder: Path | None = None) -> str:
    """Why there is no reader, in one sentence; empty where there is one."""
    return _load(folder or PACKAGED)[1]
