"""The cards of the moderators' desk: a comment with all that is needed to decide on it.

No card of a moderator ever carries the text of a comment that is with safeguarding, and no card
at all that of one which the screening has not read.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.desk_access import Desk, name_of
from comments.models import ModerationEvent, Report, ScreenedComment, State
from comments.reasons import Piece, Reason, latest_result, marked, reasons_of
from comments.screening.rules import SENT_ANYWAY, Rule
from comments.screening.verdict import Severity
from comments.states import Kind
from comments.targets import target_of
from common.crypto import unseal

# Whose words only the safeguarding role reads.
SEALED: Final = frozenset({State.SAFEGUARDED, State.CLOSED})
# Whose words nobody at the desk reads: not confirmed or not screened yet, or taken back.
UNREAD: Final = frozenset({State.UNCONFIRMED, State.RECEIVED, State.WITHDRAWN})
# The reasons that the system gives in the log, in words.
WHY: Final = {
    "reported": _("several readers reported it"),
    "rescreened": _("newer rules were read over it"),
    "screening_failed": _("the screening failed"),
    "screening_overdue": _("the screening came too late"),
    SENT_ANYWAY: _("the author was asked to reconsider and sent it anyway"),
}


@dataclass(frozen=True)
class Parent:
    """The comment that is answered; without a text where it is not for this person's eyes."""

    name: str
    text: str


@dataclass
class Card:
    """Everything that stands on one card."""

    comment: ScreenedComment
    title: str
    address: str
    pieces: list[Piece]
    reasons: list[Reason]
    parent: Parent | None = None
    reports: list[tuple[str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    claimed_by: str = ""
    score: float | None = None
    statement: str = ""

    @property
    def is_severe(self) -> bool:
        """Whether the text is folded away until somebody asks for it."""
        return any(reason.severity >= Severity.SEVERE for reason in self.reasons)

    @property
    def grouped_reasons(self) -> list[tuple[Rule | None, list[Reason]]]:
        """The reasons under their rules, the gravest rule first."""
        groups: dict[Rule | None, list[Reason]] = {}
        for reason in sorted(self.reasons, key=lambda each: -each.severity):
            groups.setdefault(reason.rule, []).append(reason)
        return list(groups.items())

    @property
    def suggested_rule(self) -> int | None:
        """The rule that the gravest reason names."""
        broken = [reason for reason in self.reasons if reason.rule]
        gravest = max(broken, key=lambda each: each.severity, default=None)
        return gravest.rule.number if gravest and gravest.rule else None

    @property
    def waits_since(self) -> dt.datetime:
        """When its clock began."""
        return self.comment.received_at or self.comment.submitted_at

    @property
    def is_overdue(self) -> bool:
        """Whether it waits longer than was promised."""
        return timezone.now() - self.waits_since > dt.timedelta(
            hours=settings.MODERATION_PROMISE_HOURS
        )


def cards(
    comments: Iterable[ScreenedComment], desk: Desk, *, shows_text: bool = True
) -> list[Card]:
    """The cards of some comments; their parents are found in one more query."""
    comments = list(comments)
    parents = ScreenedComment.objects.in_bulk(
        {comment.parent_id for comment in comments if comment.is_reply}
    )
    return [
        _card(comment, parents.get(comment.parent_id), desk, shows_text=shows_text)
        for comment in comments
    ]


def _card(
    comment: ScreenedComment, parent: ScreenedComment | None, desk: Desk, *, shows_text: bool
) -> Card:
    target = target_of(comment.conversation)
    result = latest_result(comment)
    is_sealed = comment.state in UNREAD or (comment.state in SEALED and not desk.may_safeguard)
    text = comment.readable_text if shows_text and not is_sealed else ""
    reasons = reasons_of(result, text) if text else []
    reported = Counter(getattr(comment, "report_reasons", []))
    return Card(
        comment=comment,
        title=target.comment_title() if target else "",
        address=target.get_absolute_url() if target else "",
        pieces=marked(text, reasons),
        reasons=reasons,
        parent=_parent(parent) if comment.is_reply and parent else None,
        reports=[(str(Report.Reason(key).label), n) for key, n in reported.most_common()],
        notes=[unseal(bytes(note)) for note in getattr(comment, "report_notes", []) if text],
        claimed_by=_claimed_by(comment, desk),
        score=result.score if result else None,
        statement=_statement(comment),
    )


def _parent(parent: ScreenedComment) -> Parent:
    """What is answered; nobody reads a disclosure in passing, safeguarding included."""
    return Parent(parent.user_name, "" if parent.state in SEALED | UNREAD else parent.readable_text)


def _claimed_by(comment: ScreenedComment, desk: Desk) -> str:
    claim = getattr(comment, "claim", None)
    if claim is None or claim.expires_at <= timezone.now() or claim.moderator == desk.person:
        return ""
    return name_of(claim.moderator)


def _statement(comment: ScreenedComment) -> str:
    """Why the author asks for a second look, while it is asked for."""
    asked = getattr(comment, "appeal", None) if comment.state == State.APPEALED else None
    return asked.statement if asked else ""


@dataclass(frozen=True)
class Step:
    """One line of a comment's history."""

    event: ModerationEvent
    who: str
    why: str


def history(comment: ScreenedComment) -> list[Step]:
    """What happened to a comment, in order, with who did it and why."""
    events = ModerationEvent.objects.filter(comment=comment.pk).select_related("actor")
    return [
        Step(
            event,
            name_of(event.actor) if event.actor else "",
            str(WHY.get(event.reason, event.reason)),
        )
        for event in events.oldest_first()
    ]


def was_declined_by_the_rules(comment: ScreenedComment) -> bool:
    """Whether no person has ever decided on it."""
    events = ModerationEvent.objects.filter(comment=comment.pk)
    return (
        comment.state == State.DECLINED
        and not events.filter(Q(actor__isnull=False) | Q(kind=Kind.APPEAL)).exists()
    )
