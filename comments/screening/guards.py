"""Excuses what is only quoted, denied, reported or rejected.

A hit of a list or pattern inside quotation, negation, report or counter-speech never decides
alone. Homonyms count only beside a hostile word. What is left is made tidy: one finding where
several saw the same words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from comments.screening import data
from comments.screening.verdict import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comments.screening.candidate import Candidate
    from comments.screening.ruleset import RuleSet
    from comments.screening.view import View

_CUES: Final = data.toml("cues.toml")
_BEFORE: Final = 70
_AFTER: Final = 60
_NEAR: Final = 45
_CLOSE: Final = 30
_CLAUSE: Final = re.compile(r"[.!?;\n]")


def _cue(name: str) -> re.Pattern[str]:
    words = "|".join(word.replace("_", " ") for word in _CUES[name].split())
    return re.compile(rf"\b(?:{words})\b")


_REPORT: Final = _cue("report")
_REJECT: Final = _cue("reject")
_NEGATION: Final = _cue("negation")
_SELF: Final = _cue("self")
_HOSTILE: Final = _cue("hostile")
_OFFENDER: Final = _cue("offender")
_DIRECT: Final = _cue("direct")
_OWN: Final = _cue("own")
_TOLD: Final = _cue("told")
_SENSES: Final = {
    word: re.compile(rf"\b(?:{row[1]})\b")
    for row in data.rows("senses.tsv")
    for word in row[0].split()
}


def judge(seen: Iterable[Candidate], view: View, ruleset: RuleSet) -> list[Candidate]:
    """The candidates that count, tidied."""
    kept = [c for c in seen if view.text[slice(*c.place)] not in ruleset.allowed]
    firm = [c for c in kept if not _is_excused(c, view.text)]
    plain = [c for c in firm if "homonym" not in c.flags]
    attacked = any(c.guarded and c.severity > Severity.MILD for c in plain)
    counted = [c for c in firm if c in plain or attacked or _is_hostile(c, view.text)]
    return _tidy([_softened(c, view.text) for c in counted])


def _softened(candidate: Candidate, text: str) -> Candidate:
    """A decisive candidate stays so only where nothing in the text could excuse it."""
    if candidate.decisive and not _is_open(text):
        return replace(candidate, decisive=False)
    return candidate


def _is_excused(candidate: Candidate, text: str) -> bool:
    """Whether the words around say that this is not the writer's own attack.

    A decisive form is excused only where somebody else's words are plainly told.
    """
    if not candidate.guarded:
        return False
    start, end = candidate.place
    before = _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1]
    after = text[end : end + _AFTER]
    if candidate.decisive:
        return bool(_TOLD.search(before[-_CLOSE:])) or _is_quoted(text, start, end)
    return (
        _is_harmless(text[start:end], text)
        or _is_told(before, after)
        or (_is_quoted(text, start, end) and not _DIRECT.search(before.split('"')[0]))
        or _is_own_or_due(candidate.flags, before, after)
    )


def _is_told(before: str, after: str) -> bool:
    """Whether the words are reported, denied or rejected, and not the writer's own say."""
    return bool(
        _REJECT.search(before)
        or _REJECT.search(after)
        or _NEGATION.search(before[-_NEAR:])
        or (_REPORT.search(before) and not _OWN.search(before))
    )


def _is_own_or_due(flags: frozenset[str], before: str, after: str) -> bool:
    """Whether the writer means themselves, or those who do the crime."""
    own = flags & {"insult", "reclaimed"} and _SELF.search(before[-_NEAR:])
    near = f"{before[-_CLOSE:]} {_CLAUSE.split(after)[0][:_CLOSE]}"
    due = "offender" in flags and _OFFENDER.search(near) and not _DIRECT.search(before)
    return bool(own or due)


def _is_harmless(words: str, text: str) -> bool:
    """Whether the word's harmless sense is named in the same text."""
    sense = _SENSES.get(words)
    return sense is not None and bool(sense.search(text))


def _is_open(text: str) -> bool:
    """Whether nothing anywhere in the text says that somebody else's words are told."""
    return not any(cue.search(text) for cue in (_REPORT, _REJECT, _NEGATION)) and '"' not in text


def _is_quoted(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 200) : start]
    after = text[end : end + 200]
    return before.count('"') % 2 == 1 and '"' in after


def _is_hostile(candidate: Candidate, text: str) -> bool:
    start, end = candidate.place
    return bool(_HOSTILE.search(text[max(0, start - _NEAR) : end + _NEAR]))


def _tidy(candidates: list[Candidate]) -> list[Candidate]:
    """One candidate where several of a rule overlap: the gravest, then the longest."""
    kept: list[Candidate] = []
    order = sorted(candidates, key=lambda c: (-c.decisive, -c.severity, c.start - c.end, c.start))
    for candidate in order:
        if not any(
            other.rule == candidate.rule
            and other.start < candidate.end
            and candidate.start < other.end
            for other in kept
        ):
            kept.append(candidate)
    return kept
