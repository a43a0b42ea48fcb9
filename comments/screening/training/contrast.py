"""Contrast pairs: sentences of the same words that attack, and that do not.

A filter that counts words calls "Muslims are not vermin" hateful and "they should know their
place" harmless. The frames in ``contrast.toml`` were written from the definitions of the rules to
teach the difference.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CIVIL = {"hate": 0, "toxic": 0, "threat": 0, "solicit": 0, "spam": 0, "disclose": 0}
# How many sentences of each kind are drawn, and what their labels are.
KINDS: dict[str, tuple[int, dict[str, int | None]]] = {
    "hate": (13_000, CIVIL | {"hate": 1, "toxic": 1, "threat": None}),
    "civil": (14_000, CIVIL),
    "toxic": (4_000, CIVIL | {"toxic": 1, "threat": None}),
    "threat": (700, CIVIL | {"toxic": 1, "threat": 1, "hate": None}),
    "threat_civil": (700, CIVIL | {"toxic": None}),
    "disclose": (1_800, CIVIL | {"disclose": 1, "toxic": None}),
    "disclose_not": (1_200, CIVIL),
}
LEET = str.maketrans("aeios", "43105")


@dataclass(frozen=True)
class Example:
    """One sentence and what the six heads should say of it; ``None`` is left out of the loss."""

    text: str
    labels: dict[str, int | None]


def examples(seed: int) -> Iterator[Example]:
    """Every contrast sentence of one training run; the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311  a training set, not a secret
    lists = tomllib.loads(Path(__file__).with_name("contrast.toml").read_text(encoding="utf-8"))
    for kind, (count, labels) in KINDS.items():
        seen: set[str] = set()
        for _ in range(count):
            frame = draw.choice(lists["frames"][kind])
            text = _varied(_filled(frame, lists, draw), lists["around"], draw)
            if text not in seen:
                seen.add(text)
                yield Example(text, labels)


def _filled(frame: str, lists: dict[str, Any], draw: random.Random) -> str:
    words = lists["words"]
    plural, singular = draw.choice(lists["groups"]["people"])
    hateful = ""
    if "{Q}" in frame:
        inner = draw.choice([line for line in lists["frames"]["hate"] if len(line) < 45])  # noqa: PLR2004
        hateful = _filled(inner, lists, draw)
    filled = frame.format(
        G=plural, S=singular, S1=singular.split(" ", 1)[1], B=draw.choice(words["bad"]),
        V=draw.choice(words["vermin"]), V2=draw.choice(words["vermin"]).capitalize(),
        H=draw.choice(words["harm"]), P=draw.choice(words["harmed"]), L=draw.choice(words["hate"]),
        H1=draw.choice(["hate", "despise", "mind", "look down on"]),
        D=draw.choice(words["deny"]), N=draw.choice(words["good"]), A=draw.choice(words["acts"]),
        A1=draw.choice(words["acts_first"]), T=draw.choice(words["treated"]),
        O=draw.choice(lists["groups"]["objects"]), X=draw.choice(lists["groups"]["outside"]),
        C=draw.choice(lists["groups"]["criminals"]), I=draw.choice(words["insult"]),
        W=draw.choice(words["swear"]), Q=hateful,
    )  # fmt: skip
    return filled[0].upper() + filled[1:]


def _varied(text: str, around: dict[str, list[str]], draw: random.Random) -> str:
    """The sentence as people type it: among others, without capitals, with slips, or disguised."""
    if draw.random() < 0.15:  # noqa: PLR2004
        text = f"{draw.choice(around['before'])} {text}"
    if draw.random() < 0.15:  # noqa: PLR2004
        text = f"{text} {draw.choice(around['after'])}"
    if draw.random() < 0.10:  # noqa: PLR2004
        text = _slipped(text, draw)
    style = draw.random()
    if style < 0.25:  # noqa: PLR2004
        text = text.lower()
    elif style < 0.28:  # noqa: PLR2004
        text = text.upper()
    if draw.random() < 0.2:  # noqa: PLR2004
        text = text.rstrip(".")
    return text


def _slipped(text: str, draw: random.Random) -> str:
    """One word disguised: a letter lost, doubled, swapped, starred, spaced out, or as digits."""
    words = text.split(" ")
    long_words = [number for number, word in enumerate(words) if len(word) > 4]  # noqa: PLR2004
    if not long_words:
        return text
    number = draw.choice(long_words)
    word = words[number]
    at = draw.randrange(1, len(word) - 2)
    words[number] = draw.choice([
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + "*" + word[at + 1 :],
        " ".join(word),
        word.translate(LEET),
    ])  # fmt: skip
    return " ".join(words)
