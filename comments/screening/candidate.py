"""What a layer has seen, before context and policy have judged it."""

from __future__ import annotations

from dataclasses import dataclass

from comments.screening.explanations import explain
from comments.screening.verdict import Finding, Layer, Severity


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible finding.

    ``place`` is where it stands in the clear view, for the guards. ``decisive`` marks the few
    forms so plain that a machine may decline them; ``guarded`` that quotation, negation or report
    may excuse it.
    """

    rule: str
    reason: str
    start: int
    end: int
    layer: Layer
    severity: Severity
    place: tuple[int, int] = (0, 0)
    decisive: bool = False
    guarded: bool = True
    flags: frozenset[str] = frozenset()

    def finding(self, text: str, note: str = "") -> Finding:
        """The finding as people see it; ``note`` replaces the words in the explanation."""
        words = text[self.start : self.end]
        moderator, author = explain(self.reason, note or words)
        return Finding(
            rule=self.rule,
            reason=self.reason,
            start=self.start,
            end=self.end,
            words=words,
            layer=self.layer,
            severity=self.severity,
            explanation=moderator,
            author_explanation=author,
        )
