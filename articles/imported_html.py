"""The text of a WordPress post as clean HTML: paragraphs made, shortcodes undone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.fields import BodyField

BLOCK = (
    "address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr"
    "|li|main|nav|ol|p|pre|section|table|ul"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BLOCK_TAG = re.compile(rf"<(/?)({BLOCK})(?=[\s>/])", re.IGNORECASE)
_STARTS_A_BLOCK = re.compile(rf"</?(?:{BLOCK})(?=[\s>/])", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_SHORTCODE = re.compile(r"\[(/?)([a-z][a-z0-9_-]{1,40})([ \t][^\[\]<>]{0,500})?/?\]")
_EMPTY = re.compile(r"<(p|figure|h[2-4]|li)(?: [^>]*)?>(?:\s|&nbsp;|<br>)*</\1>")
_PICTURE = re.compile(r"<img\b", re.IGNORECASE)
UNWRAPPED = {"caption", "wp_caption", "embed"}
LEFT_OUT = {"gallery", "audio", "video", "playlist", "contact-form", "contact-form-7"}


@dataclass
class ImportedText:
    """Clean HTML, and in words what could not come along."""

    html: str
    notes: list[str] = field(default_factory=list)


def from_wordpress(content: str) -> ImportedText:
    """What ``content`` says, by the allow-list of stories.

    Raises:
        HTMLTooLarge: it is longer or deeper than a story may be.
    """
    text = _COMMENT.sub("", content.replace("\r\n", "\n").replace("\r", "\n"))
    left_out: list[str] = []
    text = _SHORTCODE.sub(lambda match: _without_shortcode(match, left_out), text)
    html = BodyField().cleaned("\n".join(_blocks(text)))
    pictures = len(_PICTURE.findall(content)) - len(_PICTURE.findall(html))
    for _round in range(2):  # an empty figure in an empty paragraph
        html = _EMPTY.sub("", html)
    notes = [f"the shortcode [{name}] was left out" for name in dict.fromkeys(left_out)]
    if pictures > 0:
        notes.append(f"{pictures} picture{'s' * (pictures > 1)} of another host left out")
    return ImportedText(html.strip(), notes)


def _without_shortcode(match: re.Match[str], left_out: list[str]) -> str:
    """Keep what a known shortcode wraps; a word in brackets that is none stays as it is."""
    name = match[2]
    if name in UNWRAPPED:
        return ""
    if name in LEFT_OUT or "=" in (match[3] or ""):
        left_out.append(name)
        return ""
    return match[0]


def _blocks(text: str) -> Iterator[str]:
    """Blank lines end paragraphs, and single line breaks are kept, where no block is open."""
    depth = 0
    for chunk in _BLANK_LINE.split(text.strip()):
        if not chunk.strip():
            continue
        if depth or _STARTS_A_BLOCK.match(chunk.lstrip()):
            yield chunk
        else:
            yield f"<p>{chunk.strip().replace(chr(10), '<br>' + chr(10))}</p>"
        for tag in _BLOCK_TAG.finditer(chunk):
            if tag[2].lower() != "hr":
                depth = max(0, depth + (-1 if tag[1] else 1))
