"""The picture at the head of a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField, PictureField


class WithPicture(models.Model):
    """A picture with its words, credit and the consent it rests on; without one, a pattern."""

    class ConsentBasis(models.TextChoices):
        NOBODY_SHOWN = "nobody", _("nobody can be recognised")
        WRITTEN = "written", _("written consent of everybody shown")
        PUBLIC_ROLE = "public", _("people in a public role, at work")
        LICENSED = "licensed", _("licensed with the consent of those shown")

    hero = PictureField(_("picture"), upload_to="stories/", blank=True)
    hero_width = models.PositiveIntegerField(null=True, editable=False)
    hero_height = models.PositiveIntegerField(null=True, editable=False)
    hero_alt = LineField(_("picture in words"), max_length=300, blank=True)
    hero_caption = LineField(_("caption"), max_length=300, blank=True)
    hero_credit = LineField(_("credit"), max_length=200, blank=True)
    hero_consent = models.CharField(
        _("consent basis"), max_length=10, choices=ConsentBasis, blank=True
    )
    hero_shows_child = models.BooleanField(
        _("shows a child's face that is not obscured"), default=False,
        help_text=_("Such a picture cannot be published."),
    )  # fmt: skip

    class Meta:
        abstract = True
