"""Excuses what is only quoted, denied, reported or rejected."""

from __future__ import annotations

from collections.abc import Iterable

from comments.screening.candidate import Candidate
from comments.screening.ruleset import RuleSet
from comments.screening.view import View


def judge(seen: Iterable[Candidate], view: View, ruleset: RuleSet) -> list[Candidate]:
    """The candidates that count."""
    kept = [c for c in seen if view.text[slice(*c.place)] not in ruleset.allowed]
    return list(dict.fromkeys(kept))
