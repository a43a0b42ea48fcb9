"""Which script a text is written in."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Final

_OTHER_SCRIPT_SHARE: Final = 0.3


def script_of(original: str) -> str:
    """The script of a text: ``latin``, ``arabic`` or ``other``."""
    if original.isascii():
        return "latin"
    letters = Counter(
        _of_character(character) for character in original[:2_000] if character.isalpha()
    )
    if letters["arabic"] > max(letters["latin"], letters["other"]):
        return "arabic"
    return "other" if letters["other"] > _OTHER_SCRIPT_SHARE * letters.total() else "latin"


@lru_cache(maxsize=5_000)
def _of_character(character: str) -> str:
    name = unicodedata.name(character, "")
    if character.isascii() or "LATIN" in name or "MATHEMATICAL" in name or "SCRIPT" in name:
        return "latin"
    return "arabic" if name.startswith("ARABIC") else "other"
