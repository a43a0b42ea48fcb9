"""What an export holds, as plain records: nothing here knows XML or Django."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Author:
    """Somebody who wrote stories."""

    login: str
    name: str


@dataclass(frozen=True)
class Term:
    """A category or a tag; ``parent`` is the slug of the category above."""

    kind: str  # "category" or "tag"
    slug: str
    name: str
    parent: str = ""
    description: str = ""


@dataclass(frozen=True)
class Comment:
    """A comment, a pingback or a trackback (``kind``); ids are the old site's, "" for none."""

    external_id: str
    parent_id: str
    author: str
    email: str
    posted_at: dt.datetime | None
    content: str
    is_approved: bool
    kind: str
    meta: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """A post, page, attachment or menu item (``kind``), with its comments."""

    external_id: str
    kind: str
    status: str
    title: str
    slug: str
    link: str
    creator: str
    content: str
    excerpt: str
    posted_at: dt.datetime | None
    modified_at: dt.datetime | None
    has_password: bool
    takes_comments: bool
    terms: list[Term]
    comments: list[Comment]
    meta: dict[str, str]


@dataclass(frozen=True)
class Site:
    """Where the export comes from."""

    title: str
    address: str
    version: str
    names_version: bool = True  # the oldest exports do not: it is then read from the namespace


Record = Site | Author | Term | Item
