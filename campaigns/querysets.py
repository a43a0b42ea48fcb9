"""What readers, supporters and owners may ask for."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Now

if TYPE_CHECKING:
    from campaigns.models import Campaign, Signup

HIDDEN_STATES = ("draft", "review", "scheduled")
ENDED_STATES = ("closed", "delivered", "won", "partly_won", "lost", "withdrawn")
WON_STATES = ("won", "partly_won")


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Campaigns as the public may see them."""

    def public(self) -> Self:
        """Everything that has been opened once."""
        return self.exclude(state__in=HIDDEN_STATES)

    def open(self) -> Self:
        """People can join: open, and not past the closing time."""
        return self.filter(Q(closes_at=None) | Q(closes_at__gt=Now()), state="open")

    def ended(self) -> Self:
        """Nobody can join any more, whatever came of it."""
        past = Q(state__in=("open", "paused"), closes_at__lte=Now())
        return self.filter(past | Q(state__in=ENDED_STATES))

    def won(self) -> Self:
        """Those that reached what they asked for, or a part of it."""
        return self.filter(state__in=WON_STATES)

    def newest_first(self) -> Self:
        """A total order by opening time."""
        return self.order_by(F("opens_at").desc(nulls_last=True), "-pk")

    def with_fresh_count(self) -> Self:
        """Add the moves that the fold has not reached yet, so that a supporter sees herself."""
        from campaigns.models import SignupDelta

        pending = (
            SignupDelta.objects.filter(campaign=OuterRef("pk"))
            .order_by()
            .values("campaign")
            .annotate(total=Sum("n"))
            .values("total")
        )
        return self.annotate(pending_moves=Coalesce(Subquery(pending), Value(0)))


class SignupQuerySet(models.QuerySet["Signup"]):
    """Sign-ups by where they stand."""

    def confirmed(self) -> Self:
        """Those that count."""
        return self.filter(state="confirmed")

    def showing_their_name(self) -> Self:
        """Counted, not wiped, and glad to be named."""
        return self.confirmed().filter(show_name=True).exclude(first_name="")

    def latest_first(self) -> Self:
        """A total order by the time of confirming."""
        return self.order_by("-confirmed_at", "-pk")
