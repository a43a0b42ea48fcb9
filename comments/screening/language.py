"""Which language a text is in, well enough to know whether it can be screened.

Counts the little words that every sentence needs. English is understood in full; of the other
interface languages only words and phrases are known, so that a person reads them. A language that
is not recognised counts as unknown, and very short texts get the benefit of the doubt.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from comments.screening import data
from comments.screening.fold import fold

UNDERSTOOD: Final = frozenset({"en"})
"""Languages in which a text without findings counts as clean."""
LISTED: Final = frozenset({"en", "es", "fr", "ar"})
"""Languages with lexicons of their own."""
UNKNOWN: Final = "und"

_LITTLE_WORDS: Final[dict[str, frozenset[str]]] = {
    row[0]: frozenset(fold(row[1]).text.replace("'", "").split())
    for row in data.rows("little_words.tsv")
}
_COMMON: Final = data.words("common.txt")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 400
_SHORT: Final = 3
_LATIN_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Reading:
    """The language, and in how far the text is really in it."""

    language: str
    is_understood: bool
    languages: frozenset[str]


def recognize(original: str, clear: str, hint: str = "") -> Reading:
    """The language of a text, from its script and its little words."""
    script = _script(original)
    if script == "arabic":
        return _reading(_best(clear, ("ar", "fa", "ur"), "ar"))
    if script == "other":
        return _reading(UNKNOWN)
    words = _WORD.findall(clear)[:_SAMPLE]
    if not words:
        return _reading("en")
    counts = {
        language: sum(word in little for word in words)
        for language, little in _LITTLE_WORDS.items()
    }
    english = counts["en"] + sum(word in _COMMON for word in words) / 2
    foreign = max((lang for lang in counts if lang != "en"), key=lambda lang: counts[lang])
    if counts[foreign] > max(english, 1 if len(words) <= _SHORT else 0) * 1.1:
        return _reading(foreign)
    if len(words) > _SHORT and english < 0.15 * len(words):
        return _reading(UNKNOWN)
    if english == 0 and hint and hint != "en":
        return _reading(hint)
    return _reading("en")


def _best(clear: str, choices: tuple[str, ...], default: str) -> str:
    words = _WORD.findall(clear)[:_SAMPLE]
    counts = {
        choice: sum(word in _LITTLE_WORDS.get(choice, frozenset()) for word in words)
        for choice in choices
    }
    best = max(choices, key=lambda choice: counts[choice])
    return best if counts[best] > counts[default] else default


def _reading(language: str) -> Reading:
    known = frozenset({language}) if language in LISTED else LISTED
    return Reading(language, language in UNDERSTOOD, known | {"en"})


def _script(original: str) -> str:
    if original.isascii():
        return "latin"
    latin = arabic = other = 0
    for character in original[:2_000]:
        if character < "\x80":
            latin += character.isalpha()
        elif character.isalpha():
            name = unicodedata.name(character, "")
            if "LATIN" in name or "MATHEMATICAL" in name:
                latin += 1
            elif name.startswith("ARABIC"):
                arabic += 1
            else:
                other += 1
    letters = latin + arabic + other
    if arabic > max(latin, other):
        return "arabic"
    return "other" if letters and latin < (1 - _LATIN_SHARE) * letters else "latin"
