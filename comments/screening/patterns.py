"""Finds what only shows in how words stand together.

The patterns are data: ``phrases/<language>/<subject>.toml``. One linear pass of RE2 over the
text says which of them occur at all; only those are then asked where.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import re2

from comments.screening import data
from comments.screening.candidate import Candidate
from comments.screening.forms import OPTIONS, Forms
from comments.screening.verdict import Layer, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.view import View

_NAME: Final = re.compile(r"<<(\w+)>>")
_BLANK: Final = re.compile(r"(\[[^\]]*\])| ")
_SENTENCE: Final = re.compile(r"[.!?\n]")
_REACH: Final = 160
_LANGUAGES: Final = ("en", "es", "fr", "ar")
_GROUPS: Final = {"racism": "race", "xenophobia": "origin", "discrimination": "others"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """What an expression means, and the expression that excuses it."""

    rule: str
    reason: str
    severity: Severity
    decisive: bool
    guarded: bool
    unless: Any


def expand(expression: str, lists: dict[str, str]) -> str:
    """The expression with every ``<<name>>`` replaced by that list's choice of words."""
    while _NAME.search(expression):
        expression = _NAME.sub(lambda name: f"(?:{lists[name.group(1)]})", expression)
    return _BLANK.sub(lambda found: found.group(1) or r"[ \n]", expression)


def _read(name: str) -> Iterator[tuple[str, Pattern]]:
    content = data.toml(name)
    shared = data.toml(f"{name.rsplit('/', 1)[0]}/lists.toml")
    lists = {key: "|".join(words.split()) for key, words in shared.items()}
    lists = {key: words.replace("_", " ") for key, words in lists.items()}
    for row in content.get("pattern", ()):
        for rule, words in _rules_of(row, lists):
            yield _pattern(row, rule, words)


def _rules_of(row: dict[str, Any], lists: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rule of a row; a row about groups is read once for each kind of group."""
    if not row.get("groups"):
        yield row["rule"], lists
        return
    for rule, kind in _GROUPS.items():
        yield "threat" if row.get("violent") else rule, {**lists, "group": lists[kind]}


def _pattern(row: dict[str, Any], rule: str, lists: dict[str, str]) -> tuple[str, Pattern]:
    expression = expand(row["match"], lists)
    unless = row.get("unless")
    return expression, Pattern(
        rule=rule,
        reason=row["reason"],
        severity=Severity(row["severity"]),
        decisive=row.get("decisive", False),
        guarded=row.get("guarded", True),
        unless=re2.compile(expand(unless, lists), OPTIONS) if unless else None,
    )


def _load() -> tuple[Forms, list[Pattern]]:
    found = [
        row
        for language in _LANGUAGES
        for name in data.names(f"phrases/{language}", ".toml")
        if not name.endswith("/lists.toml")
        for row in _read(name)
    ]
    return Forms(expression for expression, _ in found), [pattern for _, pattern in found]


_SCREEN, PATTERNS = _load()


def find(view: View) -> Iterator[Candidate]:
    """Every pattern that occurs, wherever nothing in the text excuses it."""
    for number, match in _SCREEN.find(view.text):
        pattern = PATTERNS[number]
        place = match.span()
        if pattern.unless and pattern.unless.search(_sentence(view.text, *place)):
            continue
        start, end = view.span(*place)
        yield Candidate(
            rule=pattern.rule,
            reason=pattern.reason,
            start=start,
            end=end,
            layer=Layer.PATTERN,
            severity=pattern.severity,
            place=place,
            decisive=pattern.decisive,
            guarded=pattern.guarded,
        )


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a match, or as much of it as is near."""
    begins = _SENTENCE.match(text, start)
    before = "" if begins else _SENTENCE.split(text[max(0, start - _REACH) : start])[-1]
    after = _SENTENCE.split(text[end : end + _REACH])[0]
    return f"{before}{text[start:end]}{after}"
