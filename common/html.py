"""HTML that people wrote: cleaned by an allow-list, read as text, cut into paragraphs."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

MAX_HTML_LENGTH = 400_000
MAX_DEPTH = 100

BODY_TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "cite", "q", "em", "strong", "a", "br",
    "hr", "figure", "figcaption", "img", "table", "thead", "tbody", "tr", "th", "td", "caption",
    "abbr", "sup", "sub", "code", "pre", "dl", "dt", "dd", "time", "s",
}  # fmt: skip
BODY_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "time": {"datetime"},
    "*": {"lang", "dir", "id"},
}
BLOCKS = ("p", "li", "blockquote", "h2", "h3", "h4", "figcaption", "td", "dd", "dt", "pre")
# Tags by their old names become the ones of the allow-list.
_RENAMED = re.compile(r"<(/?)(b|i|h1)(?=[\s>])", re.IGNORECASE)
_NEW_NAMES = {"b": "strong", "i": "em", "h1": "h2"}
_OPENING_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Browsers leave these out of an address before they read it.
_SKIPPED = re.compile(r"[\x00-\x20]")
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "area", "col", "source"}
_LINK = re.compile(r"\bhttps?://[^\s<>\"'\u201c\u201d]{3,2000}", re.IGNORECASE)


class HTMLTooLarge(ValueError):
    """The HTML is too long or nested too deep to be cleaned in bounded time."""


@dataclass(frozen=True)
class Paragraph:
    """One block of a text: ``key`` is the first 12 hexadecimal digits of its hash."""

    key: str
    text: str


def clean_body(html: str) -> str:
    """The allowed part of ``html``: no script, style, form, frame, event or foreign picture.

    Raises:
        HTMLTooLarge: longer than 400,000 characters or deeper than 100 levels (the cleaner's time
            grows with the square of the depth).
    """
    return _clean(html, BODY_TAGS, BODY_ATTRIBUTES)


def clean_inline(html: str) -> str:
    """Emphasis and links alone."""
    return _clean(html, {"em", "strong", "a"}, {"a": {"href"}})


def _clean(html: str, tags: set[str], attributes: dict[str, set[str]]) -> str:
    if len(html) > MAX_HTML_LENGTH:
        raise HTMLTooLarge("The text is longer than 400,000 characters.")
    if _depth(html) > MAX_DEPTH:
        raise HTMLTooLarge("The text is nested deeper than 100 levels.")
    html = _RENAMED.sub(lambda match: f"<{match[1]}{_NEW_NAMES[match[2].lower()]}", html)
    return nh3.clean(
        html.replace("\x00", ""),
        tags=tags,
        attributes=attributes,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
        attribute_filter=_own_pictures_only,
    ).strip()


def _own_pictures_only(tag: str, attribute: str, value: str) -> str | None:
    """A page asks no other host for anything: pictures come from this site."""
    address = _SKIPPED.sub("", value)
    is_foreign = not address.startswith("/") or address.startswith("//") or "\\" in address
    if tag == "img" and attribute == "src" and is_foreign:
        return None
    return value


def _depth(html: str) -> int:
    """How deep elements stand in each other; a closing tag counts where its element is open."""
    deepest = 0
    unclosed: Counter[str] = Counter()
    for match in _OPENING_TAG.finditer(html):
        name = match[2].lower()
        if name in _VOID:
            continue
        if not match[1]:
            unclosed[name] += 1
            deepest = max(deepest, unclosed.total()) if deepest <= MAX_DEPTH else deepest
        elif unclosed[name]:
            unclosed[name] -= 1
    return deepest


class _Blocks(HTMLParser):
    """Collects the text of each innermost block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[list[str]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in BLOCKS:
            self.blocks.append([])
        elif tag == "br":
            self.blocks[-1].append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.blocks.append([])

    def handle_data(self, data: str) -> None:
        self.blocks[-1].append(data)


def paragraphs(html: str) -> list[Paragraph]:
    """The blocks of cleaned ``html`` in reading order, each with a key that survives moving it."""
    parser = _Blocks()
    parser.feed(html)
    parser.close()
    texts = (" ".join("".join(block).split()) for block in parser.blocks)
    return [
        Paragraph(hashlib.sha256(text.encode()).hexdigest()[:12], text) for text in texts if text
    ]


def plain_text(html: str) -> str:
    """The words of ``html``, a line for each block."""
    return "\n".join(paragraph.text for paragraph in paragraphs(html))


def linkify(text: str) -> SafeString:
    """Plain ``text`` as paragraphs of HTML, its http and https addresses as links.

    The links carry ``nofollow ugc noopener``; everything else is escaped.
    """
    blocks = [block for block in re.split(r"\n{2,}", text) if block.strip()]
    return mark_safe(  # noqa: S308  everything is escaped in _linkified
        "".join(f"<p>{'<br>'.join(map(_linkified, block.split(chr(10))))}</p>" for block in blocks)
    )


def _linkified(line: str) -> str:
    parts: list[str] = []
    end = 0
    for match in _LINK.finditer(line):
        address = match[0].rstrip(".,;:!?)]}’")
        parts.append(escape(line[end : match.start()]))
        shown = escape(address)
        parts.append(f'<a href="{shown}" rel="nofollow ugc noopener">{shown}</a>')
        end = match.start() + len(address)
    return "".join([*parts, escape(line[end:])])
