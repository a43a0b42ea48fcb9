"""The findings of a verdict: stored without their words, which are read back out of the text."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comments.models import ScreenedComment, ScreeningResult
from comments.screening.explanations import EXPLANATIONS
from comments.screening.rules import BY_SLUG, UNKNOWN_LANGUAGE, Rule
from comments.screening.verdict import Verdict


@dataclass(frozen=True)
class Reason:
    """One finding as a person reads it; ``is_whole`` says that it marks no words of the text."""

    rule: Rule | None
    reason: str
    start: int
    end: int
    words: str
    severity: int
    layer: str
    explanation: str
    author_explanation: str

    @property
    def is_whole(self) -> bool:
        """Whether it is about the text as a whole, and breaks no rule."""
        return self.rule is None


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; the marked ones carry their reason."""

    text: str
    reason: Reason | None = None


def latest_result(comment: ScreenedComment) -> ScreeningResult | None:
    """The verdict on the comment's present revision, if there is one."""
    results = [
        each for each in comment.screening_results.all() if each.revision == comment.revision
    ]
    return max(results, key=lambda each: each.pk, default=None)


def reasons_of(result: ScreeningResult | None, text: str) -> list[Reason]:
    """The findings of ``result`` with their words in ``text``, the revision it was about."""
    return read_findings(result.findings, text, result.language) if result else []


def read_findings(findings: list[dict[str, Any]], text: str, language: str) -> list[Reason]:
    """Findings as ``findings_to_store`` gives them, with their words in ``text``."""
    return [_reason(finding, text, language) for finding in findings]


def findings_to_store(verdict: Verdict) -> list[dict[str, Any]]:
    """Where and why, without what was said."""
    told = {"words", "explanation", "author_explanation"}
    return [
        {name: value for name, value in finding.items() if name not in told}
        for finding in verdict.as_dict()["findings"]
    ]


def marked(text: str, reasons: list[Reason]) -> list[Piece]:
    """``text`` in pieces, in order; where two findings overlap the first one marks."""
    pieces: list[Piece] = []
    end = 0
    for reason in sorted(reasons, key=lambda each: (each.start, -each.severity, each.end)):
        start = max(reason.start, end)
        if reason.is_whole or start >= min(reason.end, len(text)):
            continue
        if start > end:
            pieces.append(Piece(text[end:start]))
        pieces.append(Piece(text[start : reason.end], reason))
        end = reason.end
    return [*pieces, Piece(text[end:])] if end < len(text) else pieces


def _reason(finding: dict[str, Any], text: str, language: str) -> Reason:
    words = text[finding["start"] : finding["end"]]
    explanation = EXPLANATIONS[finding["reason"]]
    quoted = language if finding["reason"] == UNKNOWN_LANGUAGE else words
    return Reason(
        rule=BY_SLUG.get(finding["rule"]),
        reason=finding["reason"],
        start=finding["start"],
        end=finding["end"],
        words=words,
        severity=finding["severity"],
        layer=finding["layer"],
        explanation=_(explanation.moderator).replace("{words}", quoted),
        author_explanation=_(explanation.author).replace("{words}", quoted),
    )
