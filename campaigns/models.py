"""Campaigns, whom they address, and what happens to them."""

from typing import Any, Final

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.ladder import goal_for
from campaigns.querysets import ENDED_STATES, HIDDEN_STATES, WON_STATES, CampaignQuerySet
from campaigns.signup_models import CountryTally, DailyTally, Signup, SignupDelta
from common.html import clean_body
from common.text import tidy

__all__ = [
    "Campaign",
    "CampaignEvent",
    "CampaignUpdate",
    "CountryTally",
    "DailyTally",
    "Signup",
    "SignupDelta",
    "Target",
]


class Campaign(models.Model):
    """Something people ask for together; ``lifecycle`` moves its state, ``counting`` its count."""

    class Kind(models.TextChoices):
        """What joining means."""

        PETITION = "petition", _("petition")
        PLEDGE = "pledge", _("pledge")
        JOIN = "join", _("action")

    class State(models.TextChoices):
        """Where the campaign stands."""

        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        SCHEDULED = "scheduled", _("scheduled")
        OPEN = "open", _("open")
        PAUSED = "paused", _("paused")
        CLOSED = "closed", _("closed")
        DELIVERED = "delivered", _("handed over")
        WON = "won", _("won")
        PARTLY_WON = "partly_won", _("partly won")
        LOST = "lost", _("not won")
        WITHDRAWN = "withdrawn", _("withdrawn")

    # Written by ``lifecycle`` and ``counting`` alone: saving an edited campaign leaves them be.
    NEVER_SAVED: Final = frozenset(
        {"state", "signature_count", "last_signed_at", "counts_checked_at"}
    )

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=160)
    ask = models.CharField(
        _("what is asked"), max_length=300, help_text=_("One sentence that the addressee can do.")
    )
    body = models.TextField(_("text"), help_text=_("HTML; it is cleaned when saved."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PETITION)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    outcome = models.TextField(
        _("outcome"), blank=True, help_text=_("How it ended; shown once the campaign is closed.")
    )
    signature_count = models.IntegerField(_("confirmed sign-ups"), default=0, editable=False)
    offline_count = models.IntegerField(
        _("collected on paper"), default=0, validators=[MinValueValidator(0)]
    )
    last_signed_at = models.DateTimeField(_("count last changed at"), null=True, editable=False)
    counts_checked_at = models.DateTimeField(_("recounted at"), null=True, editable=False)
    discreet_mail = models.BooleanField(
        _("discreet mail"),
        default=False,
        help_text=_("The subject of a mail does not name the campaign."),
    )
    consent_text = models.TextField(
        _("words beside the form"),
        blank=True,
        help_text=_("What is done with a supporter's data. Empty: the site's own words."),
    )
    created_at = models.DateTimeField(_("written at"), db_default=Now(), editable=False)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        indexes = [
            models.Index(
                F("opens_at").desc(nulls_last=True), F("id").desc(), name="campaign_newest"
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="campaign_state_is_legal",
                condition=Q(state__in=(*HIDDEN_STATES, "open", "paused", *ENDED_STATES)),
            ),
            models.CheckConstraint(
                name="campaign_kind_is_legal", condition=Q(kind__in=("petition", "pledge", "join"))
            ),
            models.CheckConstraint(
                name="campaign_closes_after_it_opens",
                condition=Q(closes_at=None) | Q(opens_at=None) | Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("A campaign closes after it opens."),
            ),
            models.CheckConstraint(
                name="campaign_counts_are_not_negative",
                condition=Q(signature_count__gte=0, offline_count__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        """Clean the text; leave state and counts to those who move them."""
        self.title, self.ask = tidy(self.title), tidy(self.ask)
        self.body = clean_body(self.body)
        if not self._state.adding and options.get("update_fields") is None:
            options["update_fields"] = {
                field.name
                for field in self._meta.concrete_fields
                if not field.primary_key and field.name not in self.NEVER_SAVED
            }
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        """The campaign's own page."""
        return reverse("campaigns:detail", args=[self.slug])

    @property
    def is_open(self) -> bool:
        """Whether people can join now."""
        return self.state == self.State.OPEN and not self.is_past

    @property
    def is_past(self) -> bool:
        """Whether the closing time has come."""
        return self.closes_at is not None and self.closes_at <= timezone.now()

    @property
    def is_paused(self) -> bool:
        """Whether joining is interrupted and will go on."""
        return self.state == self.State.PAUSED and not self.is_past

    @property
    def has_ended(self) -> bool:
        """Whether nobody can join any more."""
        return self.state in ENDED_STATES or (self.is_past and not self.is_hidden)

    @property
    def is_hidden(self) -> bool:
        """Whether the public may not know of it yet."""
        return self.state in HIDDEN_STATES

    @property
    def is_won(self) -> bool:
        """Whether the campaign reached what it asked for, or a part of it."""
        return self.state in WON_STATES

    @property
    def count(self) -> int:
        """Everybody who joined: counted, not yet folded where that was asked for, and on paper."""
        pending = int(getattr(self, "pending_moves", 0))
        return max(self.signature_count + pending + self.offline_count, 0)

    @property
    def goal(self) -> int:
        """The rung of the ladder that is aimed at."""
        return goal_for(self.count, is_open=self.is_open)


class Target(models.Model):
    """Somebody a campaign speaks to, and what they answered."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="targets", verbose_name=_("campaign")
    )
    name = models.CharField(_("name"), max_length=160)
    role = models.CharField(_("role"), max_length=160, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    responded_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    response = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")

    def __str__(self) -> str:
        return self.name


class CampaignUpdate(models.Model):
    """Dated news of a campaign."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="updates", verbose_name=_("campaign")
    )
    title = models.CharField(_("title"), max_length=160)
    body = models.TextField(_("text"))
    published_at = models.DateTimeField(_("published at"), default=timezone.now)

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        """Clean the text."""
        self.title, self.body = tidy(self.title), clean_body(self.body)
        super().save(*args, **options)


class CampaignEvent(models.Model):
    """Who moved a campaign's state, when and why; rows are only added."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="events", verbose_name=_("campaign")
    )
    from_state = models.CharField(_("from"), max_length=10, choices=Campaign.State.choices)
    to_state = models.CharField(_("to"), max_length=10, choices=Campaign.State.choices)
    moved_by = models.ForeignKey(
        "auth.User", models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("why"), max_length=300, blank=True)
    moved_at = models.DateTimeField(_("when"), db_default=Now())

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"
