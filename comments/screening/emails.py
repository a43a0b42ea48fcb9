"""E-mail addresses of people, plain or spelt out; those of offices are let through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import re2

from comments.screening import data
from comments.screening.candidate import Candidate, mark
from comments.screening.links import PUBLIC_HOSTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.view import View

_FORMS: Final = data.toml("forms.toml")["emails"]
_EXPRESSIONS: Final = tuple(re2.compile(_FORMS[name]) for name in ("plain", "spelt", "spaced"))
_OFFICIAL: Final = re2.compile(_FORMS["official"])
_ORGANISATION: Final = re2.compile(_FORMS["organisation"])
_ROLE: Final = re2.compile(_FORMS["role"])
_NOT_A_NAME: Final = re2.compile(_FORMS["not_a_name"])
_NOT_A_HOST: Final = re2.compile(_FORMS["not_a_host"])
_DOT: Final = re2.compile(r" ?(?:\.|[(\[{<](?:dot|\.)[)\]}>]| dot | punto | point ) ?")
_AT: Final = re2.compile(r" ?(?:@|[(\[{<](?:at|@)[)\]}>]| at | arroba | arobase ) ?")
_TELLING: Final = ("@", "at)", "at]", "at}", "at>", " at ", "arroba", "arobase")


def find(folded: View) -> Iterator[Candidate]:
    """Every address that is not an office's."""
    text = folded.text
    if not any(sign in text for sign in _TELLING):
        return
    taken: list[tuple[int, int]] = []
    for expression in _EXPRESSIONS:
        for match in expression.finditer(text):
            start, end = match.span()
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            taken.append((start, end))
            if not _is_public(match.group()):
                yield mark(folded, start, end, "privacy", "email")


def _is_public(written: str) -> bool:
    """Whether it is no address at all, or one that an office gives to everybody."""
    name, host = _AT.split(written, 1)[:2]
    name = _DOT.sub(".", name).split(" ")[-1]
    host = _DOT.sub(".", host).strip()
    spoken = "@" not in written and "[" not in written and "(" not in written
    if spoken and (_NOT_A_NAME.match(name) or _NOT_A_HOST.match(host.split(".")[0])):
        return True
    if _OFFICIAL.search(host):
        return True
    labels = host.split(".")
    known = any(".".join(labels[place:]) in PUBLIC_HOSTS for place in range(len(labels)))
    return bool(_ROLE.match(name)) and (known or bool(_ORGANISATION.search(host)))
