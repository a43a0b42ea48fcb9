"""From judged findings to an outcome.

Whatever is doubtful is held. A disclosure wins over everything but plain solicitation and spam,
because a missed one is the worst error there is. A machine declines only what is both severe and
decisive, and never a text that also speaks of harm done to the writer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from comments.screening import rules
from comments.screening.verdict import Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from comments.screening.candidate import Candidate
    from comments.screening.context import Context
    from comments.screening.ruleset import RuleSet

CLEAN_WITHOUT_MODEL: Outcome = Outcome.HOLD
"""What happens, while the model cannot be read, to a text in which the rules find nothing."""

WEIGHTS: Final = {Severity.MILD: 0.3, Severity.CLEAR: 0.75, Severity.SEVERE: 0.92}
DECLINED_RULES: Final = frozenset(
    {"discrimination", "racism", "xenophobia", "threat", "solicitation", "off_topic"}
)
HEAD_OF_RULE: Final = {
    "discrimination": "hate",
    "racism": "hate",
    "xenophobia": "hate",
    "personal_attack": "toxic",
    "profanity": "toxic",
    "threat": "threat",
    "solicitation": "solicit",
    "off_topic": "spam",
    rules.DISCLOSURE: "disclose",
}

AGREED: Final = 0.8
"""How sure the model must be beside a decisive finding for a machine to decline by it."""
UNSEEN: Final = 0.2
"""Below this, for hate, insult and threat alike, the model sees no attack at all."""
ATTACKS: Final = frozenset(
    {"discrimination", "racism", "xenophobia", "personal_attack", "profanity", "threat"}
)


def agreed(judged: Sequence[Candidate], seen: Mapping[str, float]) -> list[Candidate]:
    """The candidates as they stand beside the model's opinion.

    A decisive one stays so only where the model sees the same. What a list or phrase has seen of
    an attack weighs little where the model, which reads the whole sentence, sees none at all: that
    is a quotation, a name, a figure of speech. A site's own words keep their weight.
    """
    is_unseen = max(seen[head] for head in ("hate", "toxic", "threat")) < UNSEEN
    return [_beside(candidate, seen, is_unseen=is_unseen) for candidate in judged]


def _beside(candidate: Candidate, seen: Mapping[str, float], *, is_unseen: bool) -> Candidate:
    if candidate.decisive:
        sure = seen[HEAD_OF_RULE[candidate.rule]] >= AGREED
        return candidate if sure else replace(candidate, decisive=False)
    if is_unseen and candidate.rule in ATTACKS and candidate.reason != "house_word":
        return replace(candidate, severity=Severity.MILD)
    return candidate


def weigh(candidates: Sequence[Candidate]) -> float:
    """How likely a careful moderator would not publish, if these were all that is known."""
    doubt = 1.0
    for candidate in candidates:
        doubt *= 1.0 - WEIGHTS[candidate.severity]
    return round(1.0 - doubt, 4)


def head_scores(candidates: Sequence[Candidate]) -> dict[str, float]:
    """One figure for each kind of trouble; 0.5 and more means yes."""
    scores = {
        head: weigh([c for c in candidates if HEAD_OF_RULE.get(c.rule) == head])
        for head in rules.HEADS
    }
    scores["toxic"] = max(scores["toxic"], scores["hate"])
    return scores


def decide(candidates: Sequence[Candidate], context: Context, ruleset: RuleSet) -> Outcome:
    """The outcome these findings lead to under the given rule set."""
    told = [c for c in candidates if c.rule == rules.DISCLOSURE]
    broken = [c for c in candidates if c.rule in rules.BY_SLUG]
    decisive = [c for c in broken if c.decisive and c.rule in DECLINED_RULES]
    selling = [c for c in decisive if c.rule in {"solicitation", "off_topic"}]
    if told and not selling:
        return Outcome.SAFEGUARD
    if told:
        return Outcome.HOLD
    if decisive:
        return Outcome.DECLINE
    if _held(broken, ruleset) or any(c.rule in rules.TECHNICAL for c in candidates):
        return Outcome.HOLD
    if context.policy == "premoderated":
        return Outcome.HOLD
    return Outcome.PUBLISH


def stops(candidates: Sequence[Candidate], ruleset: RuleSet) -> bool:
    """Whether these findings alone keep a text from being published."""
    told = any(c.rule == rules.DISCLOSURE or c.decisive for c in candidates)
    return told or _held([c for c in candidates if c.rule in rules.BY_SLUG], ruleset)


def _held(broken: Sequence[Candidate], ruleset: RuleSet) -> bool:
    """Whether any rule's findings reach that rule's bound."""
    slugs = {candidate.rule for candidate in broken}
    return any(
        weigh([c for c in broken if c.rule == slug]) >= ruleset.bound(slug) for slug in slugs
    )
