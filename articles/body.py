"""A story's body as the page shows it: an anchor at every paragraph, and the places between them.

All of it is computed from the cleaned body alone, and remembered for the bodies read last.
"""

import hashlib
import html
import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from django.utils.safestring import SafeString, mark_safe

from common.html import BLOCKS, plain_text

WORDS_A_MINUTE = 230
REMEMBERED = 256
VOID = {"br", "hr", "img"}
_ID = re.compile(r'\sid="([^"]*)"')
_OWN_LINK = re.compile(r'\shref="#([^"]*)"')


@dataclass(frozen=True)
class Piece:
    """Some of the body's HTML, up to and with the top-level paragraph of that ``number``.

    ``number`` is 0 for what follows the last paragraph.
    """

    html: SafeString
    number: int


@lru_cache(maxsize=REMEMBERED)
def pieces(body: str) -> tuple[Piece, ...]:
    """The cleaned ``body``, cut after each top-level paragraph, its blocks anchored by their key.

    A block whose paragraph has the key ``k`` gets the id ``p-k`` (``p-k-2`` where the same text
    comes again). Ids that an editor wrote get the prefix ``t-``: none meets an id of the page.
    """
    parser = _Anchors()
    parser.feed(body)
    parser.close()
    parser.cut(0)
    return tuple(Piece(_written(parts), number) for parts, number in parser.pieces if parts)


@lru_cache(maxsize=REMEMBERED)
def reading_minutes(body: str) -> int:
    """Minutes to read it at 230 words a minute, one at least."""
    return max(1, round(len(plain_text(body).split()) / WORDS_A_MINUTE))


@dataclass
class _Opening:
    """The start tag of a block, and the text that will give it its key."""

    tag: str
    rest: str
    words: list[str] = field(default_factory=list)
    anchor: str = ""

    def __str__(self) -> str:
        if not self.anchor:
            return f"<{self.tag}{self.rest}"
        written = _ID.search(self.rest)
        rest = _ID.sub("", self.rest)
        target = f'<span id="{written[1]}"></span>' if written else ""
        return f'<{self.tag} id="{self.anchor}"{rest}{target}'


def _written(parts: list[str | _Opening]) -> SafeString:
    return mark_safe("".join(map(str, parts)))  # noqa: S308  cleaned on saving


class _Anchors(HTMLParser):
    """Writes the HTML out again as it came, with an id for each block that holds text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.seen: dict[str, int] = {}
        self.depth = self.number = 0
        self.parts: list[str | _Opening] = []
        self.pieces: list[tuple[list[str | _Opening], int]] = []
        self.block: _Opening | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        raw = self.get_starttag_text() or ""
        raw = _OWN_LINK.sub(r' href="#t-\1"', _ID.sub(r' id="t-\1"', raw))
        if tag in BLOCKS:
            self._close_block()
            self.block = _Opening(tag, raw[len(tag) + 1 :])
            self.parts.append(self.block)
        else:
            self.parts.append(raw)
            if tag == "br":
                self._read(" ")
        self.depth += tag not in VOID

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")
        self.depth = max(0, self.depth - 1)
        if tag in BLOCKS:
            self._close_block()
        if tag == "p" and self.depth == 0:
            self.number += 1
            self.cut(self.number)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
        self._read(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_reference(f"&#{name};")

    def handle_reference(self, reference: str) -> None:
        """Keep it as written, and read the character it stands for."""
        self.parts.append(reference)
        self._read(html.unescape(reference))

    def cut(self, number: int) -> None:
        """End a piece here."""
        self._close_block()
        self.pieces.append((self.parts, number))
        self.parts = []

    def _read(self, words: str) -> None:
        if self.block is not None:
            self.block.words.append(words)

    def _close_block(self) -> None:
        """The text of the block is complete: name it by its key."""
        if self.block is None:
            return
        text = " ".join("".join(self.block.words).split())
        if text:
            key = hashlib.sha256(text.encode()).hexdigest()[:12]
            count = self.seen[key] = self.seen.get(key, 0) + 1
            self.block.anchor = f"p-{key}" if count == 1 else f"p-{key}-{count}"
        self.block = None
