"""The site's own versions of the rules, and which of them was in force when; nothing is changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from comments.screening.ruleset import version_of


class RuleSet(models.Model):
    """One version of the site's rules; rows are only ever added, by ``comments.rulesets``."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    default_bound = models.FloatField(_("bound of a rule that names none"), default=0.5)
    bounds = models.JSONField(_("bounds by rule"), default=dict)
    words = models.JSONField(_("own words"), default=list)
    allowed = models.JSONField(_("allowed words"), default=list)
    note = models.CharField(_("what it is for"), max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("when"), db_default=Now())

    class Meta:
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="ruleset_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="ruleset_bound_is_a_share",
                condition=Q(default_bound__gte=0, default_bound__lte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.version

    @property
    def version(self) -> str:
        """Its name in results and on the command line."""
        return version_of(self.number)


class RuleSetUse(models.Model):
    """A rule set came into force; the newest row counts, and one without a set is the packaged."""

    ruleset = models.ForeignKey(RuleSet, models.PROTECT, null=True, related_name="uses")
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    begun_at = models.DateTimeField(_("since"), db_default=Now())

    class Meta:
        verbose_name = _("use of a rule set")
        verbose_name_plural = _("uses of rule sets")
        default_permissions = ()

    def __str__(self) -> str:
        return f"#{self.pk}"
