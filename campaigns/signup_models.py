"""Sign-ups and their counts; ``signups`` moves the ones, ``counting`` the others."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.querysets import SignupQuerySet


class Signup(models.Model):
    """One person's name under one campaign."""

    class State(models.TextChoices):
        """Where the sign-up stands; only a confirmed one counts."""

        PENDING = "pending", _("waiting for its confirmation")
        HELD = "held", _("held")
        CONFIRMED = "confirmed", _("confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REJECTED = "rejected", _("rejected")

    campaign = models.ForeignKey(
        "campaigns.Campaign",
        models.PROTECT,
        related_name="signups",
        db_index=False,
        verbose_name=_("campaign"),
    )
    email_key = models.BinaryField(_("key of the address"), max_length=32)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    first_name = models.CharField(_("first name"), max_length=60, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2)
    show_name = models.BooleanField(_("may be named"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING, editable=False
    )
    source = models.CharField(_("came from"), max_length=120, blank=True)
    token_version = models.PositiveSmallIntegerField(_("version of the links"), default=1)
    mail_count = models.PositiveSmallIntegerField(_("mails sent"), default=0)
    submitted_at = models.DateTimeField(_("signed up at"), db_default=Now())
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    mailed_at = models.DateTimeField(_("last mail at"), null=True)

    objects = SignupQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        indexes = [
            models.Index(
                fields=["campaign", "confirmed_at"],
                name="signup_confirmed",
                condition=Q(state="confirmed"),
            ),
            models.Index(
                fields=["submitted_at"], name="signup_pending", condition=Q(state="pending")
            ),
        ]
        constraints = [
            # By person first: what somebody signed is looked up by the address.
            models.UniqueConstraint(
                fields=["email_key", "campaign"], name="signup_once_a_person_and_campaign"
            ),
            models.CheckConstraint(
                name="signup_state_is_legal",
                condition=Q(state__in=("pending", "held", "confirmed", "withdrawn", "rejected")),
            ),
            models.CheckConstraint(
                name="signup_confirmed_has_its_time",
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="signup_withdrawn_has_its_time",
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} ({self.get_state_display()})"


class SignupDelta(models.Model):
    """A counted move that the fold has not reached yet.

    ``day`` is the day the sign-up was confirmed, also where it is taken back later.
    """

    campaign = models.ForeignKey(
        "campaigns.Campaign", models.CASCADE, related_name="+", db_index=False
    )
    country = models.CharField(max_length=2)
    day = models.DateField()
    n = models.SmallIntegerField()

    class Meta:
        verbose_name = _("counted move")
        verbose_name_plural = _("counted moves")
        constraints = [
            models.CheckConstraint(name="signup_delta_is_one", condition=Q(n__in=(-1, 1)))
        ]

    def __str__(self) -> str:
        return f"{self.n:+d}"


class CountryTally(models.Model):
    """How many confirmed sign-ups a campaign has from one country."""

    campaign = models.ForeignKey(
        "campaigns.Campaign", models.CASCADE, related_name="countries", db_index=False
    )
    country = models.CharField(_("country"), max_length=2)
    n = models.IntegerField(_("number"))

    class Meta:
        verbose_name = _("count by country")
        verbose_name_plural = _("counts by country")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "country"], name="country_tally_once"),
            models.CheckConstraint(name="country_tally_not_negative", condition=Q(n__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.n}"


class DailyTally(models.Model):
    """How many of a campaign's confirmed sign-ups were confirmed on one day (UTC)."""

    campaign = models.ForeignKey(
        "campaigns.Campaign", models.CASCADE, related_name="days", db_index=False
    )
    day = models.DateField(_("day"))
    n = models.IntegerField(_("number"))

    class Meta:
        verbose_name = _("count by day")
        verbose_name_plural = _("counts by day")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "day"], name="daily_tally_once"),
            models.CheckConstraint(name="daily_tally_not_negative", condition=Q(n__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.n}"
