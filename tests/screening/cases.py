"""The cases of the rules: plain files with one text a line."""

from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


def texts(name: str) -> list[str]:
    """All texts of a file."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def breaking(rule: str) -> list[str]:
    """The texts that break one rule."""
    pairs = (line.split("\t") for line in texts("uncivil.tsv"))
    return [text for slug, text in pairs if slug == rule]


def marked(name: str, mark: str) -> list[str]:
    """The texts of a file of three columns whose first is the mark; ``\\n`` is a new line."""
    rows = (line.split("\t") for line in texts(name))
    return [text.replace("\\n", "\n") for first, _, text in rows if first == mark]


SURROUNDINGS = (
    "{}",
    "Thank you for this article. {}",
    "{} I read the report last night.",
    "I read all of it and the figures are new to me.\n\n{}\n\nThe second part was better.",
    "…{}…",
    "({})",
)
