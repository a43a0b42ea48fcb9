"""Reads one disguised word: changed, stretched, starred, split or joined letters.

Every step is a lookup in a table or one pass over the word, so a word costs what its length
costs. Answers are remembered, because most words of all comments are the same few thousand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Final

from comments.screening.fold import fold
from comments.screening.vocabulary import (
    COMMON,
    INNOCENT,
    KNOWN,
    MASKED,
    MISSPELT,
    SINGLE,
    SLANG,
    STRONG,
    VOWELLESS,
    single,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_WORD: Final = 60
_LEET: Final = (
    str.maketrans("013456789@$!|+€£¢(<{#×¥©₣₦₩₮₱₲₳₵₭₤₴฿", "oieasgtbgasiitelcccchxycfnwtpgacklsb"),
    str.maketrans("1!|", "lll"),
    str.maketrans("!|", "ll"),
)
_STAR: Final = re.compile(r"[*#%&$@!?^~×•●█■_=.\-\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]")
_EDGES: Final = ".,;:?!\"'()[]{}<>…*_~-#"
_ENDINGS: Final = {
    "n't": " not",
    "'ll": " will",
    "'re": " are",
    "'ve": " have",
    "'m": " am",
    "'d": " would",
}
_BESIDE: Final = f"{_EDGES}0123456789"
EXPANSIONS: Final = frozenset(" ".join([*_ENDINGS.values(), *SLANG.values(), "is ai us"]).split())
"""The words that writing out contractions and slang brings in."""
_OUTER: Final = ".,;:?\"'()[]{}<>…"
_LONG_RUN: Final = re.compile(r"(.)\1{2,}")
_RUN: Final = re.compile(r"(.)\1*")
_DOUBLE: Final = re.compile(r"(.)\1")
_ADDRESS: Final = re.compile(
    r"@\w+\.|://|^www\.|\w\.(?:com|org|net|info|co|io|me|uk|ru|xyz)\b|^@\w"
)
_SYMBOLS: Final = re.compile(r"[\W_]+")
_MARKUP: Final = re.compile(r"<[^<>]*>|&#?\w{1,9};")
_TAG: Final = re.compile(r"<[^<>]*>")
_MIN_JOINED: Final = 7
_MAX_JOINED: Final = 40
_LONGEST: Final = 14
_MIN_PART: Final = 2
_LONG_ROW: Final = 6
_MIN_SPELT: Final = 4
_ALONE: Final = frozenset("ai")


@lru_cache(maxsize=50_000)
def unmask(chunk: str) -> str | None:
    """The plain reading of a chunk without blanks, or nothing where it is plain already."""
    if len(chunk) > MAX_WORD:
        return None
    if _MARKUP.search(chunk) and len(bare := _without_markup(chunk)) < len(chunk):
        return " ".join(unmask(word) or word for word in bare.split())
    core = chunk.strip(_EDGES)
    plain = _without_apostrophe(core)
    if plain.replace(" ", "").isalpha():
        read = _from_letters(plain) or (plain if plain != core else None)
        if read is None or core == chunk:
            return read or _from_symbols(chunk)
        return _from_symbols(chunk) or chunk.replace(core, read, 1)
    return None if _ADDRESS.search(chunk) else _from_symbols(chunk)


def _without_markup(chunk: str) -> str:
    """The chunk without tags, its character references written out."""
    return fold(unescape(_TAG.sub("", chunk))).text


def _without_apostrophe(word: str) -> str:
    """The word with a contraction written out, or its apostrophes left out."""
    if "'" not in word:
        return word
    if word in SLANG:
        return SLANG[word]
    for ending, meant in _ENDINGS.items():
        if word.endswith(ending):
            return word[: -len(ending)] + meant
    return word.replace("'", "")


def _from_letters(word: str) -> str | None:
    if word in SLANG:
        return SLANG[word]
    if word in KNOWN:
        return None
    wrong = MISSPELT.get(word) or VOWELLESS.get(word)
    return _unstretched(word) or wrong or _respelt(word) or _parted(word)


def _respelt(word: str) -> str | None:
    """A strong word spelt by ear or eye: "z" for "s", "ph" for "f", "v" for "u"."""
    if len(word) < _MIN_SPELT:
        return None
    plural = (word[:-1], f"{word[:-1]}s") if word.endswith("z") else ()
    eye = word.replace("vv", "w").replace("ph", "f").replace("kk", "ck")
    return next((found for found in (*plural, eye, eye.replace("v", "u")) if found in STRONG), None)


def _is_stretched(word: str, target: str) -> bool:
    """Whether a word is another with some of its letters written more often."""
    pairs = zip(_RUN.finditer(word), _RUN.finditer(target), strict=True)
    return all(len(run.group()) >= len(wanted.group()) for run, wanted in pairs)


def _unstretched(word: str) -> str | None:
    if _LONG_RUN.search(word):
        strong = SINGLE.get(single(word))
        if strong and _is_stretched(word, strong):
            return strong
        for shorter in (_LONG_RUN.sub(r"\1", word), _LONG_RUN.sub(r"\1\1", word)):
            if shorter in KNOWN:
                return shorter
        return strong or (single(word) if single(word) in KNOWN else None)
    if _DOUBLE.search(word):
        found = SINGLE.get(single(word))
        return found if found and len(found) >= 4 and found != single(found) + "s" else None  # noqa: PLR2004
    return None


def _parted(word: str, *, any_words: bool = False) -> str | None:
    """A word made by leaving out the blanks, when one of its parts is a strong word."""
    if not _MIN_JOINED <= len(word) <= _MAX_JOINED:
        return None
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, part = best[start], word[start:end]
            if before is None or not (part in KNOWN or (any_words and part in _ALONE)):
                continue
            whole = best[end]
            if whole is None or len(before) + 1 < len(whole):
                best[end] = [*before, part]
    parts = best[-1]
    strong = parts and any(part in STRONG and len(part) > _MIN_PART + 1 for part in parts)
    return " ".join(parts) if parts and (strong or any_words) else None


def _from_symbols(chunk: str) -> str | None:
    """A word written with figures and signs for letters, or with signs between them."""
    core, bare = chunk.strip(_EDGES), chunk.strip(_BESIDE)
    if bare != core and bare in STRONG:
        return chunk.replace(core, bare, 1)
    for outer in (chunk.strip(_OUTER), chunk.strip(_EDGES)):
        for candidate in _candidates(outer):
            if candidate in STRONG or candidate.endswith(" "):
                return candidate.rstrip()
            if candidate in KNOWN and any(c.isdigit() for c in outer) and candidate not in "iis":
                return candidate
        found = MASKED.get(_STAR.sub("*", outer))
        if found and outer[1:].strip("*"):
            return found
        if found and len(found) >= 4 and outer.count("*") >= 3:  # noqa: PLR2004
            return found
    return None


def _candidates(outer: str) -> Iterator[str]:
    letters = sum(character.isalpha() for character in outer)
    if letters == 0 or len(outer) < _MIN_PART + 1:
        return
    firsts = (outer, *(outer.translate(table) for table in _LEET[1:]), outer.replace("11", "ll"))
    for first in dict.fromkeys(firsts):
        bare = _SYMBOLS.sub("", first.translate(_LEET[0]))
        if bare.isalpha() and bare != outer:
            yield bare
            yield MISSPELT.get(bare, "") if letters > 1 else ""
            if _DOUBLE.search(bare):
                yield SINGLE.get(single(bare), "")
    parts = [part for part in _SYMBOLS.split(outer) if part]
    joined = "".join(parts)
    if joined.isalpha() and len(parts) > 1 and not all(part in COMMON for part in parts):
        yield joined
        if len(parts) == len(joined) >= _MIN_SPELT and joined in KNOWN:
            yield f"{joined} "
        yield SINGLE.get(single(joined), "")


def join(parts: list[str]) -> str | None:
    """What letters or pieces that stand apart spell together, when it is worth reading."""
    word = "".join(parts)
    for candidate in (word, *_candidates(word)):
        if candidate in STRONG or (candidate in KNOWN and len(candidate) > _MIN_PART + 1):
            return candidate
    if word.isalpha() and word not in INNOCENT:
        return _unstretched(word) or _parted(word, any_words=len(parts) >= _LONG_ROW)
    return None
