"""The demonstration's conversations, brought in through the real screening at past times."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from comments import answers, appeals, clock, moderation, verdicts
from comments.models import ScreenedComment, State
from comments.reasons import latest_result, reasons_of
from comments.submission import Submission, submit_comment
from comments.targets import Commentable
from common.text import opening

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEY: Final = "demo:"
READ_AFTER: Final = dt.timedelta(seconds=2)
DECIDED_AFTER: Final = dt.timedelta(minutes=40)
OTHER_RULE: Final = 9


def load_conversations(
    rows: Iterable[Mapping[str, Any]],
    targets: Mapping[str, Commentable],
    now: dt.datetime,
    *,
    moderator: "User | None" = None,
) -> Counter[str]:
    """Send and screen each row as if at its time, parents first; counts by the state reached.

    ``targets`` are the things talked about by the name that the rows give them. Where the
    screening left a decision to people and the row says how it ended, ``moderator`` decides so.
    Safe to repeat: a row that is here already is left alone.
    """
    reached: Counter[str] = Counter()
    here = dict(
        ScreenedComment.objects.filter(source_key__startswith=KEY).values_list("source_key", "pk")
    )
    for row in sorted(rows, key=lambda each: -each["hours_ago"]):
        if KEY + row["key"] in here or row["story"] not in targets:
            continue
        sent_at = now - dt.timedelta(hours=row["hours_ago"])
        parent = ScreenedComment.objects.filter(pk=here.get(KEY + row.get("parent", ""))).first()
        given = _submission(row, targets[row["story"]], parent)
        with clock.as_of(sent_at):
            comment = submit_comment(targets[row["story"]], given, source_key=KEY + row["key"])
        with clock.as_of(sent_at + READ_AFTER):
            state = verdicts.screen_comment(comment.pk)
        if state == State.HELD and moderator is not None:
            with clock.as_of(sent_at + DECIDED_AFTER):
                state = _decide(comment.pk, row["expected"], moderator)
        _answer(comment.pk, row)
        here[KEY + row["key"]] = comment.pk
        reached[str(state)] += 1
    return reached


def _decide(comment_id: int, expected: str, moderator: "User") -> State:
    """What the row says a person made of a held comment; the state it is then in."""
    comment = ScreenedComment.objects.get(pk=comment_id)
    if expected == State.PUBLISHED:
        moderation.approve(comment_id, moderator=moderator, revision=comment.revision)
        return State.PUBLISHED
    if expected in {State.DECLINED, State.APPEALED}:
        reasons = reasons_of(latest_result(comment), comment.text)
        rule = next((each.rule.number for each in reasons if each.rule), OTHER_RULE)
        moderation.decline(comment_id, moderator=moderator, revision=comment.revision, rule=rule)
        if expected == State.APPEALED:
            appeals.appeal(
                comment_id, statement="I was rude, but the point stands. May I rephrase?"
            )
        return State(expected)
    return State.HELD


def _answer(comment_id: int, row: Mapping[str, Any]) -> None:
    """The votes and reports that the row gives to a published comment."""
    comment = ScreenedComment.objects.get(pk=comment_id)
    for number in range(row.get("votes", 0)):
        answers.vote(comment, voter=f"{KEY}{row['key']}:{number}")
    for number, reason in enumerate(row.get("reports", [])):
        answers.report(comment, reporter=f"{KEY}{row['key']}:{number}", reason=reason)


def _submission(
    row: Mapping[str, Any], target: Commentable, parent: ScreenedComment | None
) -> Submission:
    blocks = target.comment_paragraphs()
    number = row.get("paragraph", 0)
    block = blocks[number - 1] if 0 < number <= len(blocks) else None
    address = "".join(
        letter for letter in row["name"].lower() if letter.isascii() and letter.isalnum()
    )
    return Submission(
        text=row["text"],
        name=row["name"],
        email=f"{address or 'reader'}@readers.example",
        parent=parent,
        paragraph_key=block.key if block else "",
        paragraph_quote=opening(block.text, 300) if block else "",
        is_confirmed=True,
    )
