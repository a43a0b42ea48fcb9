"""Where a story asks its readers to act."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.querysets import CallToActionQuerySet


class CallToAction(models.Model):
    """A campaign's place in a story: a call-out between paragraphs, or the box at its end."""

    class Placement(models.TextChoices):
        INLINE = "inline", _("between paragraphs")
        END = "end", _("next steps, at the end")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="calls_to_action", verbose_name=_("story")
    )
    campaign = models.ForeignKey(
        "campaigns.Campaign",
        models.CASCADE,
        related_name="calls_to_action",
        verbose_name=_("campaign"),
    )
    placement = models.CharField(
        _("placement"), max_length=6, choices=Placement, default=Placement.INLINE
    )
    after_paragraph = models.PositiveSmallIntegerField(
        _("after paragraph"),
        default=2,
        validators=[MinValueValidator(1)],
        help_text=_("Of no account at the end."),
    )

    objects = CallToActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("call to action")
        verbose_name_plural = _("calls to action")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "campaign", "placement"], name="campaign_once_at_each_place"
            ),
            models.UniqueConstraint(
                fields=["article"], condition=Q(placement="end"), name="one_next_step_a_story"
            ),
            models.CheckConstraint(
                condition=Q(after_paragraph__gte=1), name="call_stands_after_a_paragraph"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} ({self.get_placement_display()})"
