"""What the house tests look at."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE = {"var", "__pycache__", "node_modules"}
NOT_PACKAGES = {"tests", "benchmarks"}


def files(*suffixes: str) -> list[Path]:
    """The project's own files with one of these endings; nothing hidden or made by running."""
    found = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name not in MADE and not name.startswith(".")]
        found += [Path(folder, name) for name in names if name.endswith(suffixes)]
    return sorted(found)


def packages() -> set[str]:
    """The names of the top-level packages that run in production."""
    return {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_PACKAGES


def relative(path: Path) -> str:
    """A path as somebody in the project's folder would write it."""
    return path.relative_to(ROOT).as_posix()
