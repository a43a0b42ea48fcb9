"""The screening's part in a comment's way: an attempt, a verdict, one move. It fails closed."""

import logging
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from comments import clock, letters, rulesets
from comments.models import ScreenedComment, ScreeningResult
from comments.moves import Changed, Move, move
from comments.reasons import findings_to_store
from comments.screening.engine import screen
from comments.screening.rules import BY_SLUG, SENT_ANYWAY
from comments.screening.verdict import Layer, Outcome, Severity, Verdict
from comments.states import Kind, State
from comments.surroundings import context_of

logger = logging.getLogger(__name__)

LAST_ATTEMPT: Final = 3
OUTCOMES: Final = {
    Outcome.PUBLISH: State.PUBLISHED,
    Outcome.HOLD: State.HELD,
    Outcome.DECLINE: State.DECLINED,
    Outcome.SAFEGUARD: State.SAFEGUARDED,
}


def screen_comment(comment_id: int) -> State | None:
    """Apply the civility rules to a received comment, and publish, hold or decline it.

    Safe to call twice and at once: a comment that has left ``RECEIVED``, or that another worker
    has just begun with, is left as it stands, and ``None`` is answered. The attempt is written
    before the work, and the third one holds the comment: whatever kills a worker is not read on.
    """
    comment = begin(comment_id)
    if comment is None:
        return None
    if comment.attempts >= LAST_ATTEMPT:
        return hold(comment, "screening_failed")
    try:
        verdict = screen(comment.text, context_of(comment), rulesets.current())
    except Exception as problem:  # noqa: BLE001  a failure never publishes
        logger.error("screening comment %s: %s", comment_id, type(problem).__name__)  # noqa: TRY400
        return hold(comment, "screening_failed")
    return apply_verdict(comment, verdict)


@transaction.atomic
def begin(comment_id: int) -> ScreenedComment | None:
    """Write down that screening begins; ``None`` where there is nothing to do, or somebody does."""
    now = clock.now()
    stale = now - timedelta(seconds=settings.SCREENING_SWEEP_AFTER)
    free = Q(attempted_at__isnull=True) | Q(attempted_at__lte=stale)
    begun = ScreenedComment.objects.filter(free, pk=comment_id, state=State.RECEIVED).update(
        attempts=F("attempts") + 1, attempted_at=now
    )
    if not begun:
        return None
    return ScreenedComment.objects.select_related("conversation", "participant").get(pk=comment_id)


@transaction.atomic
def apply_verdict(comment: ScreenedComment, verdict: Verdict) -> State | None:
    """Make the verdict's move and keep its reasons, unless the comment has moved meanwhile.

    What its author was asked to reconsider and sent anyway, a moderator reads: that was promised.
    """
    to, rule = OUTCOMES[verdict.outcome], first_rule(verdict)
    is_insisted = to != State.SAFEGUARDED and was_sent_anyway(comment)
    if is_insisted or (to == State.DECLINED and rule is None):
        to = State.HELD
    what = Move(
        kind=Kind.SCREEN,
        to=to,
        rule=rule if to == State.DECLINED else None,
        reason=SENT_ANYWAY if is_insisted else "",
    )
    try:
        moved = move(
            comment.pk, what, revision=comment.revision, writes={"language": verdict.language[:12]}
        )
    except Changed:
        return None
    keep_result(moved, verdict)
    _tell(moved)
    return to


def keep_result(comment: ScreenedComment, verdict: Verdict) -> ScreeningResult:
    """Store a verdict on the comment's present revision, with the versions that gave it."""
    findings = findings_to_store(verdict)
    if verdict.outcome != Outcome.SAFEGUARD and was_sent_anyway(comment):
        findings.append(_sent_anyway(comment))
    result: ScreeningResult = ScreeningResult.objects.create(
        comment=comment,
        revision=comment.revision,
        outcome=verdict.outcome,
        score=verdict.score,
        scores=verdict.scores,
        findings=findings,
        language=verdict.language[:12],
        engine_version=verdict.engine_version[:40],
        ruleset_version=verdict.ruleset_version[:40],
        milliseconds=verdict.milliseconds,
    )
    return result


@transaction.atomic
def hold(comment: ScreenedComment, reason: str) -> State | None:
    """Give a comment that could not be screened to a moderator."""
    what = Move(kind=Kind.SCREEN, to=State.HELD, reason=reason)
    try:
        moved = move(comment.pk, what, revision=comment.revision)
    except Changed:
        return None
    _tell(moved)
    return State.HELD


def first_rule(verdict: Verdict) -> int | None:
    """The number of the rule that the gravest finding names."""
    broken = [finding for finding in verdict.findings if finding.rule in BY_SLUG]
    if not broken:
        return None
    return BY_SLUG[max(broken, key=lambda finding: finding.severity).rule].number


def was_sent_anyway(comment: ScreenedComment) -> bool:
    """Whether its author was asked to reconsider this revision, and sent it all the same."""
    sent = comment.events.filter(revision=comment.revision, reason=SENT_ANYWAY)
    return bool(sent.exists())


def _sent_anyway(comment: ScreenedComment) -> dict[str, object]:
    """The finding that says so, about the whole text."""
    return {
        "rule": SENT_ANYWAY,
        "reason": SENT_ANYWAY,
        "start": 0,
        "end": len(comment.readable_text),
        "layer": str(Layer.CONTEXT),
        "severity": int(Severity.MILD),
    }


def _tell(comment: ScreenedComment) -> None:
    if comment.state == State.HELD:
        letters.tell_held(comment)
    elif comment.state == State.DECLINED:
        letters.tell_declined(comment)
