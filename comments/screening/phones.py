"""Telephone numbers of people, in figures or spelt out; public lines are let through.

A number that is written down without a word about telephoning has to look like one: it starts
with a zero, a plus or an area code, or is grouped as numbers of some country are.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import phonenumbers
import re2

from comments.screening import data, digits_in_words
from comments.screening.candidate import Candidate, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.context import Context
    from comments.screening.view import View

_FORMS: Final = data.toml("forms.toml")["phones"]
_NUMBER: Final = re2.compile(_FORMS["number"])
_DISGUISED: Final = re2.compile(_FORMS["disguised"])
_CUE: Final = re2.compile(_FORMS["cue"])
_CUE_AFTER: Final = re2.compile(_FORMS["cue_after"])
_NOT_A_PHONE: Final = re2.compile(_FORMS["not_a_phone"])
_THOUSANDS: Final = re2.compile(_FORMS["thousands"])
_LABEL: Final = re2.compile(_FORMS["label"])
_COUNTED: Final = re2.compile(_FORMS["counted"])
_SHAPE: Final = re2.compile(_FORMS["shape"])
_FREE: Final = re2.compile(_FORMS["free"])
_FREE_NEAR_HELP: Final = re2.compile(_FORMS["free_near_help"])
_HELP: Final = re2.compile(_FORMS["help"])
_INSIDE: Final = re2.compile(r"[a-z\d]$|\d[/.]$")
_GROUP: Final = re2.compile(r"\d+")
_SHORT_LINES: Final = frozenset(_FORMS["short_lines"].split())
_LETTERS: Final = str.maketrans("oil", "011")
_NEAR: Final = 40
_LABEL_NEAR: Final = 30
_HELP_NEAR: Final = 70
_TAIL: Final = 7
_FEWEST_FIGURES: Final = 6
_LONGEST: Final = 15
_NATIONAL: Final = range(9, 13)
HELPLINES: Final = frozenset(number[-_TAIL:] for number in data.words("helplines.txt"))


def digits(number: str) -> str:
    """The figures of a number alone."""
    return "".join(character for character in number if character.isdigit())


def find(folded: View, figures: str, context: Context) -> Iterator[Candidate]:
    """Every telephone number that is no public one; ``figures`` is the text in plain figures."""
    public = HELPLINES | {digits(number)[-_TAIL:] for number in context.helpline_numbers}
    end = 0
    for match in _NUMBER.finditer(figures):
        start, last = match.span()
        if _is_private(figures, start, last, public):
            end = last
            yield mark(folded, start, last, "privacy", "phone")
    for match in _DISGUISED.finditer(figures):
        start, last = match.span()
        if start >= end and _is_disguised(match.group(), public):
            yield mark(folded, start, last, "privacy", "phone")
    for start, end in digits_in_words.find(figures):
        yield mark(folded, start, end, "privacy", "phone")


def _is_private(text: str, start: int, end: int, public: frozenset[str]) -> bool:
    """Whether a row of figures is somebody's number."""
    written = text[start:end]
    if digits(written)[-_TAIL:] in public or _NOT_A_PHONE.match(written):
        return False
    groups = _GROUP.findall(written)
    if all(group in _SHORT_LINES for group in groups):
        return False
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _LABEL_NEAR]
    told = bool(_CUE.search(before) or _CUE_AFTER.match(after))
    if not told and (
        _THOUSANDS.match(written)
        or _LABEL.search(before[-_LABEL_NEAR:])
        or _COUNTED.match(after)
        or _INSIDE.search(before)
    ):
        return False
    around = text[max(0, start - _HELP_NEAR) : end + _HELP_NEAR]
    if _is_free(written, around):
        return False
    return told or _looks_like_one(written)


def _looks_like_one(written: str) -> bool:
    """Whether figures without a word about them can only be a telephone number."""
    plain = digits(written)
    if written.startswith(("+", "(+", "00")):
        return len(plain) > len("12345678") and len(plain) <= _LONGEST
    if len(plain) > _LONGEST:
        return any(_SHAPE.match(part.strip()) for part in written.replace("/", "  ").split("  "))
    if plain.startswith("0") and not plain.startswith("0000"):
        return len(plain) in _NATIONAL
    return bool(_SHAPE.match(written))


def _is_free(written: str, around: str) -> bool:
    """Whether everybody may ring it: toll-free and shared numbers belong to organisations."""
    plain = digits(written)
    if written.startswith(("+", "00")) and _is_toll_free(f"+{plain.lstrip('0')}"):
        return True
    if _FREE.match(plain):
        return True
    return bool(_FREE_NEAR_HELP.match(plain) and _HELP.search(around))


@lru_cache(maxsize=10_000)
def _is_toll_free(number: str) -> bool:
    try:
        parsed = phonenumbers.parse(number, "ZZ")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(parsed) in {
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.UAN,
    }


def _is_disguised(written: str, public: frozenset[str]) -> bool:
    """Whether figures with odd signs between them, or letters for figures, are a number."""
    figures = sum(character.isdigit() for character in written)
    if figures < _FEWEST_FIGURES or _NUMBER.fullmatch(written):
        return False
    plain = digits(written.translate(_LETTERS))
    known = plain[-_TAIL:] in public or _FREE.match(plain)
    starts = plain.startswith("0") or written.startswith("+")
    return starts and not known and len(plain) in range(10, 14)
