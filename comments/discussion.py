"""Reading a conversation: one query for a page of it, whatever its size, in thread order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final, cast
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, QuerySet, prefetch_related_objects
from django.db.models.functions import Left

from comments.models import Conversation, ScreenedComment, State
from comments.models.comment import STEP_LENGTH
from comments.targets import Commentable, target_of

A_PAGE: Final = 50  # first-level comments
EVERYTHING: Final = 2000  # on the page that shows all
NEWEST: Final = "newest"
_PAGE: Final = re.compile(r"[1-9][0-9]{0,4}")
SORTS: Final[dict[str, tuple[str, ...]]] = {
    "voted": ("-vote_count", "-path"),
    NEWEST: ("-path",),
    "oldest": ("path",),
}
UNREAD: Final = ("sealed_text", "only_once", "message", "network", "source_key", "ip_address",
                 "user_email", "user_url", "user")  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the address asks for; whatever is not understood is the first page, newest first."""

    sort: str = NEWEST
    page: int = 1
    paragraph: str = ""
    everything: bool = False

    @classmethod
    def read(cls, query: dict[str, str]) -> "Asked":
        """Read the query of a story's address."""
        sort, page, paragraph = (
            query.get("sort", ""),
            query.get("page", ""),
            query.get("paragraph", ""),
        )
        return cls(
            sort=sort if sort in SORTS else NEWEST,
            page=int(page) if _PAGE.fullmatch(page) else 1,
            paragraph=paragraph if paragraph.isascii() and paragraph.isalnum() else "",
            everything=page == "all",
        )

    def address(self, **changes: object) -> str:
        """The query that asks for the same with ``changes``, down to the comments."""
        wanted: dict[str, object] = {"sort": self.sort, "page": "", "paragraph": self.paragraph}
        kept = {name: value for name, value in {**wanted, **changes}.items() if value}
        if kept.get("sort") == NEWEST:
            del kept["sort"]
        return f"?{urlencode(kept)}#comments"


@dataclass
class Entry:
    """One comment on the page, or the stub that keeps its replies."""

    comment: ScreenedComment
    parent: "Entry | None" = None
    replies: list["Entry"] = field(default_factory=list)
    opens: bool = False
    closes: int = 0
    stays_open: bool = False

    @property
    def is_stub(self) -> bool:
        """Whether only its place is shown."""
        return self.comment.state != State.PUBLISHED

    @property
    def is_flat(self) -> bool:
        """Whether it stands beside what it answers, and has to say whom."""
        return self.parent is not None and self.parent.level == self.level

    @property
    def level(self) -> int:
        """How deep it is nested on the page, from 1."""
        return self.comment.shown_level + 1


@dataclass(frozen=True)
class Page:
    """A page of a conversation as the template shows it."""

    asked: Asked
    entries: list[Entry]
    count: int
    has_more: bool

    @property
    def earlier(self) -> str:
        """The query of the page before."""
        before = self.asked.page - 1
        return self.asked.address(page=before if before > 1 else "")

    @property
    def later(self) -> str:
        """The query of the page after."""
        return self.asked.address(page=self.asked.page + 1)

    @property
    def all(self) -> str:
        """The query of the page with everything."""
        return self.asked.address(page="all")


def read_page(target: Commentable, asked: Asked) -> tuple[Conversation | None, Page]:
    """A page of the conversation about ``target``: two queries, at 1 comment and at 10,000."""
    conversation = find_conversation(target)
    if conversation is None:
        return None, Page(asked, [], 0, has_more=False)
    size = EVERYTHING if asked.everything else A_PAGE
    first = 0 if asked.everything else (asked.page - 1) * A_PAGE
    roots = _roots(conversation, asked)[first : first + size + 1]
    rows = _in(conversation).filter(root__in=roots.values("path")).defer(*UNREAD)
    threads = _threads(rows.order_by("path"))
    threads.sort(key=lambda entry: _rank(entry, asked.sort))
    has_more = len(threads) > size
    shown = list(_flat(threads[:size]))
    return conversation, Page(asked, _closed(shown), conversation.published_count, has_more)


def find_conversation(target: Commentable) -> Conversation | None:
    """The conversation about ``target``, if anybody has begun one."""
    content_type = ContentType.objects.get_for_model(target)  # type: ignore[arg-type]
    return Conversation.objects.filter(content_type=content_type, object_id=target.pk).first()


def published(comment_id: int) -> ScreenedComment | None:
    """The published comment of that number, if what it is about may be read."""
    if comment_id >= 2**31:
        return None
    comments = ScreenedComment.objects.published().select_related("conversation__content_type")
    comment = comments.filter(pk=comment_id).first()
    target = target_of(comment.conversation) if comment else None
    return comment if target is not None and target.may_be_read() else None


def attach_targets(comments: list[ScreenedComment]) -> None:
    """Fetch what the comments are about: one query for each kind of thing."""
    prefetch_related_objects([each.conversation for each in comments], "target")


def place_of(comment: ScreenedComment) -> str | None:
    """The address of the page that shows ``comment``; ``None`` where its thread is not shown."""
    target = target_of(comment.conversation)
    if target is None or not target.may_be_read():
        return None
    root = comment.path[:STEP_LENGTH]
    before = _roots(comment.conversation, Asked()).filter(path__gt=root).count()
    page = before // A_PAGE + 1
    query = f"?page={page}" if page > 1 else ""
    return f"{target.get_absolute_url()}{query}#c{comment.pk}"


def _in(conversation: Conversation) -> QuerySet[ScreenedComment]:
    comments = ScreenedComment.objects.once_published().filter(conversation=conversation)
    return cast("QuerySet[ScreenedComment]", comments.annotate(root=Left("path", STEP_LENGTH)))


def _roots(conversation: Conversation, asked: Asked) -> QuerySet[ScreenedComment]:
    """The first-level comments that are shown: public, or with a public reply."""
    with_reply = (
        ScreenedComment.objects.published()
        .filter(conversation=conversation)
        .values(root=Left("path", STEP_LENGTH))
    )
    roots = _in(conversation).filter(path=F("root"), path__in=with_reply)
    if asked.paragraph:
        roots = roots.filter(paragraph_key=asked.paragraph)
    return roots.order_by(*SORTS[asked.sort])


def _threads(rows: Iterable[ScreenedComment]) -> list[Entry]:
    """Trees out of rows in path order; what stands under nothing shown is dropped."""
    entries: dict[int, Entry] = {}
    roots: list[Entry] = []
    for comment in rows:
        entry = Entry(comment)
        if not comment.is_reply:
            roots.append(entry)
        elif (parent := entries.get(comment.parent_id)) is not None:
            entry.parent = parent
            parent.replies.append(entry)
        else:
            continue
        entries[comment.pk] = entry
    for entry in reversed(entries.values()):
        entry.replies = [each for each in entry.replies if not each.is_stub or each.replies]
    return [root for root in roots if not root.is_stub or root.replies]


def _rank(entry: Entry, sort: str) -> tuple[int, int]:
    comment = entry.comment
    votes = -comment.vote_count if sort == "voted" else 0
    return votes, comment.pk if sort == "oldest" else -comment.pk


def _flat(entries: list[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.replies)


def _closed(entries: list[Entry]) -> list[Entry]:
    """Say at each entry whether it opens a list, and how many it closes behind it."""
    for entry, follower in zip_longest(entries, entries[1:]):
        deeper = follower.level - entry.level if follower else -(entry.level - 1)
        if follower and deeper > 0:
            follower.opens = True
        entry.closes = max(-deeper, 0)
        entry.stays_open = deeper > 0
    return entries
