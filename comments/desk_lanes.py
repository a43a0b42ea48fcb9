"""The lanes of the moderators' desk: what waits in each, in which order, and how much of it.

A page of a lane asks a handful of queries however many comments wait.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from comments.answers import LET_STAND
from comments.desk_access import Desk
from comments.models import ModerationEvent, Report, ScreenedComment, State
from common.paging import KeyPage, key_of, newest_page, read_key

if TYPE_CHECKING:
    from collections.abc import Callable

A_PAGE: Final = 10
MOST_COUNTED: Final = 999
MOST_NOTES: Final = 10  # of readers who reported one comment
UNSCREENED: Final = "unscreened"


@dataclass(frozen=True)
class Lane:
    """One list of comments: its name in addresses, its title, and who works in it."""

    slug: str
    title: Any
    empty: Any
    is_oldest_first: bool = True
    for_safeguarding: bool = False


HELD: Final = Lane("queue", _("Held"), _("Nothing waits for you. Thank you; take a break."))
APPEALS: Final = Lane("appeals", _("Second look"), _("Nobody asks for a second look."))
REPORTED: Final = Lane("reported", _("Reported"), _("No published comment is reported."))
DECLINED: Final = Lane(
    "declined", _("Declined by the rules"), _("The rules declined nothing."), is_oldest_first=False
)
PUBLISHED: Final = Lane(
    "published", _("Published"), _("Nothing is published yet."), is_oldest_first=False
)
SAFEGUARDING: Final = Lane(
    "safeguarding", _("Safeguarding"), _("Nobody waits for you here."), for_safeguarding=True
)
LANES: Final = (HELD, APPEALS, REPORTED, DECLINED, PUBLISHED, SAFEGUARDING)
BY_SLUG: Final = {lane.slug: lane for lane in LANES}


def in_lane(lane: Lane, desk: Desk) -> QuerySet[ScreenedComment]:
    """The comments of a lane, in its order; a second look never reaches the first decider."""
    comments = ScreenedComment.objects
    stood = ModerationEvent.objects.filter(
        comment=OuterRef("pk"),
        revision=OuterRef("revision"),
        kind__in=LET_STAND,
        to_state=State.PUBLISHED,
    )
    by_person = ModerationEvent.objects.filter(comment=OuterRef("pk"), actor__isnull=False)
    reports = Report.objects.filter(comment=OuterRef("pk"), revision=OuterRef("revision"))
    lanes: dict[Lane, Callable[[], QuerySet[ScreenedComment]]] = {
        HELD: lambda: comments.held().oldest_due_first(),
        APPEALS: lambda: (
            comments.appealed().exclude(appeal__first_decider=desk.person).oldest_due_first()
        ),
        REPORTED: lambda: (
            comments.published().filter(Exists(reports), ~Exists(stood)).oldest_due_first()
        ),
        DECLINED: lambda: comments.filter(~Exists(by_person), state=State.DECLINED),
        PUBLISHED: comments.published,
        SAFEGUARDING: lambda: comments.safeguarded().oldest_due_first(),
    }
    return lanes[lane]()


def counts(desk: Desk) -> dict[str, int]:
    """How many wait in each lane, and how many without a verdict; up to 999, in one query."""
    waiting = {
        lane.slug: in_lane(lane, desk) for lane in (HELD, APPEALS, REPORTED, SAFEGUARDING)
    } | {UNSCREENED: ScreenedComment.objects.forgotten(settings.SCREENING_OVERDUE_AFTER)}
    parts: list[str] = []
    values: list[Any] = []
    for comments in waiting.values():
        rows = comments.order_by().values("pk")[:MOST_COUNTED]
        sql, given = rows.query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS lane)")  # noqa: S608  the ORM wrote it
        values.extend(given)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        found = cursor.fetchone()
    return dict(zip(waiting, found, strict=True))


def page_of(lane: Lane, desk: Desk, after: str) -> KeyPage[ScreenedComment]:
    """One page of a lane, from the key ``after`` on; a key that is not ours is the first page."""
    comments = with_everything(in_lane(lane, desk))
    if not lane.is_oldest_first:
        moment = "published_at" if lane is PUBLISHED else "decided_at"
        return newest_page(comments, field=moment, after=after, size=A_PAGE)
    position = read_key(after)
    if position is not None:
        since, number = position
        comments = comments.filter(Q(received_at__gt=since) | Q(received_at=since, pk__gt=number))
    rows = list(comments[: A_PAGE + 1])
    if len(rows) <= A_PAGE:
        return KeyPage(rows, "")
    last = rows[A_PAGE - 1]
    return KeyPage(rows[:A_PAGE], key_of(last.received_at or last.submitted_at, last.pk))


def with_everything(comments: QuerySet[ScreenedComment]) -> QuerySet[ScreenedComment]:
    """With all that a card shows, in three queries."""
    reports = Report.objects.filter(comment=OuterRef("pk"), revision=OuterRef("revision"))
    complete: QuerySet[ScreenedComment] = (
        comments.select_related("conversation", "participant", "claim__moderator", "appeal")
        .prefetch_related("screening_results", "conversation__target")
        .annotate(
            report_reasons=ArraySubquery(reports.values("reason")),
            report_notes=ArraySubquery(
                reports.exclude(sealed_note=b"").order_by("pk").values("sealed_note")[:MOST_NOTES]
            ),
        )
    )
    return complete
