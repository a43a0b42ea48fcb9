"""What the screening found, what was done about it, and who is looking at it now."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from comments.models.comment import ScreenedComment
from comments.querysets import ModerationEventQuerySet
from comments.states import Kind, State


class ScreeningResult(models.Model):
    """The engine's verdict on one revision.

    ``findings`` say where in the text and why, never the words: those are read out of the sealed
    text by ``comments.reasons``.
    """

    comment = models.ForeignKey(ScreenedComment, models.CASCADE, related_name="screening_results")
    revision = models.PositiveSmallIntegerField(_("revision"))
    outcome = models.CharField(_("outcome"), max_length=10)
    score = models.FloatField(_("score"))
    scores = models.JSONField(_("scores"), default=dict)
    findings = models.JSONField(_("findings"), default=list)
    language = models.CharField(_("language"), max_length=12, blank=True)
    engine_version = models.CharField(_("engine"), max_length=40)
    ruleset_version = models.CharField(_("rule set"), max_length=40)
    milliseconds = models.FloatField(_("milliseconds"))
    screened_at = models.DateTimeField(_("screened at"), db_default=Now())

    class Meta:
        verbose_name = _("verdict of the screening")
        verbose_name_plural = _("verdicts of the screening")
        constraints = [
            models.CheckConstraint(
                name="screening_outcome_is_legal",
                condition=Q(outcome__in=["publish", "hold", "decline", "safeguard"]),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.comment_id}.{self.revision}: {self.outcome}"


class ModerationEvent(models.Model):
    """One move of one comment; rows are only ever added. Without an actor the system did it."""

    comment = models.ForeignKey(ScreenedComment, models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    from_state = models.CharField(_("from"), max_length=12, choices=State.choices, blank=True)
    to_state = models.CharField(_("to"), max_length=12, choices=State.choices)
    revision = models.PositiveSmallIntegerField(_("revision"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    rule = models.PositiveSmallIntegerField(_("rule"), null=True)
    reason = models.CharField(_("why"), max_length=40, blank=True)
    message = models.TextField(_("message to the author"), blank=True)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"), db_default=Now())

    objects = ModerationEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("move of a comment")
        verbose_name_plural = _("moves of comments")
        constraints = [
            models.CheckConstraint(
                name="event_kind_is_legal", condition=Q(kind__in=[str(each) for each in Kind])
            ),
            models.CheckConstraint(
                name="event_state_is_legal",
                condition=Q(to_state__in=[str(each) for each in State]),
            ),
            models.CheckConstraint(
                name="event_declining_names_its_rule",
                condition=~Q(to_state__in=["declined", "removed"]) | Q(rule__isnull=False),
            ),
            models.UniqueConstraint(fields=["undoes"], name="event_undone_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.comment_id}: {self.get_kind_display()}"


class Claim(models.Model):
    """A moderator is reading a comment; it lapses by itself."""

    comment = models.OneToOneField(ScreenedComment, models.CASCADE, related_name="claim")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by")
    )
    expires_at = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self) -> str:
        return f"#{self.comment_id}"
