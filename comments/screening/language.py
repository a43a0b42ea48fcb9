"""Which language a text is in, well enough to know whether it can be screened.

Counts the little words that every sentence needs. English is understood in full; of the other
interface languages only words and phrases are known, so that a person reads them. A language that
is not recognised counts as unknown, and very short texts get the benefit of the doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from comments.screening import data
from comments.screening.fold import fold

UNDERSTOOD: Final = frozenset({"en"})
"""Languages in which a text without findings counts as clean."""
LISTED: Final = frozenset({"en", "es", "fr", "ar"})
"""Languages with lexicons of their own."""
UNKNOWN: Final = "und"

_COMMON: Final = data.words("common.txt")


def _languages_of_words() -> dict[str, tuple[str, ...]]:
    """The languages each little word tells of; English keeps its own for itself."""
    table: dict[str, tuple[str, ...]] = {}
    for language, words in data.rows("little_words.tsv"):
        for word in fold(words).text.replace("'", "").split():
            known = table.get(word, ())
            if known != ("en",) and word not in _LOOKALIKES:
                table[word] = ("en",) if language == "en" else (*known, language)
    return table


_LOOKALIKES: Final = data.words("lookalikes.txt")
_TELLING: Final = _languages_of_words()
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 400
_SHORT: Final = 4
_ENGLISH_SHARE: Final = 0.3
_FOREIGN_SHARE: Final = 0.45
_FOREIGN_RUN: Final = 12
_OTHER_SCRIPT_SHARE: Final = 0.3
_PASSAGE: Final = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """The language, and in how far the text is really in it."""

    language: str
    is_understood: bool
    languages: frozenset[str]


def recognize(original: str, folded: str, clear: str, hint: str = "") -> Reading:
    """The language of a text, from its script and its little words."""
    counts = _count(_WORD.findall(folded)[:_SAMPLE])
    script = _script(original)
    if script == "arabic":
        return _reading(max(("ar", "fa", "ur"), key=lambda lang: counts[lang]), counts)
    if script == "other":
        return _reading(UNKNOWN, counts)
    return _reading(_latin(counts, _WORD.findall(clear)[:_SAMPLE], hint), counts)


def _latin(counts: Counter[str], words: list[str], hint: str) -> str:
    """The language of a text in Latin letters; English where nothing speaks against it."""
    english = [word in _COMMON or _TELLING.get(word) == ("en",) for word in words]
    known = sum(english)
    others = (lang for lang in counts if lang != "en")
    foreign = max(others, key=lambda lang: (counts[lang], lang in LISTED), default="en")
    if (counts[foreign] >= _PASSAGE or not known) and counts[foreign] > max(
        _FOREIGN_SHARE * known, counts["en"]
    ):
        return foreign
    if len(words) > _SHORT and (
        known < _ENGLISH_SHARE * len(words) or _longest_gap(english) >= _FOREIGN_RUN
    ):
        return UNKNOWN
    return hint if hint and words and not known else "en"


def _count(words: list[str]) -> Counter[str]:
    return Counter(language for word in words for language in _TELLING.get(word, ()))


def _longest_gap(english: list[bool]) -> int:
    """The longest run of words that are not English."""
    return max((sum(1 for _ in run) for known, run in groupby(english) if not known), default=0)


def _reading(language: str, counts: Counter[str]) -> Reading:
    listed = {language} if language in LISTED else set(LISTED)
    enough = 1 if counts.total() <= _SHORT else _PASSAGE
    passages = {lang for lang in LISTED if counts[lang] >= enough}
    return Reading(language, language in UNDERSTOOD, frozenset(listed | passages | {"en"}))


def _script(original: str) -> str:
    """The script of a text: ``latin``, ``arabic`` or ``other``."""
    if original.isascii():
        return "latin"
    letters = Counter(
        _script_of(character) for character in original[:2_000] if character.isalpha()
    )
    if letters["arabic"] > max(letters["latin"], letters["other"]):
        return "arabic"
    return "other" if letters["other"] > _OTHER_SCRIPT_SHARE * letters.total() else "latin"


@lru_cache(maxsize=5_000)
def _script_of(character: str) -> str:
    name = unicodedata.name(character, "")
    if character.isascii() or "LATIN" in name or "MATHEMATICAL" in name or "SCRIPT" in name:
        return "latin"
    return "arabic" if name.startswith("ARABIC") else "other"
