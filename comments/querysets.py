"""What readers, the worker and the moderators' desk may ask of comments."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from comments.states import State

if TYPE_CHECKING:
    from comments.models import ModerationEvent, ScreenedComment


class ScreenedCommentQuerySet(models.QuerySet["ScreenedComment"]):
    """Comments, narrowed step by step."""

    def published(self) -> Self:
        """What anybody may read."""
        return self.filter(state=State.PUBLISHED)

    def once_published(self) -> Self:
        """Published now or before: what is left of the others is a stub that keeps the replies."""
        return self.filter(published_at__isnull=False)

    def held(self) -> Self:
        """What waits for a moderator."""
        return self.filter(state=State.HELD)

    def appealed(self) -> Self:
        """What waits for a second look."""
        return self.filter(state=State.APPEALED)

    def safeguarded(self) -> Self:
        """What only the safeguarding role may see."""
        return self.filter(state=State.SAFEGUARDED)

    def forgotten(self, seconds: float) -> Self:
        """Received at least ``seconds`` ago and still without a verdict."""
        before = timezone.now() - timedelta(seconds=seconds)
        return self.filter(state=State.RECEIVED, received_at__lte=before)

    def never_confirmed(self, days: int) -> Self:
        """Sent at least ``days`` ago and never confirmed."""
        before = timezone.now() - timedelta(days=days)
        return self.filter(state=State.UNCONFIRMED, submitted_at__lte=before)

    def oldest_due_first(self) -> Self:
        """A total order: who has waited longest comes first."""
        return self.order_by("received_at", "pk")

    def newest_first(self) -> Self:
        """A total order by publication, so that feeds and pages never repeat one."""
        return self.order_by("-published_at", "-pk")

    def in_thread_order(self) -> Self:
        """Each comment before its replies, older before newer."""
        return self.order_by("path")


class ModerationEventQuerySet(models.QuerySet["ModerationEvent"]):
    """The log of moves; rows are only ever added."""

    def newest_first(self) -> Self:
        """A total order, the last move first."""
        return self.order_by("-pk")

    def oldest_first(self) -> Self:
        """The order in which things happened."""
        return self.order_by("pk")
