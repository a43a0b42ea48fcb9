"""Which language a text is in, well enough to know whether it can be screened.

Weighs the words that English knows against those of other languages; words of both count for
neither. English is understood in full. Of Spanish, French and Arabic only plain texts are
(``plainly.py``); every other language counts as unknown, so that a person reads it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from comments.screening import data, plainly
from comments.screening.fold import fold
from comments.screening.scripts import script_of
from comments.screening.vocabulary import SLANG

UNDERSTOOD: Final = frozenset({"en"})
"""Languages in which a text without findings counts as clean."""
LISTED: Final = frozenset({"en", *plainly.LANGUAGES})
"""Languages with lexicons of their own."""
UNKNOWN: Final = "und"

_COMMON: Final = data.words("common.txt") | data.words("lookalikes.txt") | plainly.listed("en")


_LITTLE_WEIGHT: Final = 2
_POINTED_WEIGHT: Final = 4


def _weights() -> dict[str, dict[str, int]]:
    """How strongly each word tells of each language.

    Many plain words look the same in English; words about groups and bad words tell the most.
    """
    table: dict[str, dict[str, int]] = {}
    for language in plainly.LANGUAGES:
        for word in plainly.VOCABULARY[language]:
            weight = 1 if word in plainly.PLAIN[language] else _LITTLE_WEIGHT
            weight = _POINTED_WEIGHT if word in plainly.POINTED[language] else weight
            table.setdefault(word, {})[language] = weight
    for language, words in data.rows("little_words.tsv"):
        for word in fold(words).text.replace("'", "").split():
            known = table.setdefault(word, {})
            known[language] = max(known.get(language, 0), _LITTLE_WEIGHT)
    return table


_TELLING: Final = _weights()
_NONE: Final[dict[str, int]] = {}
_WORD: Final = re.compile(r"[^\W\d_]+")
_QUOTED: Final = re.compile(r'"[^"]{1,400}"')
_ENGLISH_ENDING: Final = re.compile(r"^[a-z]{2,}(?:ing|ful|ness|less|ly|ish|some|ship|[a-z]{3}ed)$")
_SAMPLE: Final = 400
_SHORT: Final = 4
_FEW: Final = 6
_ENGLISH_SHARE: Final = 0.3
_FOREIGN_SHARE: Final = 0.45
_HOLLOW_SHARE: Final = 0.2
_FOREIGN_RUN: Final = 12
_PASSAGE: Final = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """The language, and in how far the text is really in it."""

    language: str
    is_understood: bool
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How much tells of English, and of each other language by its own and by shared words.

    English words and shared ones count two each.
    """

    english: int
    own: Counter[str]
    shared: Counter[str]

    def english_beside(self, language: str) -> int:
        """What tells of English and not of that language too."""
        return self.english - self.shared[language]


def recognize(original: str, folded: str, clear: str, hint: str = "") -> Reading:
    """The language of a text, from its script and its words."""
    words = _WORD.findall(folded)[:_SAMPLE]
    tally = _tally(words)
    script = script_of(original)
    if script == "other":
        return _reading(UNKNOWN, tally, is_plain=False)
    if script == "arabic":
        language = max(("ar", "fa", "ur"), key=lambda lang: tally.own[lang])
        return _reading(language, tally, is_plain=plainly.is_plain(language, words, folded))
    language = _latin(_outside_quotes(words, folded), _WORD.findall(clear)[:_SAMPLE], hint)
    if language == "en" and _is_strange(original, words):
        language = UNKNOWN
    if language == "en" and not original.isascii() and _points_in_arabic(words):
        return _reading("ar", tally, is_plain=False)
    return _reading(language, tally, is_plain=_is_plain(language, words, folded, tally))


def _outside_quotes(words: list[str], folded: str) -> Tally:
    """The tally without what is quoted, where enough is left to judge by."""
    if folded.count('"') > 1:
        rest = _WORD.findall(_QUOTED.sub(" ", folded))[:_SAMPLE]
        if len(rest) >= _SHORT:
            return _tally(rest)
    return _tally(words)


def _tally(words: list[str]) -> Tally:
    english = 0
    own: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    for word in words:
        if len(word) == 1 and word.isascii():
            continue
        languages = _TELLING.get(word, _NONE)
        if _is_english(word):
            english += _LITTLE_WEIGHT
            for language in languages:
                shared[language] += _LITTLE_WEIGHT
        elif languages:
            own.update(languages)
    del shared["en"]
    return Tally(english, own, shared)


