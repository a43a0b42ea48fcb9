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


def spaced(text: str) -> str:
    return " ".join(text)


def dotted(text: str) -> str:
    return ".".join(text)


def dashed(text: str) -> str:
    return "-".join(text)


def leet(text: str) -> str:
    return text.translate(str.maketrans("aeios", "43105"))


def symbols(text: str) -> str:
    return text.translate(str.maketrans("ais", "@!$"))


def stretched(text: str) -> str:
    return text[:1] + text[1] * 4 + text[2:]


def zero_width(text: str) -> str:
    return "\u200b".join(text)


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in text)


def cyrillic(text: str) -> str:
    return text.translate(str.maketrans("aceopxyi", "асеорхуі"))


def bold(text: str) -> str:
    return "".join(chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in text)


def accented(text: str) -> str:
    return "".join(c + "\u0301" for c in text)


def upper(text: str) -> str:
    return text.upper()


DISGUISES = (
    spaced, dotted, dashed, leet, symbols, stretched, zero_width, wide, cyrillic, bold, accented,
    upper,
)  # fmt: skip
SURROUNDINGS = (
    "{}",
    "Thank you for this article. {}",
    "{} I read the report last night.",
    "I read all of it and the figures are new to me.\n\n{}\n\nThe second part was better.",
    "…{}…",
    "({})",
)
