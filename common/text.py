"""Text that people typed, made safe to keep without changing what they said."""

import re
import unicodedata

# C0 and C1 controls but tab and newline; bidi overrides and isolates; zero-width and invisible
# characters that carry no meaning of their own. U+200C and U+200D stay: Persian and emoji use them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\u00a0]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def unseen_removed(value: str) -> str:
    """``value`` without control characters and tricks of direction, in NFC; blanks stay."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _SURROGATES.sub("\ufffd", value)))


def tidy(value: str, *, multiline: bool = False) -> str:
    """``value`` without control characters, in NFC, trimmed; one line unless ``multiline``."""
    value = unseen_removed(value.replace("\r\n", "\n").replace("\r", "\n"))
    if multiline:
        lines = (_SPACES.sub(" ", line).rstrip() for line in value.split("\n"))
        return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
    return _SPACES.sub(" ", value.replace("\n", " ")).strip()


def fold(value: str) -> str:
    """A key for comparing: compatible forms, no marks, no case, only letters and digits."""
    decomposed = unicodedata.normalize("NFKD", value).casefold()
    return "".join(character for character in decomposed if character.isalnum())


def opening(value: str, length: int) -> str:
    """The first ``length`` characters, cut between words, with an ellipsis where cut."""
    if len(value) <= length:
        return value
    cut = value[: length - 1]
    head, separator, _tail = cut.rpartition(" ")
    return (head if separator and len(head) > length // 2 else cut).rstrip(" ,;:.–—") + "…"
