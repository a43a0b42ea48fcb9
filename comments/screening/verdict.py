"""What the engine answers with."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any


class Outcome(StrEnum):
    """What happens to a text."""

    PUBLISH = "publish"
    HOLD = "hold"
    DECLINE = "decline"
    SAFEGUARD = "safeguard"


class Layer(StrEnum):
    """Which part of the engine saw it."""

    LEXICON = "lexicon"
    PATTERN = "pattern"
    MODEL = "model"
    CONTEXT = "context"


class Severity(IntEnum):
    """How grave one finding is for one reader."""

    MILD = 1
    CLEAR = 2
    SEVERE = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason why a text is not simply published, with the place it stands at.

    ``start`` and ``end`` are code points of the original text and ``words`` is what stands there.
    A technical finding marks the whole text. ``reason`` is a stable code; ``explanation`` speaks
    to a moderator, ``author_explanation`` to the writer, both in English. To translate them, look
    the template of ``reason`` up in ``explanations``.
    """

    rule: str
    reason: str
    start: int
    end: int
    words: str
    layer: Layer
    severity: Severity
    explanation: str
    author_explanation: str

    def as_dict(self) -> dict[str, Any]:
        """The finding as plain data, for JSON."""
        return {
            "rule": self.rule,
            "reason": self.reason,
            "start": self.start,
            "end": self.end,
            "words": self.words,
            "layer": str(self.layer),
            "severity": int(self.severity),
            "explanation": self.explanation,
            "author_explanation": self.author_explanation,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one text, with everything needed to replay and explain it."""

    outcome: Outcome
    score: float
    findings: tuple[Finding, ...]
    scores: dict[str, float]
    language: str
    engine_version: str
    ruleset_version: str
    milliseconds: float = field(compare=False)

    def as_dict(self) -> dict[str, Any]:
        """The verdict as plain data, for JSON."""
        return {
            "outcome": str(self.outcome),
            "score": self.score,
            "scores": dict(self.scores),
            "findings": [finding.as_dict() for finding in self.findings],
            "language": self.language,
            "engine_version": self.engine_version,
            "ruleset_version": self.ruleset_version,
            "milliseconds": self.milliseconds,
        }
