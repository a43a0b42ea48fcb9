"""Takes what identifies people out of a text, so that it can be learnt from.

Cautious rather than faithful: every link and every long number goes, public ones too. Names are
known only where somebody names them; a text that speaks of where or who a person is cannot be
made safe by replacing words, and ``tells_of_somebody`` says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import re2

from comments.screening import links, patterns, private
from comments.screening.clear import clear
from comments.screening.context import Context
from comments.screening.fold import fold
from comments.screening.lexicon import WORD
from comments.screening.vocabulary import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comments.screening.view import View

NAME: Final = "[name]"
NUMBER: Final = "[number]"
LINK: Final = "[link]"
PLACEHOLDERS: Final = {
    "email": "[email]",
    "phone": "[phone]",
    "handle": "[handle]",
    "link": LINK,
    "address": "[address]",
}
_FORMS: Final[tuple[tuple[str, Any], ...]] = (
    ("[email]", re2.compile(r"[^\s@<>()\"]{1,64}@[^\s@<>()\"]{1,200}\.[^\s@<>()\".,;:!?]{2,30}")),
    (LINK, links.LINK),
    (LINK, re2.compile(r"\b[a-z][a-z0-9+.\-]{1,15}://[^\s<>\"]+")),
    ("[handle]", re.compile(r"@\w[\w.\-]{1,40}")),
    (NUMBER, re2.compile(r"\+?\d(?:[ ().\-/]{0,3}\d){6,}")),
)
_SHORTEST_PART: Final = 3  # letters of a part of a name, "van" among them


class Names:
    """The names of some people, found in texts whole or in parts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = {}
        for name in names:
            words = tuple(match.group() for match in WORD.finditer(fold(name).text))
            for part in {words, *((word,) for word in words if _is_telling(word))}:
                if part:
                    self._by_first.setdefault(part[0], set()).add(part)

    def find(self, text: str, view: View) -> Iterator[tuple[int, int]]:
        """Where one of them stands in the original, the longest at each place."""
        words = list(WORD.finditer(view.text))
        for number, word in enumerate(words):
            fitting = [
                name
                for name in self._by_first.get(word.group(), ())
                if name == tuple(each.group() for each in words[number : number + len(name)])
            ]
            if fitting:
                longest = max(fitting, key=len)
                start, end = view.span(word.start(), words[number + len(longest) - 1].end())
                is_common = len(longest) == 1 and longest[0] in COMMON
                if not (is_common and text[start].islower()):  # hope, will, may
                    yield start, end


def redact(text: str, names: Names) -> str:
    """The text with placeholders for people, their addresses and numbers, and links."""
    readable = text.encode("utf-8", "replace").decode("utf-8")
    view = fold(readable)
    pieces: list[str] = []
    end = 0
    found = sorted(_found(readable, view, names), key=lambda each: (each[0], -each[1]))
    for start, stop, placeholder in found:
        if start >= end:
            pieces += [readable[end:start], placeholder]
        end = max(end, stop)
    return "".join([*pieces, readable[end:]])


def tells_of_somebody(text: str) -> bool:
    """Whether it says who or where a person is in words that no placeholder stands for."""
    return any(found.rule == "privacy" for found in patterns.find(clear(fold(text))))


def is_bare(text: str) -> bool:
    """Whether nothing private is recognised in it any more."""
    return not any(private.find(text, fold(text), Context()))


def _found(text: str, view: View, names: Names) -> Iterator[tuple[int, int, str]]:
    for placeholder, form in _FORMS:
        for match in form.finditer(view.text):
            yield *view.span(match.start(), match.end()), placeholder
    for found in private.find(text, view, Context()):
        yield found.start, found.end, PLACEHOLDERS.get(found.reason, NUMBER)
    for start, end in names.find(text, view):
        yield start, end, NAME


def _is_telling(word: str) -> bool:
    return len(word) >= _SHORTEST_PART or not word.isascii()
