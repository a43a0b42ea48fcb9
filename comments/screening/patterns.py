"""Finds what only shows in how words stand together.

The patterns are data: ``phrases/<language>/<subject>.toml``. One linear pass of RE2 over the
text says which of them occur at all; only those are then asked where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import re2

from comments.screening import data
from comments.screening.candidate import Candidate
from comments.screening.verdict import Layer, Severity
from comments.screening.view import View

_NAME: Final = re.compile(r"<<(\w+)>>")
_MAX_HITS: Final = 5


@dataclass(frozen=True, slots=True)
class Pattern:
    """One expression with what it means; the group ``words``, if there is one, is the finding."""

    expression: Any
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
    return expression


def _read(name: str) -> Iterator[tuple[str, Pattern]]:
    content = data.toml(name)
    shared = data.toml(f"{name.rsplit('/', 1)[0]}/lists.toml")
    lists = {key: "|".join(words.split()) for key, words in shared.items()}
    lists = {key: words.replace("_", " ") for key, words in lists.items()}
    for row in content.get("pattern", ()):
        expression = expand(row["match"], lists)
        unless = row.get("unless")
        yield (
            expression,
            Pattern(
                expression=re2.compile(expression),
                rule=row["rule"],
                reason=row["reason"],
                severity=Severity(row["severity"]),
                decisive=row.get("decisive", False),
                guarded=row.get("guarded", True),
                unless=re2.compile(expand(unless, lists)) if unless else None,
            ),
        )


def _load() -> tuple[Any, list[Pattern]]:
    options = re2.Options()
    options.max_mem = 256 << 20
    screen = re2.Set.SearchSet(options)
    patterns: list[Pattern] = []
    for language in ("en", "es", "fr", "ar"):
        for name in data.names(f"phrases/{language}", ".toml"):
            if name.endswith("/lists.toml"):
                continue
            for expression, pattern in _read(name):
                screen.Add(expression)
                patterns.append(pattern)
    screen.Compile()
    return screen, patterns


_SCREEN, PATTERNS = _load()


def find(view: View) -> Iterator[Candidate]:
    """Every pattern that occurs, at most five times each."""
    for number in _SCREEN.Match(view.text) or ():
        pattern = PATTERNS[number]
        if pattern.unless is not None and pattern.unless.search(view.text):
            continue
        for count, match in enumerate(pattern.expression.finditer(view.text)):
            if count == _MAX_HITS:
                break
            place = match.span("words" if "words" in pattern.expression.groupindex else 0)
            if place[0] == place[1]:
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
