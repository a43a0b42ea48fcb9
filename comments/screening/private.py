"""Rule 7 by form and checksum, and links: what identifies a person or leads away from here.

Each finder reads the original, because capitals and punctuation are part of these forms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import re2

from comments.screening import documents, links, phones, places
from comments.screening.candidate import Candidate, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comments.screening.context import Context
    from comments.screening.view import View

_EMAIL: Final = re2.compile(
    r"\b[a-z0-9][a-z0-9._%+-]{0,63} ?@ ?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{2,63}){1,4}\b"
)
_SPELT_EMAIL: Final = re2.compile(
    r"\b(?:[a-z0-9._%+-]{2,64} ?(?:@|\(at\)|\[at\]|\{at\}) ?[a-z0-9-]{2,63} ?\. ?"
    r"|[a-z0-9._%+-]{2,64} at [a-z0-9-]{2,63}\."
    r"|[a-z0-9._%+-]{2,64} ?(?:@|\(at\)|\[at\]|\{at\}| at ) ?[a-z0-9-]{2,63}"
    r" ?(?:\(dot\)|\[dot\]|\{dot\}| dot ) ?)(?:com|org|net|edu|info|uk|co|es|fr|de|it|me|ru|io)\b"
)
_HANDLE: Final = re2.compile(
    r"\b(?:telegram|whats ?app|insta(?:gram)?|snap(?:chat)?|kik|signal|wickr|discord|skype|viber|"
    r"wechat|line|onlyfans|tiktok|facebook|fb|ig|tg|messenger|twitter|dm|add|follow|find)\b"
    r"[^\n]{0,20}?@[a-z0-9._]{3,30}"
)


def find(text: str, folded: View, context: Context) -> Iterator[Candidate]:
    """Every piece of private data, and every link to an unknown site."""
    written = folded.text
    if "@" in written or " at " in written or "at)" in written or "at]" in written:
        yield from _emails(folded)
    if "." in written or " dot " in written:
        yield from links.find(folded, context)
    if any(character.isdigit() for character in written) or "zero" in written or "oh " in written:
        yield from phones.find(folded, context)
        yield from documents.find(text)
        yield from places.find(text)


def _emails(folded: View) -> Iterator[Candidate]:
    taken: list[tuple[int, int]] = []
    for expression in (_EMAIL, _SPELT_EMAIL):
        for match in expression.finditer(folded.text):
            start, end = match.span()
            if not any(start < other_end and other < end for other, other_end in taken):
                taken.append((start, end))
                yield mark(folded, start, end, "privacy", "email")
    for match in _HANDLE.finditer(folded.text):
        yield mark(folded, match.start(), match.end(), "privacy", "handle")
