"""Mail that waits to be sent, addresses that are not written to, and what people agreed to."""

import uuid
from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class OutboxMailQuerySet(models.QuerySet["OutboxMail"]):
    """What the sender, the sweep and the operators ask for."""

    def due(self) -> Self:
        """Waiting, and its time has come by the database's clock."""
        return self.filter(state=OutboxMail.State.QUEUED, next_at__lte=Now())

    def soonest_first(self) -> Self:
        """A total order by due time."""
        return self.order_by("next_at", "pk")


class OutboxMail(models.Model):
    """One mail to one person; address and text are sealed, and wiped once it is sent."""

    class State(models.TextChoices):
        """Where the mail is on its way."""

        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        UNKNOWN = "unknown", _("perhaps sent")
        FAILED = "failed", _("cannot be delivered")

    dedupe_key = models.CharField(_("reason, once only"), max_length=200, unique=True)
    template = models.CharField(_("template"), max_length=100)
    recipient_key = models.BinaryField(_("key of the address"), max_length=32)
    sealed = models.BinaryField(_("sealed mail"))
    is_repeatable = models.BooleanField(_("may be sent twice"), default=False)
    message_id = models.UUIDField(_("Message-ID"), default=uuid.uuid4, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    failure = models.CharField(_("last failure"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("written at"), db_default=Now())
    next_at = models.DateTimeField(_("due at"), db_default=Now())
    claimed_at = models.DateTimeField(_("claimed at"), null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail in the outbox")
        verbose_name_plural = _("mails in the outbox")
        indexes = [
            models.Index(fields=["next_at"], name="outbox_due", condition=models.Q(state="queued")),
            models.Index(
                fields=["claimed_at"], name="outbox_claimed", condition=models.Q(state="sending")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="outbox_state_is_legal",
                condition=models.Q(state__in=["queued", "sending", "sent", "unknown", "failed"]),
            ),
            models.CheckConstraint(
                name="outbox_sent_mail_is_wiped",
                condition=~models.Q(state__in=["sent", "failed"]) | models.Q(sealed=b""),
            ),
            models.CheckConstraint(
                name="outbox_sending_mail_was_claimed",
                condition=~models.Q(state="sending") | models.Q(claimed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.get_state_display()})"


class Suppression(models.Model):
    """An address that is not written to; it outlives the address itself."""

    class Reason(models.TextChoices):
        """Why no mail goes there."""

        BOUNCED = "bounced", _("mail came back")
        ASKED = "asked", _("the person asked")

    email_key = models.BinaryField(_("key of the address"), max_length=32)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    created_at = models.DateTimeField(_("since"), db_default=Now())

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")
        constraints = [
            models.UniqueConstraint(fields=["email_key", "reason"], name="suppression_once"),
            models.CheckConstraint(
                name="suppression_reason_is_legal",
                condition=models.Q(reason__in=["bounced", "asked"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.created_at:%Y-%m-%d}"


class ConsentText(models.Model):
    """The exact words a person was shown; never changed, a new wording is a new version."""

    key = models.CharField(_("key"), max_length=80)
    version = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=16)
    body = models.TextField(_("words"))
    sha256 = models.CharField("SHA-256", max_length=64)
    created_at = models.DateTimeField(_("since"), db_default=Now())

    class Meta:
        verbose_name = _("wording of a consent")
        verbose_name_plural = _("wordings of consents")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "language", "version"], name="consent_text_version_once"
            ),
            models.UniqueConstraint(
                fields=["key", "language", "sha256"], name="consent_text_words_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version} ({self.language})"


class ConsentEvent(models.Model):
    """Somebody agreed to something or took it back; rows are only ever added."""

    subject_key = models.BinaryField(_("key of the address"), max_length=32)
    purpose = models.CharField(_("purpose"), max_length=120)
    is_granted = models.BooleanField(_("granted"))
    text = models.ForeignKey(
        ConsentText, models.PROTECT, related_name="events", verbose_name=_("words shown")
    )
    how = models.CharField(_("how"), max_length=40)
    happened_at = models.DateTimeField(_("when"), db_default=Now())

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes = [models.Index(fields=["subject_key", "purpose"], name="consent_by_person")]

    def __str__(self) -> str:
        return f"{self.purpose} {'+' if self.is_granted else '−'}"
