"""A rule set written down: read from TOML or from stored rows, and refused with every reason.

``read`` answers a ``RuleSet`` or raises ``BadRuleSet``, which lists all that is wrong, so that one
look mends a file. docs/screening.md describes the format.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from comments.screening.fold import fold
from comments.screening.lexicon import WORD
from comments.screening.marking import gettext_noop as _
from comments.screening.rules import BY_SLUG
from comments.screening.ruleset import HouseWord, RuleSet
from comments.screening.verdict import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_WORDS: Final = 2_000
MOST_ALLOWED: Final = 2_000
LONGEST: Final = 100
LARGEST_FILE: Final = 1_000_000
_PARTS: Final = frozenset({"default_bound", "bounds", "words", "allowed"})
_PARTS_OF_A_WORD: Final = frozenset({"words", "rule", "severity"})
_SEVERITIES: Final = frozenset(int(each) for each in Severity)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a sentence marked for translation, and what fills its braces."""

    sentence: str
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence.format(**self.values)


class BadRuleSet(ValueError):
    """This is no rule set; ``problems`` says all of what is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def read_toml(written: str) -> dict[str, Any]:
    """What a file of rules says, not yet checked.

    Raises:
        BadRuleSet: it is no TOML.
    """
    if len(written) > LARGEST_FILE:
        raise BadRuleSet([Problem(_("The file is longer than a million characters."))])
    try:
        return tomllib.loads(written)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as problem:
        why = str(problem) or type(problem).__name__
        raise BadRuleSet([Problem(_("This is not TOML: {why}."), {"why": why})]) from problem


def read(plain: Mapping[str, Any], version: str) -> RuleSet:
    """The rule set that ``plain`` describes.

    Raises:
        BadRuleSet: something in it is unknown, out of bounds, or said twice.
    """
    problems: list[Problem] = [
        Problem(_("“{part}” is not a part of a rule set."), {"part": str(part)[:LONGEST]})
        for part in plain
        if part not in _PARTS
    ]
    default_bound = _bound("default_bound", plain.get("default_bound", 0.5), problems)
    bounds = _bounds(plain.get("bounds", {}), problems)
    words = _words(plain.get("words", []), problems)
    allowed = _allowed(plain.get("allowed", []), problems)
    problems += [
        Problem(_("“{word}” is both a fault and allowed."), {"word": word})
        for word in sorted({folded(each.words) for each in words} & allowed)
    ]
    if problems:
        raise BadRuleSet(problems)
    return RuleSet(version, default_bound, bounds, tuple(words), allowed)


def as_plain(rules: RuleSet) -> dict[str, Any]:
    """The same rule set as plain data, which ``read`` takes back."""
    return {
        "default_bound": rules.default_bound,
        "bounds": dict(rules.bounds),
        "words": [
            {"words": word.words, "rule": word.rule, "severity": int(word.severity)}
            for word in rules.words
        ],
        "allowed": sorted(rules.allowed),
    }


def as_toml(rules: RuleSet) -> str:
    """The same rule set as a file, to be changed and added anew."""
    lines = [f"default_bound = {rules.default_bound}"]
    lines.append(f"allowed = {json.dumps(sorted(rules.allowed), ensure_ascii=False)}")
    lines += ["", "[bounds]", *(f"{rule} = {at}" for rule, at in sorted(rules.bounds.items()))]
    for word in rules.words:
        written = json.dumps(word.words, ensure_ascii=False)
        lines += ["", "[[words]]", f"words = {written}", f'rule = "{word.rule}"']
        lines.append(f"severity = {int(word.severity)}")
    return "\n".join(lines) + "\n"


def folded(words: str) -> str:
    """Words as the engine compares them: small letters, no accents, single spaces."""
    return " ".join(fold(words).text.split())


def _bound(name: str, given: object, problems: list[Problem]) -> float:
    if isinstance(given, int | float) and not isinstance(given, bool) and 0 <= given <= 1:
        return float(given)
    problems.append(Problem(_("{name} must be a number from 0 to 1."), {"name": name}))
    return 0.5


def _bounds(given: object, problems: list[Problem]) -> dict[str, float]:
    if not isinstance(given, dict):
        problems.append(Problem(_("{name} must be a table."), {"name": "bounds"}))
        return {}
    for rule in given:
        _rule(rule, problems)
    return {rule: _bound(f"bounds.{rule}", at, problems) for rule, at in given.items()}


def _words(given: object, problems: list[Problem]) -> list[HouseWord]:
    words: dict[str, HouseWord] = {}
    for row in _rows("words", given, MOST_WORDS, problems):
        if not isinstance(row, dict) or not row.keys() <= _PARTS_OF_A_WORD:
            problems.append(Problem(_("A row of words has “words”, “rule” and “severity”.")))
            continue
        written, rule, severity = row.get("words"), row.get("rule"), row.get("severity", 2)
        key = _phrase(written, problems)
        _rule(rule, problems)
        if type(severity) is not int or severity not in _SEVERITIES:
            named = {"word": str(written)[:LONGEST]}
            problems.append(Problem(_("The severity of “{word}” must be 1, 2 or 3."), named))
            continue
        if key in words:
            problems.append(Problem(_("“{word}” is listed twice."), {"word": key}))
        words[key] = HouseWord(" ".join(str(written).split()), str(rule), Severity(severity))
    return list(words.values())


def _allowed(given: object, problems: list[Problem]) -> frozenset[str]:
    return frozenset(
        _phrase(word, problems) for word in _rows("allowed", given, MOST_ALLOWED, problems)
    )


def _rows(name: str, given: object, most: int, problems: list[Problem]) -> list[Any]:
    if not isinstance(given, list):
        problems.append(Problem(_("{name} must be a list."), {"name": name}))
        return []
    if len(given) > most:
        values = {"name": name, "most": str(most)}
        problems.append(Problem(_("{name} has more than {most} rows."), values))
        return []
    return given


def _phrase(given: object, problems: list[Problem]) -> str:
    """A word or a few of them, folded."""
    named = {"word": str(given)[:LONGEST]}
    if not isinstance(given, str) or len(given) > LONGEST or not given.isprintable():
        sentence = _("“{word}” is not a phrase of at most 100 printable characters.")
        problems.append(Problem(sentence, named))
        return ""
    if not WORD.search(fold(given).text):
        problems.append(Problem(_("“{word}” has no letter or figure in it."), named))
        return ""
    return folded(given)


def _rule(given: object, problems: list[Problem]) -> None:
    if not isinstance(given, str) or given not in BY_SLUG:
        values = {"rule": str(given)[:LONGEST], "rules": ", ".join(BY_SLUG)}
        problems.append(Problem(_("“{rule}” is none of the rules: {rules}."), values))
