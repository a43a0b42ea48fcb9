"""Finds listed words and phrases, whole words only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from comments.screening import data
from comments.screening.candidate import Candidate
from comments.screening.fold import fold
from comments.screening.verdict import Layer, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.ruleset import HouseWord
    from comments.screening.view import View

WORD: Final = re.compile(r"[^\W_]+")
MAX_FOUND: Final = 100
_CHOICE: Final = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed word or phrase, in one spelling."""

    words: tuple[str, ...]
    language: str
    rule: str
    kind: str
    severity: Severity
    flags: frozenset[str]


def spellings(forms: str) -> Iterator[str]:
    """Every spelling that ``fuss(|es|ed)`` stands for, choices multiplied out."""
    choice = _CHOICE.search(forms)
    if choice is None:
        yield forms
        return
    for ending in choice.group(1).split("|"):
        yield from spellings(forms[: choice.start()] + ending + forms[choice.end() :])


def read_lexicon(name: str) -> Iterator[Entry]:
    """The entries of one data file: forms, rule, kind, severity, flags."""
    language = name.rsplit("/", maxsplit=1)[-1].split(".", maxsplit=1)[0]
    for forms, rule, kind, severity, *flags in data.rows(name):
        for spelling in spellings(forms):
            folded = fold(spelling).text.replace("'", "")
            yield Entry(
                words=tuple(WORD.findall(folded)),
                language=language,
                rule=rule,
                kind=kind,
                severity=Severity(int(severity)),
                flags=frozenset(flags[0].split()) if flags else frozenset(),
            )


def _index() -> dict[str, list[Entry]]:
    """The entries by their first word, longest phrase first; a later line overrules an earlier."""
    entries_of: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for name in data.names("lexicons", ".tsv"):
        for entry in read_lexicon(name):
            entries_of[entry.language, entry.words] = entry
    table: dict[str, list[Entry]] = {}
    for entry in entries_of.values():
        table.setdefault(entry.words[0], []).append(entry)
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry.words))
    return table


INDEX: Final = _index()


@lru_cache(maxsize=8)
def house_index(words: tuple[HouseWord, ...]) -> dict[str, list[Entry]]:
    """The words of a site's own rule set, as entries that count in every language."""
    table: dict[str, list[Entry]] = {}
    for word in words:
        parts = tuple(WORD.findall(fold(word.words).text.replace("'", "")))
        if parts:
            flags = frozenset({"anywhere"})
            entry = Entry(parts, "", word.rule, "house_word", word.severity, flags)
            table.setdefault(parts[0], []).append(entry)
    return table


def find(
    view: View, languages: frozenset[str], index: dict[str, list[Entry]]
) -> Iterator[Candidate]:
    """The listed words of these languages, the longest phrase at each place."""
    return islice(_find(view, languages, index), MAX_FOUND)


def _find(
    view: View, languages: frozenset[str], index: dict[str, list[Entry]]
) -> Iterator[Candidate]:
    found = list(WORD.finditer(view.text))
    skip = 0
    for number, match in enumerate(found):
        if number < skip:
            continue
        for entry in index.get(match.group(), ()):
            last = number + len(entry.words) - 1
            if entry.language not in languages and "anywhere" not in entry.flags:
                continue
            if last >= len(found) or not _continues(entry, found, number):
                continue
            skip = last + 1
            place = (match.start(), found[last].end())
            start, end = view.span(*place)
            yield Candidate(
                rule=entry.rule,
                reason=entry.kind,
                start=start,
                end=end,
                layer=Layer.LEXICON,
                severity=entry.severity,
                place=place,
                flags=entry.flags,
            )
            break


def _continues(entry: Entry, found: list[re.Match[str]], number: int) -> bool:
    return all(
        found[number + offset].group() == word for offset, word in enumerate(entry.words) if offset
    )
