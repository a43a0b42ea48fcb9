"""What people answer to a comment, or to a decision on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from comments.models.comment import ScreenedComment
from common.crypto import unseal


class Vote(models.Model):
    """One browser found one comment helpful."""

    comment = models.ForeignKey(ScreenedComment, models.CASCADE, related_name="votes")
    voter = models.CharField(_("key of the browser"), max_length=64)
    voted_at = models.DateTimeField(_("when"), db_default=Now())

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["comment", "voter"], name="vote_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.comment_id}"


class Report(models.Model):
    """A reader says that a published comment breaks a rule."""

    class Reason(models.TextChoices):
        """What is wrong with it."""

        HATE = "hate", _("It attacks people for what they are")
        INSULT = "insult", _("It insults or threatens somebody")
        PRIVACY = "privacy", _("It says who or where somebody is")
        RECRUITING = "recruiting", _("It recruits, offers or sells")
        DANGER = "danger", _("Somebody may be in danger")
        SPAM = "spam", _("It is off topic or advertising")
        OTHER = "other", _("Something else")

    comment = models.ForeignKey(ScreenedComment, models.CASCADE, related_name="reports")
    revision = models.PositiveSmallIntegerField(_("revision"))
    reporter = models.CharField(_("key of the browser"), max_length=64)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    sealed_note = models.BinaryField(_("sealed note"), default=b"")
    reported_at = models.DateTimeField(_("when"), db_default=Now())

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "revision", "reporter"], name="report_once_a_revision"
            ),
            models.CheckConstraint(
                name="report_reason_is_legal",
                condition=Q(
                    reason__in=[
                        "hate", "insult", "privacy", "recruiting", "danger", "spam", "other",
                    ]
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"#{self.comment_id}: {self.get_reason_display()}"

    @property
    def note(self) -> str:
        """What the reader added."""
        return unseal(bytes(self.sealed_note)) if self.sealed_note else ""


class Appeal(models.Model):
    """The author asks for a second look, once; somebody else than the first decider answers."""

    comment = models.OneToOneField(ScreenedComment, models.CASCADE, related_name="appeal")
    sealed_statement = models.BinaryField(_("sealed statement"), default=b"")
    first_decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    from_state = models.CharField(_("appealed against"), max_length=12)
    asked_at = models.DateTimeField(_("asked at"), db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    is_overturned = models.BooleanField(_("overturned"), null=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(
                name="appeal_decided_by_another",
                condition=Q(first_decider__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(first_decider=models.F("decided_by")),
            ),
            models.CheckConstraint(
                name="appeal_is_decided_whole",
                condition=Q(decided_at__isnull=True, is_overturned__isnull=True)
                | Q(decided_at__isnull=False, is_overturned__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.comment_id}"

    @property
    def statement(self) -> str:
        """Why the author asks."""
        return unseal(bytes(self.sealed_statement)) if self.sealed_statement else ""
