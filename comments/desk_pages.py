"""What the pages of the moderators' desk are filled with, beside their cards."""

import datetime as dt
import time
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import desk_cards, desk_lanes
from comments.desk_access import Desk
from comments.desk_acts import POSSIBLE
from comments.desk_cards import Card
from comments.desk_forms import DecisionForm, rule_choices
from comments.desk_lanes import BY_SLUG, HELD, LANES, SAFEGUARDING, Lane
from comments.models import ScreenedComment, State
from comments.states import UNDO_WITHIN

UNDO_KEY: Final = "desk_undo"
KEYS_KEY: Final = "desk_keys_off"


def frame(request: HttpRequest, person: Desk, lane: Lane | None = None) -> dict[str, Any]:
    """The lanes with what waits in each, the last decision, and the moderator's settings."""
    waiting = desk_lanes.counts(person)
    lanes = [
        {"lane": each, "count": waiting.get(each.slug), "is_here": each == lane}
        for each in LANES
        if (person.may_safeguard if each.for_safeguarding else person.may_moderate)
    ]
    return {
        "desk": person,
        "lane": lane,
        "lanes": lanes,
        "most": desk_lanes.MOST_COUNTED,
        "promise": settings.MODERATION_PROMISE_HOURS,
        "undo": last_decision(request),
        "unscreened": waiting[desk_lanes.UNSCREENED] if person.may_moderate else 0,
        "keys_off": bool(request.session.get(KEYS_KEY)),
    }


def lane_page(request: HttpRequest, person: Desk, lane: Lane) -> dict[str, Any]:
    """One page of a lane."""
    page = desk_lanes.page_of(lane, person, request.GET.get("after", "")[:60])
    shown = desk_cards.cards(page.rows, person, shows_text=not lane.for_safeguarding)
    cases = [case(card, person, lane) for card in shown]
    oldest = shown[0] if shown and lane.is_oldest_first else None
    here = {"cases": cases, "older": page.older, "oldest": oldest}
    return {**frame(request, person, lane), **here, "is_first": not request.GET.get("after")}


def case(
    card: Card, person: Desk, lane: Lane | None = None, form: DecisionForm | None = None
) -> dict[str, Any]:
    """A card with what may be done with it, and the form for a refusal."""
    comment = card.comment
    acts = list(POSSIBLE.get(State(comment.state), ()))
    if lane is not None and lane.slug == "reported":
        acts.insert(0, "keep")
    if lane is not None and lane.slug == "declined":
        acts = ["publish"]
    sealed = comment.state in desk_cards.SEALED
    if sealed != person.may_safeguard and (sealed or not person.may_moderate):
        acts = []
    form = form or refusal_form(card)
    chosen, rules = str(form["rule"].value()), rule_choices()
    return {
        "card": card,
        "rules": rules,
        "chosen_rule": next((number for number, _title in rules if str(number) == chosen), None),
        "acts": acts,
        "waited": waited(card.waits_since),
        "form": form,
        "lane": lane or HELD,
    }


def refusal_form(card: Card) -> DecisionForm:
    """The form of a refusal: the rule that the screening names is chosen already."""
    comment = card.comment
    sentence = (
        ""
        if comment.state == State.APPEALED
        else _("You are welcome to change it and send it again.")
    )
    initial = {"revision": comment.revision, "rule": card.suggested_rule, "message": sentence}
    return DecisionForm(initial=initial, auto_id=f"c{comment.pk}_%s")


def waited(since: dt.datetime) -> str:
    """How long it is since then, as a person says it."""
    minutes = max(0, int((timezone.now() - since).total_seconds() // 60))
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return _("%(days)d d %(hours)d h") % {"days": days, "hours": hours}
    if hours:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    return _("%(minutes)d min") % {"minutes": minutes}


def remember_decision(request: HttpRequest, comment: ScreenedComment, lane: Lane) -> None:
    """Keep the last decision at hand for taking it back."""
    request.session[UNDO_KEY] = [comment.pk, lane.slug, int(time.time())]


def forget_decision(request: HttpRequest) -> None:
    """Nothing is there to be taken back any more."""
    request.session.pop(UNDO_KEY, None)


def last_decision(request: HttpRequest) -> dict[str, Any] | None:
    """The decision that may still be taken back; the database has the last word on it."""
    kept = request.session.get(UNDO_KEY)
    if not kept or time.time() - kept[2] > UNDO_WITHIN.total_seconds():
        return None
    return {"comment_id": kept[0], "lane": BY_SLUG.get(kept[1], HELD)}


def lane_named(slug: str, person: Desk) -> Lane:
    """The lane a form came from, or the one where this person works."""
    lane = BY_SLUG.get(slug)
    if lane is None or (lane.for_safeguarding and not person.may_safeguard):
        return HELD if person.may_moderate else SAFEGUARDING
    return lane
