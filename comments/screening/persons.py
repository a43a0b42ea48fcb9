"""Names and places that single a private person out: who a victim is, who is accused, where.

These forms need capitals, so they are read in the original. A name counts only where it can be a
private person's: not a country's, a body's, an office-holder's or one that everybody knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import re2

from comments.screening import data
from comments.screening.candidate import Candidate, mark
from comments.screening.forms import Forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.view import View

_WORDS: Final = data.toml("persons.toml")
_ROWS: Final = _WORDS["form"]
_PARTS: Final = {name: _WORDS[name] for name in ("full", "name", "place", "crime")}
_PARTS["first"] = r"\p{Lu}[\pL'’-]+"
_CAPITALS: Final = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĻŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽȘȚ]"
_LETTERS: Final = "A-Za-zÀ-ÖØ-öø-ɏ"


def _spelt(expression: str) -> str:
    """The expression with its parts filled in, and Latin letters named one by one.

    The classes of all letters of all scripts would take ten times as long to compile.
    """
    for name, part in _PARTS.items():
        expression = expression.replace(f"<<{name}>>", part)
    return expression.replace(r"\p{Lu}", _CAPITALS).replace(r"\pL", _LETTERS)


_SCREEN: Final = Forms(_spelt(row["match"]) for row in _ROWS)
_UNLESS: Final = [re2.compile(f"(?i){row['unless']}") if "unless" in row else None for row in _ROWS]
_FIRST_NAMES: Final = data.words("first_names.txt")
_NOT_NAMES: Final = frozenset(_WORDS["not_names"].split())
_WELL_KNOWN: Final = re2.compile(_WORDS["well_known"])
_CAPITAL: Final = re2.compile(_CAPITALS)
_NAME_WORD: Final = re2.compile(f"{_CAPITALS}[{_LETTERS}'’-]*")
_SENTENCE: Final = re2.compile(r"[.!?\n]\s")
_REACH: Final = 120


def find(written: View) -> Iterator[Candidate]:
    """Every passage that says who or where a private person is."""
    if not _CAPITAL.search(written.text):
        return
    for number, match in _SCREEN.find(written.text):
        start, end = match.span()
        unless = _UNLESS[number]
        if unless and unless.search(_sentence(written.text, start, end)):
            continue
        needs_first = _ROWS[number].get("first", False)
        if match.re.groups and not _is_private(match.group(1), needs_first=needs_first):
            continue
        yield mark(written, start, end, "privacy", _ROWS[number]["reason"])


def _is_private(name: str, *, needs_first: bool) -> bool:
    """Whether a name can be that of a private person."""
    words = _NAME_WORD.findall(name)
    if needs_first and not _FIRST_NAMES.intersection(words):
        return False
    return not (_NOT_NAMES.intersection(words) or _WELL_KNOWN.search(name))


def _sentence(text: str, start: int, end: int) -> str:
    before = _SENTENCE.split(text[max(0, start - _REACH) : start])[-1]
    after = _SENTENCE.split(text[end : end + _REACH])[0]
    return f"{before}{text[start:end]}{after}"
