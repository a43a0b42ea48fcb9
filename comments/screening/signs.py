"""Hears a disclosure that names nothing: small signs that add up, told in the first person.

A passport, a boss and a locked door are nothing each; together, from somebody who says "me", they
are heard. Sentences in which somebody speaks as a
reader, of reports, laws and campaigns, are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import re2

from comments.screening import data, rules
from comments.screening.candidate import Candidate
from comments.screening.forms import Forms
from comments.screening.verdict import Layer, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.view import View

_SIGNS: Final = data.toml("signs.toml")
_HEAVY: Final = len(_SIGNS["heavy"])
_KINDS: Final = Forms([*_SIGNS["heavy"].values(), *_SIGNS["light"].values()])
_FIRST_PERSON: Final = re2.compile(_SIGNS["frame"]["first_person"])
_READER: Final = re2.compile(_SIGNS["frame"]["reader"])
_SENTENCE: Final = re.compile(r"[^.!?\n]+")
_ENOUGH: Final = 4
_PASSAGE: Final = 600


def _told(sentence: re.Match[str]) -> str:
    """The sentence, blanked where somebody speaks in it as a reader."""
    return " " * len(sentence.group()) if _READER.search(sentence.group()) else sentence.group()


def find(view: View) -> Iterator[Candidate]:
    """One candidate from the first sign to the last, when there are enough kinds of them."""
    text = _SENTENCE.sub(_told, view.text)
    place = _passage(text)
    if place is None:
        return
    start, end = view.span(*place)
    yield Candidate(
        rule=rules.DISCLOSURE,
        reason="disclosure",
        start=start,
        end=end,
        layer=Layer.PATTERN,
        severity=Severity.CLEAR,
        place=place,
        guarded=False,
    )


def weigh(view: View) -> int:
    """How much the signs in a text weigh together; too little alone to be called a disclosure."""
    text = _SENTENCE.sub(_told, view.text)
    return sum(map(_weight, _KINDS.occurring(text))) if _FIRST_PERSON.search(text) else 0


def _passage(text: str) -> tuple[int, int] | None:
    """From the first to the last sign of a passage that has enough of them.

    A passage is as long as one who tells of it takes; what is said before and after it neither
    adds to the signs nor hides them.
    """
    if sum(map(_weight, _KINDS.occurring(text))) < _ENOUGH:
        return None
    found = sorted((*match.span(), kind) for kind, match in _KINDS.find(text))
    for number, (start, _, _) in enumerate(found):
        near = [sign for sign in found[number:] if sign[1] <= start + _PASSAGE]
        end = max((sign[1] for sign in near), default=start)
        around = text[max(0, end - _PASSAGE) : start + _PASSAGE]
        enough = sum(map(_weight, {kind for _, _, kind in near})) >= _ENOUGH
        if enough and _FIRST_PERSON.search(around):
            return start, end
    return None


def _weight(kind: int) -> int:
    return 2 if kind < _HEAVY else 1
