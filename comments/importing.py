"""Taking in comments from another site's export, threads intact; each is screened before it shows.

They pass through the same states as any other comment: what the rules hold waits for a moderator,
a disclosure goes to safeguarding, and nobody is written to.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import clock, moves, verdicts
from comments.models import Participant, ScreenedComment, State
from comments.models.comment import LAST_LEVEL
from comments.targets import Commentable, conversation_of
from common import wxr
from common.crypto import seal
from common.html import HTMLTooLarge, clean_body, plain_text
from common.requests import keyed_hash
from common.text import opening, tidy
from mailing.addresses import BadAddress, checked_address, email_key

NAME_LENGTH: Final = 50
KEY_LENGTH: Final = 120
MOST_CHARACTERS: Final = 100_000
VOTES: Final = "wpdiscuz_votes"
VOTE_DIGITS: Final = 6


class NotTaken(Exception):
    """The comment was left; the message says why."""


@dataclass
class Taken:
    """How many comments are here now, and in words what was left and why."""

    new: int = 0
    known: int = 0
    skipped: int = 0
    waiting: int = 0
    notes: list[str] = field(default_factory=list)


def take_comments(records: Iterable[wxr.Comment], target: Commentable, *, site: str) -> Taken:
    """Take the approved comments of one story, parents before replies. Safe to repeat.

    ``site`` is where they come from: with their number there it makes the key that they are known
    by.
    """
    taken = Taken()
    here: dict[str, ScreenedComment] = {}
    for record in _parents_first(list(records)):
        try:
            key = _key(record, site)
            known = ScreenedComment.objects.filter(source_key=key).first()
            comment = known or take_comment(
                record, target, key=key, parent=here.get(record.parent_id)
            )
        except NotTaken as reason:
            taken.skipped += 1
            taken.notes.append(
                f"comment {tidy(record.external_id)[:20] or '(no number)'}: {reason}"
            )
            continue
        here[record.external_id] = comment
        taken.known += known is not None
        taken.new += known is None
        taken.waiting += known is None and comment.state != State.PUBLISHED
    return taken


def _key(record: wxr.Comment, site: str) -> str:
    """What the comment is known by: where it comes from, and its number there."""
    number = record.external_id
    key = f"wp:{keyed_hash('import', site)[:16]}:{number}"
    if not number or len(key) > KEY_LENGTH or not key.isprintable():
        raise NotTaken("it has no number to know it by")
    return key


def take_comment(
    record: wxr.Comment, target: Commentable, *, key: str, parent: ScreenedComment | None
) -> ScreenedComment:
    """Store one approved comment at its own time, and screen it like any other.

    Raises:
        NotTaken: it is none of a reader's words, or there is nothing to take.
    """
    text = _checked(record)
    now = timezone.now()
    posted_at = min(record.posted_at or now, now)
    with clock.as_of(posted_at):
        comment = _store(record, target, text=text, key=key, parent=parent)
        verdicts.screen_comment(comment.pk)
    comment.refresh_from_db()
    return comment


def _checked(record: wxr.Comment) -> str:
    """The text of a comment that may be taken."""
    if record.kind not in {"comment", ""}:
        raise NotTaken(f"it is a {tidy(record.kind)[:20]}, not a reader's words")
    if not record.is_approved:
        raise NotTaken("it was not approved")
    if len(record.content) > MOST_CHARACTERS:
        raise NotTaken("it is longer than 100,000 characters")
    try:
        text = tidy(_plain(record.content), multiline=True)
    except HTMLTooLarge as problem:
        raise NotTaken("it is nested too deep") from problem
    if not text:
        raise NotTaken("it has no text")
    return text


def _plain(content: str) -> str:
    """WordPress keeps line breaks as they are, and a little HTML."""
    lines = content.replace("\r\n", "\n").split("\n")
    return "\n".join(
        plain_text(clean_body(line)) if "<" in line or "&" in line else line for line in lines
    )


@transaction.atomic
def _store(
    record: wxr.Comment,
    target: Commentable,
    *,
    text: str,
    key: str,
    parent: ScreenedComment | None,
) -> ScreenedComment:
    if parent is not None and parent.level >= LAST_LEVEL:
        parent = ScreenedComment.objects.get(pk=parent.parent_id)
    address, participant_key = _writer(record, key)
    participant, _made = Participant.objects.get_or_create(email_key=participant_key)
    comment = ScreenedComment(
        conversation=conversation_of(target),
        participant=participant,
        state=State.RECEIVED,
        sealed_text=seal(text),
        user_name=opening(tidy(record.author), NAME_LENGTH) or _("A reader"),
        user_email=address,
        vote_count=_votes(record.meta.get(VOTES, "")),
        source_key=key,
        submitted_at=clock.now(),
        received_at=clock.now(),
    )
    return moves.store(comment, parent=parent)


def _writer(record: wxr.Comment, key: str) -> tuple[str, bytes]:
    """The address, and the key that stands for its owner; without one, a key of the comment's."""
    try:
        address = checked_address(record.email)
        return address, email_key(address)
    except BadAddress:
        return "", bytes.fromhex(keyed_hash("imported writer", key))


def _votes(total: str) -> int:
    """The sum that wpDiscuz keeps; more against than for is none."""
    total = total.strip().removeprefix("+")
    return int(total) if total.isascii() and total.isdigit() and len(total) <= VOTE_DIGITS else 0


def _parents_first(records: list[wxr.Comment]) -> Iterator[wxr.Comment]:
    """Each record after the one that it answers; of a ring, the first stands free."""
    waiting: dict[str, list[wxr.Comment]] = {}
    numbers = {record.external_id for record in records}
    free = []
    for record in sorted(records, key=_age):
        if record.parent_id in numbers and record.parent_id != record.external_id:
            waiting.setdefault(record.parent_id, []).append(record)
        else:
            free.append(record)
    while free or waiting:
        if not free:
            free = waiting.pop(next(iter(waiting)))
        record = free.pop(0)
        yield record
        free = waiting.pop(record.external_id, []) + free


def _age(record: wxr.Comment) -> tuple[dt.datetime, str]:
    earliest = dt.datetime.min.replace(tzinfo=dt.UTC)
    return record.posted_at or earliest, record.external_id
