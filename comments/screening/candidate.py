"""What a layer has seen, before context and policy have judged it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comments.screening.explanations import explain
from comments.screening.verdict import Finding, Layer, Severity

if TYPE_CHECKING:
    from comments.screening.view import View


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


def mark(view: View, start: int, end: int, rule: str, reason: str) -> Candidate:
    """A clear candidate of the pattern layer that no context excuses, from a place in a view."""
    first, last = view.span(start, end)
    return Candidate(
        rule, reason, first, last, Layer.PATTERN, Severity.CLEAR, (start, end), guarded=False
    )
