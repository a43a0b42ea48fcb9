"""What the engine may know beside the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one text; every field may be left out.

    ``previous_texts`` are the author's latest comments and the thread's, newest first, and serve
    to see repetition. ``site_hosts`` are hosts whose links are no advertising.
    ``helpline_numbers`` are public numbers in any spelling, never taken for private data.
    ``parent_held`` says that the text answers one that is not public.
    """

    parent_text: str = ""
    parent_held: bool = False
    previous_texts: tuple[str, ...] = ()
    site_hosts: frozenset[str] = frozenset()
    helpline_numbers: frozenset[str] = frozenset()
    policy: Literal["open", "premoderated"] = "open"
    language_hint: str = ""
    region: str = "GB"
