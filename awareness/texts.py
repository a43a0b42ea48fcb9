"""Pages that come as files: read once, cleaned once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from common.html import clean_body

DATA = Path(__file__).parent / "data"


@cache
def signs() -> dict[str, Any]:
    """The signs, in groups, from ``awareness/data/signs.toml``."""
    return _toml("signs")


@cache
def myths() -> dict[str, Any]:
    """What is said and what is the case, from ``awareness/data/myths.toml``."""
    return _toml("myths")


@cache
def safety() -> str:
    """How to browse safely, as clean HTML, from ``awareness/data/safety.html``."""
    return clean_body((DATA / "safety.html").read_text(encoding="utf-8"))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
