"""Finds private data by form and checksum: addresses of mail, numbers, accounts, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from phonenumbers import Leniency, PhoneNumberMatcher

from comments.screening.candidate import Candidate
from comments.screening.verdict import Layer, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.context import Context
    from comments.screening.view import View

_EMAIL: Final = re.compile(r"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}")
_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"]{2,200}")
_DIGITS: Final = re.compile(r"\D+")
_MAX: Final = 5


def find(text: str, folded: View, context: Context) -> Iterator[Candidate]:
    """Every piece of private data, and every link to an unknown site."""
    if "@" in folded.text:
        yield from _matches(_EMAIL, folded, "privacy", "email")
    for candidate in _matches(_LINK, folded, "off_topic", "link"):
        if not _is_known(text[candidate.start : candidate.end], context.site_hosts):
            yield candidate
    yield from _phones(text, context)


def _matches(
    expression: re.Pattern[str], view: View, rule: str, reason: str
) -> Iterator[Candidate]:
    for count, match in enumerate(expression.finditer(view.text)):
        if count == _MAX:
            return
        start, end = view.span(*match.span())
        yield Candidate(rule, reason, start, end, Layer.PATTERN, Severity.CLEAR, guarded=False)


def _is_known(link: str, hosts: frozenset[str]) -> bool:
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", link.casefold()).split("/")[0].split(":")[0]
    return host in hosts


def _phones(text: str, context: Context) -> Iterator[Candidate]:
    if sum(character.isdigit() for character in text) < 6:
        return
    known = {_DIGITS.sub("", number)[-7:] for number in context.helpline_numbers}
    for match in PhoneNumberMatcher(text, context.region, Leniency.VALID, 20):
        if _DIGITS.sub("", match.raw_string)[-7:] not in known:
            yield Candidate(
                "privacy",
                "phone",
                match.start,
                match.end,
                Layer.PATTERN,
                Severity.CLEAR,
                guarded=False,
            )
