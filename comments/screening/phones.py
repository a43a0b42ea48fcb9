"""Telephone numbers of people, in figures or spelt out; public helplines are let through."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import phonenumbers
import re2

from comments.screening import data
from comments.screening.candidate import Candidate, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.context import Context
    from comments.screening.view import View

_FORMS: Final = data.toml("forms.toml")["phones"]
_NUMBER: Final = re2.compile(_FORMS["number"])
_SPELT: Final = re2.compile(_FORMS["spelt"])
_CUE: Final = re2.compile(_FORMS["cue"])
_NOT_A_PHONE: Final = re2.compile(_FORMS["not_a_phone"])
_MONEY: Final = re2.compile(_FORMS["money"])
_COUNTED: Final = re2.compile(_FORMS["counted"])
_REGIONS: Final = ("GB", "US", "ES", "FR", "DE", "IT", "IN", "NG", "MX", "AE")
_NEAR: Final = 40
_TAIL: Final = 7
_MIN_SPELT: Final = 4
HELPLINES: Final = frozenset(number[-_TAIL:] for number in data.words("helplines.txt"))


def digits(number: str) -> str:
    """The figures of a number alone."""
    return "".join(character for character in number if character.isdigit())


def find(folded: View, context: Context) -> Iterator[Candidate]:
    """Every telephone number that is no public one."""
    text = folded.text
    public = HELPLINES | {digits(number)[-_TAIL:] for number in context.helpline_numbers}
    for match in _NUMBER.finditer(text):
        written, (start, end) = match.group(), match.span()
        if digits(written)[-_TAIL:] in public or _MONEY.search(text[max(0, start - 9) : start]):
            continue
        if _NOT_A_PHONE.match(written) or _COUNTED.match(text[end : end + 10]):
            continue
        if _is_phone(written, text[max(0, start - _NEAR) : start], context.region):
            yield mark(folded, start, end, "privacy", "phone")
    for match in _SPELT.finditer(text):
        words = match.group().replace("-", " ").split()
        if sum(word.isalpha() for word in words) >= _MIN_SPELT:
            yield mark(folded, match.start(), match.end(), "privacy", "phone")


def _is_phone(written: str, before: str, region: str) -> bool:
    if _CUE.search(before):
        return True
    if written.startswith(("+", "00")):
        return _is_valid("+" + digits(written).lstrip("0"), "ZZ")
    regions = dict.fromkeys((region, *_REGIONS))
    return any(_is_valid(written, place) for place in regions)


@lru_cache(maxsize=10_000)
def _is_valid(number: str, region: str) -> bool:
    """Whether it can be a person's number; toll-free and short public ones cannot."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return False
    kind = phonenumbers.number_type(parsed)
    if kind == phonenumbers.PhoneNumberType.TOLL_FREE:
        return False
    return phonenumbers.is_valid_number(parsed)