@lru_cache(maxsize=20_000)
def _is_english(word: str) -> bool:
    if word in _COMMON or word in SLANG or "en" in _TELLING.get(word, _NONE):
        return True
    return word not in _TELLING and bool(_ENGLISH_ENDING.match(word))


def _is_firm(word: str) -> bool:
    """Whether a word is English and no little word of any other language."""
    return _is_english(word) and not any(lang != "en" for lang in _TELLING.get(word, _NONE))


def _latin(tally: Tally, clear: list[str], hint: str) -> str:
    """The language of a text in Latin letters; English where nothing speaks against it."""
    foreign = max(tally.own, key=lambda lang: (tally.own[lang], lang in LISTED), default="en")
    if foreign != "en" and _is_in(foreign, tally):
        return foreign
    known = [_is_english(word) for word in clear]
    if not all(known) and (veiled := _veiled(tally)):
        return veiled
    if len(clear) > _SHORT and _is_hollow(tally, clear):
        return UNKNOWN
    if not any(known) and clear and not hint:
        return "en" if len(clear) == 1 and len(clear[0]) <= _SHORT else UNKNOWN
    if len(clear) >= _SHORT and (
        sum(known) < _ENGLISH_SHARE * len(clear) or _longest_gap(known) >= _FOREIGN_RUN
    ):
        return UNKNOWN
    pointed = _pointed(clear) if len(clear) <= _SHORT else ""
    return pointed or (hint if hint and clear and not any(known) else "en")


def _is_in(language: str, tally: Tally) -> bool:
    own, english = tally.own[language], tally.english_beside(language)
    enough = _LITTLE_WEIGHT if language in LISTED else _PASSAGE
    return (own >= enough or not english) and own > _FOREIGN_SHARE * english


def _veiled(tally: Tally) -> str:
    """The listed language that most English words of a text belong to as well, if any."""
    for language in plainly.LANGUAGES:
        shared = tally.shared[language]
        if shared > _PASSAGE and shared > 2 * tally.english_beside(language):
            return language
    return ""


def _is_strange(original: str, words: list[str]) -> bool:
    """Whether a few words hold little English: none of its own, or foreign letters beside it."""
    known = sum(_is_english(word) for word in words)
    if not words or len(words) > _FEW or 2 * known > len(words):
        return False
    written = _WORD.findall(original)
    if not any(map(_is_firm, words)) and not all(word[0].isupper() for word in written):
        return len(words) > 1
    foreign = (word for word in written if word.islower() and not word.isascii())
    return any(not _is_english(fold(word).text) for word in foreign)


def _is_hollow(tally: Tally, clear: list[str]) -> bool:
    """Whether what seems English could as well be another language, and most words are unknown."""
    beside = min((tally.english_beside(lang) for lang in plainly.LANGUAGES), default=0)
    unknown = sum(not _is_english(word) for word in clear)
    return beside <= _HOLLOW_SHARE * _LITTLE_WEIGHT * len(clear) and 2 * unknown > len(clear)


def _pointed(words: list[str]) -> str:
    """The language of a few words that are all words of it too, one of them a bad one."""
    for language in ("es", "fr"):
        if all(language in _TELLING.get(word, _NONE) for word in words) and any(
            plainly.is_pointed(language, word) for word in words
        ):
            return language
    return ""


def _points_in_arabic(words: list[str]) -> bool:
    return any(plainly.is_pointed("ar", word) for word in words if not word.isascii())


def _is_plain(language: str, words: list[str], folded: str, tally: Tally) -> bool:
    """Whether a text is plain; English words may stand in it where they are the most."""
    if language not in plainly.LANGUAGES:
        return False
    if tally.english_beside(language) > tally.own[language]:
        words = [word for word in words if not _is_english(word)]
    return plainly.is_plain(language, words, folded)


def _longest_gap(english: list[bool]) -> int:
    """The longest run of words that are not English."""
    return max((sum(1 for _ in run) for known, run in groupby(english) if not known), default=0)


def _reading(language: str, tally: Tally, *, is_plain: bool) -> Reading:
    listed = {language} if language in LISTED else set(LISTED)
    enough = 1 if tally.own.total() + tally.english <= 2 * _SHORT else _PASSAGE
    passages = {lang for lang in LISTED if tally.own[lang] >= enough}
    understood = language in UNDERSTOOD or is_plain
    return Reading(language, understood, frozenset(listed | passages | {"en"}))
