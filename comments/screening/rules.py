"""The nine civility rules, and the other reasons a text may wait.

Numbers and slugs are public and stable: every message to a person names the rule. Titles and
texts are marked for translation here and translated by whoever shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from comments.screening.marking import gettext_noop


@dataclass(frozen=True, slots=True)
class Rule:
    """One civility rule as readers see it."""

    number: int
    slug: str
    title: str
    text: str


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        1,
        "discrimination",
        gettext_noop("Discrimination and prejudice"),
        gettext_noop(
            "Nobody is attacked or belittled here for their sex, gender, orientation, faith, "
            "age, disability or station in life. Talk about what people do, not what they are."
        ),
    ),
    Rule(
        2,
        "racism",
        gettext_noop("Racism"),
        gettext_noop(
            "No insults, generalisations or contempt because of skin, race or ethnic origin, "
            "whether said outright or hinted at."
        ),
    ),
    Rule(
        3,
        "xenophobia",
        gettext_noop("Xenophobia"),
        gettext_noop(
            "Migrants, refugees and people from other countries are people. Criticise policies "
            "as hard as you like; do not call for hatred of those who live under them."
        ),
    ),
    Rule(
        4,
        "personal_attack",
        gettext_noop("Personal attack"),
        gettext_noop(
            "Argue with what somebody wrote, not with the person. No insults, mockery or contempt, "
            "and never blame a victim for the crime."
        ),
    ),
    Rule(
        5,
        "profanity",
        gettext_noop("Profanity"),
        gettext_noop(
            "Leave out swearing and obscene language, also with letters changed or replaced."
        ),
    ),
    Rule(
        6,
        "threat",
        gettext_noop("Threats and violence"),
        gettext_noop(
            "Do not threaten, wish for or call for harm to anybody, not even to an offender."
        ),
    ),
    Rule(
        7,
        "privacy",
        gettext_noop("Privacy"),
        gettext_noop(
            "No addresses, telephone numbers, documents or accounts, your own included, and "
            "nothing that could reveal who a victim is or where they live."
        ),
    ),
    Rule(
        8,
        "solicitation",
        gettext_noop("Recruiting, soliciting or selling"),
        gettext_noop(
            "No job offers, no offers of people or of sexual services, no invitation to a private "
            "channel, and no approach to children."
        ),
    ),
    Rule(
        9,
        "off_topic",
        gettext_noop("Off topic and spam"),
        gettext_noop(
            "Stay with the story. No advertising, no repeated posts, no shouting in capital "
            "letters."
        ),
    ),
)

BY_SLUG: Final[dict[str, Rule]] = {rule.slug: rule for rule in RULES}

DISCLOSURE: Final = "disclosure"
"""Somebody tells of harm: no rule is broken, the text goes to safeguarding."""

UNKNOWN_LANGUAGE: Final = "unknown_language"
ENGINE_FAILED: Final = "engine_failed"
TOO_LONG: Final = "too_long"
PREMODERATED: Final = "premoderated"
NOT_READ: Final = "not_read"
ANSWERS_HELD: Final = "answers_held"
SENT_ANYWAY: Final = "sent_anyway"
TECHNICAL: Final = frozenset(
    {UNKNOWN_LANGUAGE, ENGINE_FAILED, TOO_LONG, PREMODERATED, NOT_READ, ANSWERS_HELD, SENT_ANYWAY}
)
"""Reasons that mark the whole text, accuse nobody and never decline."""

HEADS: Final = ("hate", "toxic", "threat", "solicit", "spam", "disclose")
"""The kinds of trouble ``Verdict.scores`` answers for."""
