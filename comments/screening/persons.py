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
_FIRST: Final = f"(?:{'|'.join(sorted(data.words('first_names.txt')))})"
_ROWS: Final = _WORDS["form"]
_SCREEN: Final = Forms(
    row["match"]
    .replace("<<full>>", _WORDS["full"])
    .replace("<<name>>", _WORDS["name"])
    .replace("<<place>>", _WORDS["place"])
    .replace("<<crime>>", _WORDS["crime"])
    .replace("<<first>>", _FIRST)
    for row in _ROWS
)
_UNLESS: Final = [re2.compile(f"(?i){row['unless']}") if "unless" in row else None for row in _ROWS]
_NOT_NAMES: Final = frozenset(_WORDS["not_names"].split())
_WELL_KNOWN: Final = re2.compile(_WORDS["well_known"])
_CAPITAL: Final = re2.compile(r"\p{Lu}")
_NAME_WORD: Final = re2.compile(r"\p{Lu}[\pL'’-]*")
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
        if match.re.groups and not _is_private(match.group(1)):
            continue
        yield mark(written, start, end, "privacy", _ROWS[number]["reason"])


def _is_private(name: str) -> bool:
    """Whether a name can be that of a private person."""
    words = _NAME_WORD.findall(name)
    return not (_NOT_NAMES.intersection(words) or _WELL_KNOWN.search(name))


def _sentence(text: str, start: int, end: int) -> str:
    before = _SENTENCE.split(text[max(0, start - _REACH) : start])[-1]
    after = _SENTENCE.split(text[end : end + _REACH])[0]
    return f"{before}{text[start:end]}{after}"
