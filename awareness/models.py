"""Where help is, and what the words mean."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awareness.querysets import GlossaryQuerySet, HelplineQuerySet, LearnPageQuerySet
from common.html import clean_body

# Where 112 is the emergency number by European law (Directive 2018/1972, article 109).
EUROPEAN_UNION = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES",
        "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
        "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip
EUROPEAN_EMERGENCY_NUMBER = "112"
# The first number of a row that may list several: "1547 / 527; abroad +380 …".
_FIRST_NUMBER = re.compile(r"\+?\d(?:[\d \-]*\d)?")


class Packaged(models.Model):
    """A row that comes with the portal and may be changed here.

    Loading leaves a changed row alone, so that no release undoes an editor's correction.
    """

    is_edited = models.BooleanField(_("changed here"), default=False, editable=False)

    class Meta:
        abstract = True


class Helpline(Packaged):
    """A number to call, with where it was found and how sure it is."""

    class Confidence(models.TextChoices):
        """How good the source of a number is."""

        OFFICIAL = "A", _("official page, or the service's own text")
        SECONDARY = "B", _("good secondary source, or an old one")
        WEAK = "C", _("one weak source")

    iso = models.CharField(
        _("country code"), max_length=2, validators=[RegexValidator(r"^[A-Z]{2}\Z")]
    )
    country = models.CharField(_("country"), max_length=80)
    service = models.CharField(_("service"), max_length=200)
    number = models.CharField(_("number"), max_length=200)
    hours_and_notes = models.CharField(_("notes"), max_length=400, blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    languages = models.CharField(_("languages"), max_length=200, blank=True)
    channels = models.CharField(_("channels"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=400)
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence)
    open_question = models.CharField(_("open question"), max_length=400, blank=True)
    found_on = models.DateField(_("found on"))
    verified_on = models.DateField(
        _("confirmed by us on"),
        null=True,
        blank=True,
        help_text=_("The day somebody of ours called the number and heard the service answer."),
    )

    objects = HelplineQuerySet.as_manager()

    class Meta:
        verbose_name = _("helpline")
        constraints = [
            models.UniqueConstraint(fields=["iso", "service"], name="one_row_for_each_service"),
            models.CheckConstraint(
                condition=Q(iso__regex=r"^[A-Z]{2}$"), name="country_code_is_two_capitals"
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["A", "B", "C"]), name="confidence_is_a_b_or_c"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="helpline_has_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.service}"

    def get_absolute_url(self) -> str:
        """The page of the helpline's country."""
        return reverse("awareness:help_country", args=[self.iso.lower()])

    @property
    def first_number(self) -> str:
        """The first number as written; the whole field where it starts with no number."""
        match = _FIRST_NUMBER.match(self.number)
        return match[0] if match else self.number

    @property
    def dialled(self) -> str:
        """The first number as a telephone link needs it; empty where there is none."""
        match = _FIRST_NUMBER.match(self.number)
        return re.sub(r"[^\d+]", "", match[0]) if match else ""

    @property
    def other_ways(self) -> str:
        """What the number field says beyond the first number."""
        return self.number[len(self.first_number) :].lstrip(" ,;/")

    @property
    def notes(self) -> str:
        """Hours and notes, without the part that is said as an open question."""
        if self.open_question and self.open_question in self.hours_and_notes:
            return ", ".join(filter(None, (self.hours, self.languages)))
        return self.hours_and_notes

    @property
    def is_emergency(self) -> bool:
        """Whether this row is an emergency number and no helpline."""
        return self.service == "emergency"


class LearnPage(Packaged):
    """One subject explained, with its sources and the day it was last read through."""

    slug = models.SlugField(_("address"), unique=True, max_length=100)
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("summary"), max_length=400)
    body = models.TextField(_("text"))
    sources = models.JSONField(_("sources"), default=list, blank=True)
    reviewed_on = models.DateField(_("reviewed on"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = LearnPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("learn page")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep only clean HTML."""
        self.body = clean_body(self.body)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """The page's own address."""
        return reverse("awareness:learn_topic", args=[self.slug])


class GlossaryTerm(Packaged):
    """A word, said short and explained."""

    slug = models.SlugField(_("address"), unique=True, max_length=100)
    term = models.CharField(_("word"), max_length=100)
    short = models.CharField(_("in one sentence"), max_length=300)
    body = models.TextField(_("explanation"))
    see_also = models.JSONField(_("see also"), default=list, blank=True)

    objects = GlossaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("glossary term")

    def __str__(self) -> str:
        return self.term

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep only clean HTML."""
        self.body = clean_body(self.body)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """The word's own address."""
        return reverse("awareness:glossary_term", args=[self.slug])
