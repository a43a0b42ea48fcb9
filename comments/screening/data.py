"""Reads the package's own data files; nothing here is open to input from outside."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def rows(name: str) -> Iterator[list[str]]:
    """The tab-separated rows of a data file, without blank lines and comments."""
    for line in _text(name).splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


def words(name: str) -> frozenset[str]:
    """All words of a data file, in any layout."""
    lines = (line for line in _text(name).splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def toml(name: str) -> dict[str, Any]:
    """A data file in TOML."""
    return tomllib.loads(_text(name))


def names(folder: str, ending: str) -> list[str]:
    """The data files of a folder, sorted, as names for the functions above."""
    found = files("comments.screening").joinpath(folder).iterdir()
    return sorted(f"{folder}/{entry.name}" for entry in found if entry.name.endswith(ending))


def _text(name: str) -> str:
    return files("comments.screening").joinpath(name).read_text(encoding="utf-8")
