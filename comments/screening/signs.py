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
_LONG: Final = 600
_ENOUGH_IN_LONG: Final = 7


def _told(sentence: re.Match[str]) -> str:
    """The sentence, blanked where somebody speaks in it as a reader."""
    return " " * len(sentence.group()) if _READER.search(sentence.group()) else sentence.group()


def find(view: View) -> Iterator[Candidate]:
    """One candidate from the first sign to the last, when there are enough kinds of them."""
    text = _SENTENCE.sub(_told, view.text)
    weight = sum(2 if kind < _HEAVY else 1 for kind in _KINDS.occurring(text))
    enough = _ENOUGH if len(text) < _LONG else _ENOUGH_IN_LONG
    if weight < enough or not _FIRST_PERSON.search(text):
        return
    places = [match.span() for _, match in _KINDS.find(text)]
    place = (min(start for start, _ in places), max(end for _, end in places))
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
