"""Other rules read over stored comments: what would change, and, if that is wanted, the change.

For real, a published comment that the rules now stop is taken out of sight until a moderator has
read it, unless a person has let this revision stand; what is held stays there with new reasons;
what still waits for the screening is screened. A machine overturns no person's decision and
publishes nothing that was stopped, and what is with safeguarding is not opened.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from comments import clock, verdicts
from comments.answers import was_let_stand
from comments.models import ScreenedComment, ScreeningResult, State
from comments.moves import Changed, Move, move
from comments.querysets import ScreenedCommentQuerySet
from comments.reasons import latest_result
from comments.screening.context import Context
from comments.screening.engine import screen
from comments.screening.rules import ENGINE_FAILED
from comments.screening.ruleset import RuleSet
from comments.screening.verdict import Outcome, Verdict
from comments.states import Kind
from comments.surroundings import context_of
from common.crypto import Unreadable

A_PAGE: Final = 200
STATES: Final = (State.PUBLISHED, State.HELD, State.RECEIVED)


class Effect(StrEnum):
    """What a rescreening does to a comment, or would do."""

    NONE = "as before"
    HIDDEN = "taken out of sight"
    LET_STAND = "stays, a person let it stand"
    STILL_HELD = "stays held"
    SCREENED = "screened"
    MOVED = "changed meanwhile"
    UNREAD = "could not be read"


@dataclass(frozen=True)
class Selection:
    """Which comments are read again."""

    states: tuple[State, ...] = STATES
    since: dt.datetime | None = None
    conversation_id: int | None = None

    def comments(self) -> ScreenedCommentQuerySet:
        """They, in no order."""
        chosen: ScreenedCommentQuerySet = ScreenedComment.objects.filter(state__in=self.states)
        if self.since is not None:
            chosen = chosen.filter(submitted_at__gte=self.since)
        if self.conversation_id is not None:
            chosen = chosen.filter(conversation=self.conversation_id)
        return chosen

    def pages(self, after: int) -> Iterator[list[ScreenedComment]]:
        """A few at a time from the key ``after`` on; what is sent meanwhile is not among them."""
        last = ScreenedComment.objects.aggregate(last=Max("pk"))["last"] or 0
        chosen = (
            self.comments()
            .filter(pk__lte=last)
            .select_related("conversation", "participant")
            .prefetch_related("screening_results", "conversation__target")
            .order_by("pk")
        )
        while page := list(chosen.filter(pk__gt=after)[:A_PAGE]):
            yield page
            after = page[-1].pk


@dataclass(frozen=True)
class Change:
    """What the rules make of one comment; it holds no word of it."""

    comment_id: int
    state: str
    rule: str
    before: str
    now: str
    effect: Effect


def rescreen(comment: ScreenedComment, rules: RuleSet, *, is_real: bool) -> Change:
    """Read one comment again; where ``is_real``, store and move what follows.

    One that stands elsewhere, with safeguarding for example, is not opened.
    """
    result = latest_result(comment)
    if comment.state not in STATES:
        return _change(comment, result, None, Effect.MOVED)
    try:
        verdict = screen(comment.text, _context(comment), rules)
    except Unreadable:
        verdict = None
    if verdict is None or any(each.rule == ENGINE_FAILED for each in verdict.findings):
        return _change(comment, result, verdict, Effect.UNREAD)
    effect = _effect(comment, result, verdict)
    if is_real:
        effect = _act(comment, result, verdict, effect)
    return _change(comment, result, verdict, effect)


def _context(comment: ScreenedComment) -> Context:
    """What stands around it; what is public is judged by its words, not by a closed story."""
    context = context_of(comment)
    if comment.state == State.PUBLISHED:
        return replace(context, policy="open", parent_held=False)
    return context


def _effect(comment: ScreenedComment, result: ScreeningResult | None, verdict: Verdict) -> Effect:
    if comment.state == State.RECEIVED:
        return Effect.SCREENED
    if comment.state == State.PUBLISHED and verdict.outcome is not Outcome.PUBLISH:
        return Effect.LET_STAND if was_let_stand(comment) else Effect.HIDDEN
    if comment.state == State.HELD and (result is None or result.outcome != verdict.outcome):
        return Effect.STILL_HELD
    return Effect.NONE


def _act(
    comment: ScreenedComment, result: ScreeningResult | None, verdict: Verdict, effect: Effect
) -> Effect:
    if effect is Effect.SCREENED:
        return effect if verdicts.screen_comment(comment.pk) else Effect.MOVED
    if effect is Effect.HIDDEN:
        return _hide(comment, verdict)
    if comment.state == State.HELD and not _is_told(result, verdict):
        return effect if _tell_anew(comment, verdict) else Effect.MOVED
    return effect


@transaction.atomic
def _hide(comment: ScreenedComment, verdict: Verdict) -> Effect:
    """Hold what is public, unless a moderator was quicker; its wait begins now."""
    if not _lock(comment):
        return Effect.MOVED
    if was_let_stand(comment):
        return Effect.LET_STAND
    what = Move(kind=Kind.RESCREEN, to=State.HELD, reason="rescreened")
    writes = {"received_at": clock.now(), "language": verdict.language[:12]}
    try:
        moved = move(comment.pk, what, revision=comment.revision, writes=writes)
    except Changed:
        return Effect.MOVED
    verdicts.keep_result(moved, verdict)
    return Effect.HIDDEN


@transaction.atomic
def _tell_anew(comment: ScreenedComment, verdict: Verdict) -> bool:
    """Store the new reasons of what is held; whether it was still there."""
    is_here = _lock(comment)
    if is_here:
        verdicts.keep_result(comment, verdict)
    return is_here


def _lock(comment: ScreenedComment) -> bool:
    """Whether it stands where it was read, and stays there until the transaction ends."""
    here = ScreenedComment.objects.select_for_update(of=["self"]).filter(
        pk=comment.pk, state=comment.state, revision=comment.revision
    )
    return here.first() is not None


def _is_told(result: ScreeningResult | None, verdict: Verdict) -> bool:
    """Whether the desk has this verdict already: a second run adds nothing."""
    return result is not None and (
        (result.outcome, result.engine_version, result.ruleset_version)
        == (verdict.outcome, verdict.engine_version[:40], verdict.ruleset_version[:40])
    )


def _change(
    comment: ScreenedComment,
    result: ScreeningResult | None,
    verdict: Verdict | None,
    effect: Effect,
) -> Change:
    found: list[dict[str, Any]] = verdict.as_dict()["findings"] if verdict else []
    told: list[dict[str, Any]] = result.findings if result else []
    return Change(
        comment_id=comment.pk,
        state=str(comment.state),
        rule=_gravest(found) or _gravest(told) or "-",
        before=result.outcome if result else "-",
        now=str(verdict.outcome) if verdict else "-",
        effect=effect,
    )


def _gravest(findings: list[dict[str, Any]]) -> str:
    gravest = max(findings, key=lambda each: each["severity"], default=None)
    return str(gravest["rule"]) if gravest else ""
