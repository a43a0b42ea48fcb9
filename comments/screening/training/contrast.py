"""Contrast sentences: the same words in an attack and in its harmless neighbour.

A filter that counts words calls "Muslims are not vermin" hateful and "they should know their
place" harmless. The sentences in ``sentences/`` were written from the definitions of the rules, a
file a theme, to teach the difference. A part of them is held out: no training sees it, and the
cuts of the heads are chosen on it.
"""

import random
import re
import tomllib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("sentences")
CIVIL = {"hate": 0, "toxic": 0, "threat": 0, "solicit": 0, "spam": 0, "disclose": 0}
# How many sentences of each kind are drawn, and what their labels are.
KINDS: dict[str, tuple[int, dict[str, int | None]]] = {
    "hate": (27_000, CIVIL | {"hate": 1, "toxic": 1, "threat": None}),
    "civil": (24_000, CIVIL),
    "toxic": (8_000, CIVIL | {"toxic": 1, "threat": None}),
    "threat": (1_500, CIVIL | {"toxic": 1, "threat": 1, "hate": None}),
    "threat_civil": (3_500, CIVIL),
    "disclose": (5_000, CIVIL | {"disclose": 1, "toxic": None, "threat": None}),
    "disclose_not": (9_000, CIVIL),
    "solicit": (1_500, CIVIL | {"solicit": 1, "toxic": None, "spam": None}),
    "solicit_not": (2_500, CIVIL),
    "spam": (900, CIVIL | {"spam": 1, "toxic": None, "solicit": None}),
    "spam_not": (1_800, CIVIL),
}
HELD_ONE_IN = 12
SHORT = 60
LEET = str.maketrans("aeios", "43105")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


@dataclass(frozen=True)
class Example:
    """One sentence and what the six heads should say of it; ``None`` is left out of the loss."""

    text: str
    labels: dict[str, int | None]


@cache
def frames() -> dict[str, tuple[str, ...]]:
    """Every written sentence, by kind, with its slots open."""
    found: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name != "words.toml":
            for kind, lines in tomllib.loads(path.read_text(encoding="utf-8")).items():
                found[kind].update(dict.fromkeys(lines))
    return {kind: tuple(lines) for kind, lines in found.items()}


def is_held_out(frame: str) -> bool:
    """Whether a sentence is kept from training; the same on every machine."""
    return zlib.crc32(frame.encode()) % HELD_ONE_IN == 0


def examples(seed: int, *, held_out: bool = False) -> Iterator[Example]:
    """The contrast sentences of one training run, or those kept from it; the same for a seed.

    Of what is held out, a tenth as many are drawn.
    """
    draw = random.Random(seed)  # noqa: S311  a training set, not a secret
    lists = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    for kind, (count, labels) in KINDS.items():
        seen: set[str] = set()
        chosen = [frame for frame in frames()[kind] if is_held_out(frame) is held_out]
        for _ in range(count // 10 if held_out else count):
            text = _varied(_filled(draw.choice(chosen), lists, draw), lists["around"], draw)
            if text not in seen:
                seen.add(text)
                yield Example(text, labels)


def _filled(frame: str, lists: dict[str, Any], draw: random.Random) -> str:
    words = lists["words"]
    plural, singular = draw.choice(lists["groups"]["people"])
    hateful = ""
    if "{Q}" in frame:
        short = [
            line
            for line in frames()["hate"]
            if len(line) < SHORT and '"' not in line and is_held_out(line) is is_held_out(frame)
        ]
        hateful = _filled(draw.choice(short), lists, draw)
    chosen = _CHOICE.sub(lambda match: draw.choice(match[1].split("|")), frame)
    filled = chosen.format(
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
    filled = filled.replace("the the ", "the ").replace("The the ", "The ")
    return filled[0].upper() + filled[1:] if frame.startswith(("{", "(")) else filled


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
    if draw.random() < 0.15:  # noqa: PLR2004
        text = re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’")
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
