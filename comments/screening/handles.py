"""Private accounts with messengers and networks: names, mentions and their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import re2

from comments.screening import data
from comments.screening.candidate import Candidate, mark
from comments.screening.vocabulary import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.view import View

_FORMS: Final = data.toml("forms.toml")["handles"]


def _form(name: str) -> re2.Pattern:
    return re2.compile(_FORMS[name].replace("<<platform>>", _FORMS["platform"]))


_NAMED: Final = tuple(_form(name) for name in ("owned", "labelled", "under", "username"))
_WHOLE: Final = tuple(_form(name) for name in ("number_sign", "address"))
_MENTION: Final = _form("mention")
_PUBLIC_MENTION: Final = _form("public_mention")
_TELLING: Final = re2.compile(rf"@|#\d{{4}}|{_FORMS['platform']}|user ?name|nick|pseudo|\.\w+/")
_MADE_UP: Final = re2.compile(r"[\d_.#@-]")


def find(folded: View) -> Iterator[Candidate]:
    """Every private account."""
    text = folded.text
    if not _TELLING.search(text):
        return
    for expression in _NAMED:
        for match in expression.finditer(text):
            if _is_name(match.group(1)):
                yield _handle(folded, *match.span())
    for expression in _WHOLE:
        for match in expression.finditer(text):
            yield _handle(folded, *match.span())
    for match in _MENTION.finditer(text):
        if not _PUBLIC_MENTION.search(match.group()):
            yield _handle(folded, *match.span())


def _handle(folded: View, start: int, end: int) -> Candidate:
    return mark(folded, start, end, "privacy", "handle")


def _is_name(word: str) -> bool:
    """Whether it looks chosen for an account rather than an ordinary word."""
    word = word.strip(".-")
    if not any(character.isalpha() for character in word):
        return False
    return bool(_MADE_UP.search(word)) or word not in COMMON
