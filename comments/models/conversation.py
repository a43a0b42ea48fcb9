"""What is talked about, who talks, and who wants to hear of it."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Conversation(models.Model):
    """The comments under one thing; ``moves`` keeps its count and version."""

    class Policy(models.TextChoices):
        """Who sees a clean comment first."""

        OPEN = "open", _("open")
        PREMODERATED = "premoderated", _("a moderator reads every comment")
        CLOSED = "closed", _("closed")

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField(_("number of the thing"))
    target = GenericForeignKey("content_type", "object_id")
    policy = models.CharField(
        _("policy"), max_length=12, choices=Policy.choices, default=Policy.OPEN
    )
    published_count = models.PositiveIntegerField(_("published comments"), default=0)
    version = models.PositiveIntegerField(_("version"), default=0)
    changed_at = models.DateTimeField(_("changed at"), db_default=Now())

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="conversation_once_a_thing"
            ),
            models.CheckConstraint(
                name="conversation_policy_is_legal",
                condition=Q(policy__in=["open", "premoderated", "closed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id}"


class Participant(models.Model):
    """Somebody who comments, known by a keyed hash of the address alone."""

    email_key = models.BinaryField(_("key of the address"), max_length=32, unique=True)
    approved_count = models.PositiveIntegerField(_("published"), default=0)
    declined_count = models.PositiveIntegerField(_("declined or removed"), default=0)
    muted_until = models.DateTimeField(_("cannot comment until"), null=True, blank=True)
    held_until = models.DateTimeField(_("always held until"), null=True, blank=True)
    note = models.TextField(_("moderators' note"), blank=True)
    first_seen_at = models.DateTimeField(_("first seen at"), db_default=Now())

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")

    def __str__(self) -> str:
        return f"#{self.pk}"


class Follow(models.Model):
    """Somebody wants mail about a conversation; nobody is written to before ``confirmed_at``."""

    class Scope(models.TextChoices):
        """What to hear of."""

        ALL = "all", _("all new comments")
        REPLIES = "replies", _("replies to my comments")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="follows")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="follows")
    email = models.CharField(_("e-mail"), max_length=254)
    scope = models.CharField(_("about"), max_length=8, choices=Scope.choices)
    wants_text = models.BooleanField(_("with the first lines"), default=False)
    language = models.CharField(_("language"), max_length=12, blank=True)
    token_version = models.PositiveSmallIntegerField(_("version of the links"), default=1)
    created_at = models.DateTimeField(_("asked for at"), db_default=Now())
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "participant"], name="follow_once_a_person"
            ),
            models.CheckConstraint(
                name="follow_scope_is_legal", condition=Q(scope__in=["all", "replies"])
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} ({self.get_scope_display()})"
