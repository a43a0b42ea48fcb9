"""Texts that come as files with the portal: read once, cleaned once."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from common.html import clean_body

DATA = Path(__file__).parent / "data"
FENCE = "+++\n"


class TextFileError(ValueError):
    """A text file of the portal is not as it must be; the message names the file."""


@dataclass(frozen=True)
class TextPage:
    """A page kept as a file: what stands between the fences, and clean HTML below them."""

    title: str
    summary: str
    reviewed_on: dt.date | None
    body: str
    more: dict[str, Any]


def read_page(path: Path) -> TextPage:
    """The page in ``path``.

    Raises:
        TextFileError: the head is missing or incomplete.
    """
    opening, fence, rest = path.read_text(encoding="utf-8").partition(FENCE)
    head, second_fence, body = rest.partition(FENCE)
    if opening or not fence or not second_fence:
        raise TextFileError(f"{path.name} does not begin with a head between two lines of +++.")
    try:
        fields = tomllib.loads(head)
        reviewed = fields.pop("reviewed", None)
        return TextPage(
            title=fields.pop("title"),
            summary=fields.pop("summary"),
            reviewed_on=dt.date.fromisoformat(reviewed) if reviewed else None,
            body=clean_body(body),
            more=fields,
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise TextFileError(f"{path.name}: the head is wrong: {problem}") from problem


@cache
def safety() -> TextPage:
    """How to use this site on a device that somebody else may look at."""
    return read_page(DATA / "safety.html")


@cache
def signs() -> dict[str, Any]:
    """A caution, and the signs by kind of work."""
    return _read_table("signs")


@cache
def myths() -> list[dict[str, str]]:
    """What is often said and what is the case; each body is clean HTML."""
    return [{**myth, "body": clean_body(myth["body"])} for myth in _read_table("myths")["myth"]]


def glossary() -> list[dict[str, Any]]:
    """The words as they come with the portal."""
    return list(_read_table("glossary")["term"])


def learn_pages() -> list[TextPage]:
    """The learn pages as they come with the portal."""
    return [read_page(path) for path in sorted((DATA / "learn").glob("*.html"))]


def _read_table(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
