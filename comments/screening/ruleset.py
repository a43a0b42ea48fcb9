"""What a site may change about the rules: bounds and words of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from comments.screening.verdict import Severity

PACKAGED_VERSION: Final = "packaged-1"


@dataclass(frozen=True, slots=True)
class HouseWord:
    """A word or phrase that a site adds to a rule."""

    words: str
    rule: str
    severity: Severity = Severity.CLEAR


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One version of the rules. The packaged one has neither words nor bounds of its own.

    ``bounds`` hold the weight from 0 to 1 at which findings of a rule hold a text; a rule that is
    not named keeps ``default_bound``. ``allowed`` are words that are no fault on this site.
    """

    version: str = PACKAGED_VERSION
    default_bound: float = 0.5
    bounds: dict[str, float] = field(default_factory=dict)
    words: tuple[HouseWord, ...] = ()
    allowed: frozenset[str] = frozenset()

    def bound(self, rule: str) -> float:
        """The weight at which this rule holds a text."""
        return self.bounds.get(rule, self.default_bound)


PACKAGED: Final = RuleSet()


def version_of(number: int) -> str:
    """How the site's version with this number is called in results and on the command line."""
    return f"site-{number}"
