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
        self._written = list(expressions)
        self._compiled: dict[int, re2.Pattern] = {}
        self._all = re2.Set.SearchSet(OPTIONS)
        for expression in self._written:
            self._all.Add(expression)
        self._all.Compile()

    def occurring(self, text: str) -> list[int]:
        """The numbers of the expressions that occur somewhere in the text."""
        return self._all.Match(text) or []

    def find(self, text: str) -> Iterator[tuple[int, Any]]:
        """The first matches of every expression, with the expression's number."""
        for number in self.occurring(text):
            for match in islice(self._expression(number).finditer(text), MAX_MATCHES):
                yield number, match

    def _expression(self, number: int) -> re2.Pattern:
        """One expression, compiled when it first occurs: most never do, and all take long."""
        if number not in self._compiled:
            self._compiled[number] = re2.compile(self._written[number], OPTIONS)
        return self._compiled[number]
