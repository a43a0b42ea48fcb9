"""Reading an export (WXR 1.0 to 1.2) one record at a time."""

import codecs
import datetime as dt
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from common.wxr.records import Author, Comment, Item, Record, Site, Term

MAX_ITEM_BYTES = 32 * 1024 * 1024
VERSIONS = ("1.0", "1.1", "1.2")
HEAD = {"title", "link", "wp:wxr_version", "wp:base_blog_url"}
WP = ("http://wordpress.org/export/", "https://wordpress.org/export/")
NAMESPACES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
}
KINDS = {"category": "category", "post_tag": "tag", "tag": "tag"}
# A control character makes XML unreadable, and old databases are full of them.
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class NotReadable(Exception):
    """The file is no WordPress export, is damaged, or is hostile; the message says which."""


def read(file: IO[bytes]) -> Iterator[Record]:
    """The site, and then the other records in the order of the file.

    Raises:
        NotReadable: with a sentence that says what is wrong and where.
    """
    try:
        yield from _records(_Cleaned(file))
    except ParseError as problem:
        line, _column = problem.position
        raise NotReadable(
            f"The file breaks off or is damaged at line {line}: export it again."
        ) from problem
    except DefusedXmlException as problem:
        raise NotReadable(
            "The file declares a document type or entities, which no WordPress export does."
        ) from problem
    except (LookupError, UnicodeError) as problem:
        raise NotReadable("The file is in an encoding that cannot be read.") from problem


def _records(stream: "_Cleaned") -> Iterator[Record]:
    channel: Element | None = None
    site: Site | None = None
    head: dict[str, str] = {}
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        name = _name(element.tag)
        if event == "start":
            channel = element if name == "channel" else channel
            namespace = element.tag.removeprefix("{").partition("}")[0]
            if namespace.startswith(WP):
                head.setdefault("namespace", namespace.split("/export/")[1].rstrip("/"))
            continue
        if site is None and name in HEAD:
            head.setdefault(name, (element.text or "").strip())
        if channel is None or name not in {"wp:author", "wp:category", "wp:tag", "item"}:
            continue
        if site is None:
            site = _site(head)
            yield site
        yield from _record(name, element)
        channel.clear()
        stream.start_item()
    if site is None:
        yield _site(head)


def _record(name: str, element: Element) -> Iterator[Record]:
    texts = _texts(element)
    if name == "wp:author":
        login = texts.get("wp:author_login", "")
        yield Author(login, texts.get("wp:author_display_name", "") or login)
    elif name == "wp:category":
        yield Term(
            "category",
            texts.get("wp:category_nicename", ""),
            texts.get("wp:cat_name", ""),
            texts.get("wp:category_parent", ""),
            texts.get("wp:category_description", ""),
        )
    elif name == "wp:tag":
        yield Term("tag", texts.get("wp:tag_slug", ""), texts.get("wp:tag_name", ""))
    else:
        yield _item(element, texts)


def _site(head: dict[str, str]) -> Site:
    named = head.get("wp:wxr_version", "")
    version = named or head.get("namespace", "")
    if version not in VERSIONS:
        raise NotReadable(
            "The file is no WordPress export (WXR 1.0, 1.1 or 1.2)"
            + (f": it says {version[:20]!r}." if version else ".")
        )
    address = head.get("wp:base_blog_url") or head.get("link", "")
    return Site(head.get("title", ""), address, version, names_version=bool(named))


def _item(element: Element, texts: dict[str, str]) -> Item:
    return Item(
        external_id=texts.get("wp:post_id") or texts.get("guid") or texts.get("link", ""),
        kind=texts.get("wp:post_type", "") or "post",
        status=texts.get("wp:status", ""),
        title=texts.get("title", ""),
        slug=texts.get("wp:post_name", ""),
        link=texts.get("link", ""),
        creator=texts.get("dc:creator", ""),
        content=texts.get("content:encoded", ""),
        excerpt=texts.get("excerpt:encoded", ""),
        posted_at=_moment(texts.get("wp:post_date_gmt")) or _moment(texts.get("wp:post_date")),
        modified_at=_moment(texts.get("wp:post_modified_gmt")),
        has_password=bool(texts.get("wp:post_password")),
        takes_comments=texts.get("wp:comment_status", "open") != "closed",
        terms=_terms(element),
        comments=[_comment(each) for each in element if _name(each.tag) == "wp:comment"],
        meta=_meta(element, "wp:postmeta"),
    )


def _terms(element: Element) -> list[Term]:
    """Categories and tags; old exports name each twice, or without a slug and a kind."""
    named = [each for each in element if each.tag == "category"]
    full = [each for each in named if each.get("nicename") and each.get("domain") in KINDS]
    return [
        Term(
            KINDS[each.get("domain") or "category"],
            each.get("nicename", ""),
            (each.text or "").strip(),
        )
        for each in full or named
        if (each.get("domain") or "category") in KINDS
    ]


def _comment(element: Element) -> Comment:
    texts = _texts(element)
    parent = texts.get("wp:comment_parent", "")
    return Comment(
        external_id=texts.get("wp:comment_id", ""),
        parent_id="" if parent == "0" else parent,
        author=texts.get("wp:comment_author", ""),
        email=texts.get("wp:comment_author_email", ""),
        posted_at=_moment(texts.get("wp:comment_date_gmt"))
        or _moment(texts.get("wp:comment_date")),
        content=texts.get("wp:comment_content", ""),
        is_approved=texts.get("wp:comment_approved", "") == "1",
        kind=texts.get("wp:comment_type", "") or "comment",
        meta=_meta(element, "wp:commentmeta"),
    )


def _meta(element: Element, kind: str) -> dict[str, str]:
    pairs = (_texts(each) for each in element if _name(each.tag) == kind)
    return {pair.get("wp:meta_key", ""): pair.get("wp:meta_value", "") for pair in pairs}


def _texts(element: Element) -> dict[str, str]:
    """The text of each child by its name; of two with one name, the first."""
    texts: dict[str, str] = {}
    for child in element:
        texts.setdefault(_name(child.tag), (child.text or "").strip())
    return texts


def _name(tag: str) -> str:
    """``{namespace}name`` with the usual prefix of the namespace, whatever the file calls it."""
    namespace, brace, name = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    if not brace:
        return name
    if namespace.startswith(WP):
        return ("excerpt:" if namespace.rstrip("/").endswith("excerpt") else "wp:") + name
    return f"{NAMESPACES.get(namespace, namespace)}:{name}"


def _moment(text: str | None) -> dt.datetime | None:
    """A date as WordPress writes it, in UTC; none for its ``0000-00-00 00:00:00``."""
    try:
        return dt.datetime.strptime(text or "", "%Y-%m-%d %H:%M:%S").replace(tzinfo=dt.UTC)
    except ValueError:
        return None


class _Cleaned:
    """The file without control characters, and never more than one item's worth at a time."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.since_item = 0
        self.is_wide: bool | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes, cleaned."""
        chunk = self.file.read(min(size, 65536) if size > 0 else 65536)
        if self.is_wide is None:
            self.is_wide = chunk.startswith(_WIDE)
        self.since_item += len(chunk)
        if self.since_item > MAX_ITEM_BYTES:
            raise NotReadable("One item of the file is larger than 32 MB.")
        if self.is_wide or not chunk:
            return chunk
        return chunk.translate(None, _CONTROLS) or self.read(size)

    def start_item(self) -> None:
        """Count anew."""
        self.since_item = 0
