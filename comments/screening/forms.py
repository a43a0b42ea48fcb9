"""Many expressions asked at once: one linear pass says which of them occur."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import re2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OPTIONS: Final = re2.Options()
# What RE2 keeps of its automata grows with what it has read, up to this: it is a worker's memory.
OPTIONS.max_mem = 64 << 20
MAX_MATCHES: Final = 20


class Forms:
    """A fixed choice of RE2 expressions, numbered in their order."""

    def __init__(self, expressions: Iterable[str]) -> None:
        written = list(expressions)
        self._each = [re2.compile(expression, OPTIONS) for expression in written]
        self._all = re2.Set.SearchSet(OPTIONS)
        for expression in written:
            self._all.Add(expression)
        self._all.Compile()

    def occurring(self, text: str) -> list[int]:
        """The numbers of the expressions that occur somewhere in the text."""
        return self._all.Match(text) or []

    def find(self, text: str) -> Iterator[tuple[int, Any]]:
        """The first matches of every expression, with the expression's number."""
        for number in self.occurring(text):
            for match in islice(self._each[number].finditer(text), MAX_MATCHES):
                yield number, match
