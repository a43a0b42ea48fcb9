"""Texts in Spanish, French and Arabic that are plainly understood.

No model reads these languages, so a text without a finding is let through only when every word of
it is on a list of words that judge nobody, one of them names a subject or a thank-you, nothing is
denied but the writer's own knowledge, and nothing sets "us" against "them".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import re2

from comments.screening import data
from comments.screening.fold import fold
from comments.screening.lexicon import INDEX, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES: Final = ("es", "fr", "ar")
_CLITICS: Final = ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "س")
_MIN_STEM: Final = 2
_OPTIONAL: Final = "?"


def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(" ".join(words)).text.replace("'", "").split())


def listed(language: str) -> frozenset[str]:
    """The single words of a lexicon."""
    return frozenset(
        word
        for word, entries in INDEX.items()
        if any(entry.language == language and len(entry.words) == 1 for entry in entries)
    )


def _pointed(language: str) -> Iterator[str]:
    """The words of a lexicon, and the names and bad names that its phrases know."""
    yield from listed(language)
    lists = data.toml(f"phrases/{language}/lists.toml")
    for words in f"{lists['group']} {lists['vile']}".split():
        word = words.rsplit("_", maxsplit=1)[-1]
        if word.endswith(_OPTIONAL):
            yield word[:-2]
        yield word.rstrip(_OPTIONAL)


def _words_of_phrases(language: str) -> frozenset[str]:
    """Every word that the phrases of a language look for."""
    written = str(data.toml(f"phrases/{language}/all.toml")).replace("\\\\b", " ")
    return frozenset(word for word in WORD.findall(written) if len(word) > _MIN_STEM)


POINTED: Final = {language: _folded(frozenset(_pointed(language))) for language in LANGUAGES}
"""Words about groups of people, and bad words: a text with one of them is never plain."""
PLAIN: Final = {
    language: _folded(data.words(f"plain/{language}.txt")) - POINTED[language]
    for language in LANGUAGES
}
"""Words that judge nobody."""
VOCABULARY: Final = {
    language: PLAIN[language] | POINTED[language] | _words_of_phrases(language)
    for language in LANGUAGES
}
"""All words by which a language is known, besides its little words."""
_FORMS: Final = data.toml("forms.toml")["plainly"]
_DENIED: Final = {language: re2.compile(_FORMS[f"denied_{language}"]) for language in LANGUAGES}
_SUBJECT: Final = {language: re2.compile(_FORMS[f"subject_{language}"]) for language in LANGUAGES}
_HARMLESS: Final = {language: re2.compile(_FORMS[f"harmless_{language}"]) for language in LANGUAGES}


def is_plain(language: str, words: list[str], folded: str) -> bool:
    """Whether a text says nothing but what the lists know to be harmless."""
    if language not in PLAIN or not words:
        return False
    if not all(is_known(language, word) for word in words) or not _SUBJECT[language].search(folded):
        return False
    rest = _HARMLESS[language].sub(" ", folded)
    return not _DENIED[language].search(rest)


def is_known(language: str, word: str) -> bool:
    """Whether a word is on the plain list, in Arabic also behind what is written on to it."""
    plain = PLAIN[language]
    return word in plain or (language == "ar" and any(stem in plain for stem in stems(word)))


def is_pointed(language: str, word: str) -> bool:
    """Whether a word is about a group of people, or a bad one."""
    pointed = POINTED.get(language, frozenset())
    return word in pointed or (
        language == "ar" and any(stem in pointed or f"ال{stem}" in pointed for stem in stems(word))
    )


def stems(word: str) -> Iterator[str]:
    """An Arabic word without the article and the particles before it."""
    for clitic in _CLITICS:
        if word.startswith(clitic) and len(word) > len(clitic) + 1:
            yield word[len(clitic) :]
