"""What the engine promises for every text there is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from comments.screening import rules
from comments.screening.engine import screen
from comments.screening.explanations import EXPLANATIONS
from comments.screening.verdict import Finding, Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.context import Context

NAMES = {*rules.BY_SLUG, *rules.TECHNICAL, rules.DISCLOSURE}


def broken_promises(text: str, context: Context | None = None) -> list[str]:
    """The names of the promises that do not hold for this text; none is what should come."""
    try:
        verdict = screen(text, context)
        broken = [*_of_verdict(verdict)]
        for finding in verdict.findings:
            broken += _of_finding(finding, text)
        if screen(text, context) != verdict:
            broken.append("the same text gives the same verdict")
    except Exception as error:  # noqa: BLE001 - that none comes is a promise of its own
        return [f"no {type(error).__name__} reaches the caller"]
    return list(dict.fromkeys(broken))


def _of_verdict(verdict: Verdict) -> Iterator[str]:
    stopped = verdict.outcome is not Outcome.PUBLISH
    if stopped != bool(verdict.findings):
        yield "what is stopped has a finding, and what is published shows none"
    if not 0 <= verdict.score <= 1 or stopped != (verdict.score >= 0.5):
        yield "the score fits the outcome"
    in_bounds = all(0 <= score <= 1 for score in verdict.scores.values())
    if set(verdict.scores) != set(rules.HEADS) or not in_bounds:
        yield "every head has a score from 0 to 1"
    if verdict.outcome is Outcome.DECLINE and {f.rule for f in verdict.findings} <= rules.TECHNICAL:
        yield "nothing is declined for a technical reason"
    told = any(finding.rule == rules.DISCLOSURE for finding in verdict.findings)
    if verdict.outcome is Outcome.SAFEGUARD and not told:
        yield "what goes to safeguarding has a disclosure"
    if not isinstance(json.loads(json.dumps(verdict.as_dict())), dict):
        yield "a verdict can be written as JSON"


def _of_finding(finding: Finding, text: str) -> Iterator[str]:
    inside = 0 <= finding.start <= finding.end <= len(text)
    if not inside or (finding.start == finding.end and text):
        yield "a finding lies inside the text"
    if finding.words != text[finding.start : finding.end]:
        yield "a finding quotes the text"
    if finding.rule not in NAMES or finding.reason not in EXPLANATIONS:
        yield "a finding names a known rule and reason"
    if not (finding.explanation.strip() and finding.author_explanation.strip()):
        yield "a finding explains itself"
    if finding.reason == rules.ENGINE_FAILED:
        yield "nothing fails inside"
    if finding.rule in rules.TECHNICAL and (finding.start, finding.end) != (0, len(text)):
        yield "a technical finding marks the whole text"
