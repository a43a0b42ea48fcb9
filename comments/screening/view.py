"""A reading of a text that remembers where each of its characters came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class View:
    """Text in a changed spelling; ``starts`` and ``ends`` map each character to the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Self:
        """The view that changes nothing."""
        return cls(text, range(len(text)), range(1, len(text) + 1))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` to ``end`` stand in the original."""
        return min(self.starts[start:end]), max(self.ends[start:end])


@dataclass(slots=True)
class ViewBuilder:
    """Collects the pieces of a view from left to right."""

    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def keep(self, view: View, start: int, end: int) -> None:
        """Take over a stretch of another view as it stands."""
        self.pieces.append(view.text[start:end])
        self.starts.extend(view.starts[start:end])
        self.ends.extend(view.ends[start:end])

    def replace(self, text: str, start: int, end: int) -> None:
        """Write ``text`` for everything between two original offsets."""
        self.pieces.append(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    def build(self) -> View:
        """The finished view."""
        return View("".join(self.pieces), self.starts, self.ends)
