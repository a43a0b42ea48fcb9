"""Reading the demonstration's own files: TOML, and HTML with a TOML head between ``+++`` lines."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
FENCE = "+++\n"


@dataclass(frozen=True)
class Page:
    """What stands in the head of a file, and the HTML below it."""

    head: dict[str, Any]
    html: str


def table(name: str) -> dict[str, Any]:
    """The TOML file of that name."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def pages(folder: str) -> list[Page]:
    """The pages of a folder, in the order of their names."""
    return [_page(path) for path in sorted((FOLDER / folder).glob("*.html"))]


def _page(path: Path) -> Page:
    _nothing, head, html = path.read_text(encoding="utf-8").split(FENCE, 2)
    return Page(tomllib.loads(head), html)
