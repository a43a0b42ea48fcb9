"""What the writer's own page says, in every state a comment can be in."""

import re
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from awareness import helplines
from comments import appeals, authorship
from comments.forms import AppealForm
from comments.letters import RULE_BY_NUMBER
from comments.models import ScreenedComment, State
from comments.reasons import latest_result, marked, reasons_of
from comments.targets import target_of

SOON: Final = 3  # seconds between two looks while it is being screened
LATER: Final = 30
SOON_ENDS: Final = timedelta(minutes=1)
# Here the writer needs help rather than a verdict.
CARED_FOR: Final = frozenset({State.SAFEGUARDED, State.CLOSED})
COUNTRY: Final = re.compile(r"[a-z]{2}-([A-Z]{2})\b")  # of "en-GB,en;q=0.9"
EXPLAINED: Final = frozenset({State.HELD, State.DECLINED, State.REMOVED, State.APPEALED})


def facts(comment: ScreenedComment, token: str, languages: str = "") -> dict[str, object]:
    """Everything that the page shows; a disclosure is answered with help alone.

    ``languages`` is what the browser asks for: its countries' helplines come first.
    """
    target = target_of(comment.conversation)
    page: dict[str, object] = {
        "comment": comment,
        "token": token,
        "state": "safeguarded" if comment.state in CARED_FOR else comment.state,
        "title": target.comment_title() if target else "",
        "address": target.get_absolute_url() if target and target.may_be_read() else "",
        "hours": settings.MODERATION_PROMISE_HOURS,
        "may_revise": authorship.may_revise(comment),
        "may_withdraw": authorship.may_withdraw(comment),
        "may_appeal": appeals.may_appeal(comment),
        "appeal_form": AppealForm(),
    }
    if comment.state in CARED_FOR:
        page |= help_near(languages)
    if comment.state in EXPLAINED:
        text = comment.readable_text
        reasons = reasons_of(latest_result(comment), text)
        page |= {
            "rule": RULE_BY_NUMBER.get(comment.rule or 0),
            "rules": sorted({each.rule.number: each.rule for each in reasons if each.rule}.items()),
            "reasons": reasons,
            "pieces": marked(text, reasons),
        }
    return page


def help_near(languages: str) -> dict[str, object]:
    """The helplines of the countries that the browser's languages name, and one of each other."""
    lines = helplines.current()
    countries = set(COUNTRY.findall(languages[:200]))
    own = [line for line in lines if line.iso in countries]
    others = helplines.one_for_each_country(helplines.sure(lines))
    return {"own_lines": own, "lines": [line for line in others if line.iso not in countries]}


def look_again_in(comment: ScreenedComment) -> int:
    """Seconds until the page should be asked for again; 0 where nothing is about to happen."""
    if comment.state != State.RECEIVED or comment.received_at is None:
        return 0
    return SOON if timezone.now() - comment.received_at < SOON_ENDS else LATER
