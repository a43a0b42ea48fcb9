"""What moderators decided, as rows that a next training reads, without personal data.

A row has the form of the data pack (``comments/screening/training/data.py``): ``text``, ``source``,
``labels`` (what is unknown is left out), and the rule that was chosen as its ``category``. Texts
that tell of harm, were with safeguarding, or were taken back are never opened for it.
"""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from comments.letters import RULE_BY_NUMBER
from comments.models import ModerationEvent, ScreenedComment, ScreeningResult
from comments.screening import redaction
from comments.screening.engine import screen
from comments.screening.rules import DISCLOSURE, HEADS
from comments.screening.verdict import Outcome
from comments.states import Kind, State
from common.crypto import Unreadable

NamesOf = Callable[[int], redaction.Names]
SOURCE: Final = "moderators"
PUBLISHED: Final = "published"
DECIDING: Final = (Kind.APPROVE, Kind.DECLINE, Kind.REMOVE, Kind.UPHOLD, Kind.OVERTURN)
SEALED: Final = (State.SAFEGUARDED, State.CLOSED)
TAKEN_BACK: Final = frozenset({State.WITHDRAWN, State.ERASED, State.EXPIRED})
A_PAGE: Final = 200
_HATE: Final = {"hate": 1, "toxic": 1}
LABELS: Final[dict[str, dict[str, int]]] = {
    PUBLISHED: dict.fromkeys(HEADS, 0),
    "discrimination": _HATE,
    "racism": _HATE,
    "xenophobia": _HATE,
    "personal_attack": {"toxic": 1},
    "profanity": {"toxic": 1},
    "threat": {"threat": 1},
    "solicitation": {"solicit": 1},
    "off_topic": {"spam": 1},
}


class LeftOut(Exception):
    """A decision that is not passed on, and why."""


@dataclass
class Export:
    """The rows, one at a time, and afterwards how many there were and why others were not."""

    left_out: Counter[str] = field(default_factory=Counter)
    written: int = 0

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every decision that can be passed on, in an order that tells nothing of when."""
        numbers = list(_decided().values_list("pk", flat=True))
        random.SystemRandom().shuffle(numbers)
        seen: set[bytes] = set()
        names_of = lru_cache(maxsize=64)(_names)
        for first in range(0, len(numbers), A_PAGE):
            for event in _events(numbers[first : first + A_PAGE]):
                try:
                    row = _row(event, names_of)
                    _refuse_repeated(row, seen)
                except LeftOut as why:
                    self.left_out[str(why)] += 1
                else:
                    self.written += 1
                    yield row


def _decided() -> QuerySet[ModerationEvent]:
    """The last decision of a person on each revision, unless it was taken back."""
    decisions = ModerationEvent.objects.filter(kind__in=DECIDING, actor__isnull=False)
    undone = ModerationEvent.objects.filter(undoes=OuterRef("pk"))
    later = decisions.filter(
        ~Exists(ModerationEvent.objects.filter(undoes=OuterRef("pk"))),
        comment=OuterRef("comment"),
        revision=OuterRef("revision"),
        pk__gt=OuterRef("pk"),
    )
    return decisions.filter(~Exists(undone), ~Exists(later))


def _events(numbers: list[int]) -> list[ModerationEvent]:
    """These decisions in the order of ``numbers``, with what a row is made of."""
    sealed = ModerationEvent.objects.filter(comment=OuterRef("comment"), to_state__in=SEALED)
    heard = ScreeningResult.objects.filter(
        comment=OuterRef("comment"), outcome=str(Outcome.SAFEGUARD)
    )
    found = (
        ModerationEvent.objects.filter(pk__in=numbers)
        .annotate(was_sealed=Exists(sealed), was_heard=Exists(heard))
        .select_related("comment")
        .prefetch_related("comment__revisions", "comment__screening_results")
        .in_bulk()
    )
    return [found[number] for number in numbers if number in found]


def _row(event: ModerationEvent, names_of: NamesOf) -> dict[str, Any]:
    comment: ScreenedComment = event.comment
    if event.was_sealed or event.was_heard:  # type: ignore[attr-defined]
        raise LeftOut("told of harm, or was with safeguarding")
    if comment.state in TAKEN_BACK:
        raise LeftOut("taken back or erased")
    if comment.state == State.APPEALED:
        raise LeftOut("waits for a second look")
    category = _category(event)
    if category not in LABELS:
        raise LeftOut("declined for what it tells of somebody")
    result = _result(event)
    return {
        "text": _text(event, names_of),
        "source": SOURCE,
        "category": category,
        "labels": LABELS[category],
        "month": f"{event.at:%Y-%m}",
        "screening": _screening(result) if result else None,
    }


def _category(event: ModerationEvent) -> str:
    if event.to_state == State.PUBLISHED:
        return PUBLISHED
    rule = RULE_BY_NUMBER.get(event.rule or 0)
    return rule.slug if rule else ""


def _result(event: ModerationEvent) -> ScreeningResult | None:
    """What the screening had said of that revision."""
    results = [
        each for each in event.comment.screening_results.all() if each.revision == event.revision
    ]
    return max(results, key=lambda each: each.pk, default=None)


def _screening(result: ScreeningResult) -> dict[str, Any]:
    return {
        "outcome": result.outcome,
        "rules": sorted({str(finding["rule"]) for finding in result.findings}),
        "engine": result.engine_version,
        "ruleset": result.ruleset_version,
    }


def _text(event: ModerationEvent, names_of: NamesOf) -> str:
    """The revision that was decided on, without people in it."""
    try:
        written = next(
            (each.text for each in event.comment.revisions.all() if each.number == event.revision),
            "",
        )
    except Unreadable as problem:
        raise LeftOut("no key at hand opens it") from problem
    if not written.strip():
        raise LeftOut("taken back or erased")
    verdict = screen(written)
    if verdict.outcome is Outcome.SAFEGUARD or DISCLOSURE in {f.rule for f in verdict.findings}:
        raise LeftOut("told of harm, or was with safeguarding")
    if redaction.tells_of_somebody(written):
        raise LeftOut("tells who or where somebody is")
    redacted = redaction.redact(written, names_of(event.comment.conversation_id))
    if not redaction.is_bare(redacted):
        raise LeftOut("still holds something private")
    return redacted


def _names(conversation_id: int) -> redaction.Names:
    """Everybody who has a name in the conversation."""
    names = ScreenedComment.objects.filter(conversation=conversation_id).exclude(user_name="")
    return redaction.Names(names.values_list("user_name", flat=True).distinct().iterator())


def _refuse_repeated(row: dict[str, Any], seen: set[bytes]) -> None:
    key = hashlib.sha256(f"{row['category']} {row['text']}".encode()).digest()[:16]
    if key in seen:
        raise LeftOut("the same words and the same decision again")
    seen.add(key)
