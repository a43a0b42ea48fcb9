"""The one writer of a campaign's state: each move is guarded, and logged with who and why."""

from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Coalesce, Now

from campaigns.models import Campaign, CampaignEvent
from campaigns.signals import campaign_moved

State = Campaign.State

MOVES: Final[dict[State, frozenset[State]]] = {
    State.DRAFT: frozenset({State.REVIEW, State.SCHEDULED, State.OPEN}),
    State.REVIEW: frozenset({State.DRAFT, State.SCHEDULED, State.OPEN}),
    State.SCHEDULED: frozenset({State.DRAFT, State.OPEN}),
    State.OPEN: frozenset({State.PAUSED, State.CLOSED, State.WITHDRAWN}),
    State.PAUSED: frozenset({State.OPEN, State.CLOSED, State.WITHDRAWN}),
    State.CLOSED: frozenset(
        {State.DELIVERED, State.WON, State.PARTLY_WON, State.LOST, State.WITHDRAWN}
    ),
    State.DELIVERED: frozenset({State.WON, State.PARTLY_WON, State.LOST}),
    State.PARTLY_WON: frozenset({State.WON}),
    State.WON: frozenset(),
    State.LOST: frozenset(),
    State.WITHDRAWN: frozenset(),
}


class IllegalMove(Exception):
    """No campaign goes from the one state to the other."""


class ChangedMeanwhile(Exception):
    """Somebody moved the campaign while it was looked at."""


@transaction.atomic
def move(campaign: Campaign, to: State, *, by: User | None = None, reason: str = "") -> None:
    """Move ``campaign`` from the state it was read in.

    Opening sets the opening time where none is set; ending sets the closing time to now.

    Raises:
        IllegalMove: the states do not follow each other.
        ChangedMeanwhile: it is no longer in that state.
    """
    was = State(campaign.state)
    if to not in MOVES[was]:
        raise IllegalMove(f"A campaign that is {was.label} cannot become {to.label}.")
    changes: dict[str, object] = {"state": to}
    if to == State.OPEN:
        changes["opens_at"] = Coalesce("opens_at", Now())
    elif was in {State.OPEN, State.PAUSED} and to != State.PAUSED and not campaign.is_past:
        changes["closes_at"] = Now()
    if not Campaign.objects.filter(pk=campaign.pk, state=was).update(**changes):
        raise ChangedMeanwhile("Somebody moved this campaign while you looked at it.")
    CampaignEvent.objects.create(
        campaign=campaign, from_state=was, to_state=to, moved_by=by, reason=reason
    )
    campaign.refresh_from_db()
    transaction.on_commit(lambda: campaign_moved.send(Campaign, campaign_id=campaign.pk))


def open_and_close_due() -> int:
    """Open what is scheduled for now, close what has had its time; answers how many moved."""
    scheduled = Campaign.objects.filter(state=State.SCHEDULED, opens_at__lte=Now())
    past = Campaign.objects.filter(state__in=[State.OPEN, State.PAUSED], closes_at__lte=Now())
    moved = 0
    for due, to in ((scheduled, State.OPEN), (past, State.CLOSED)):
        for campaign in due.order_by("pk"):
            try:
                move(campaign, to, reason="its time had come")
            except ChangedMeanwhile:
                continue
            moved += 1
    return moved
