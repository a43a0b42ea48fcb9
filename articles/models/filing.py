"""What stories are filed under: categories, tags and sources."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField

SLUG_WITH_A_LETTER = RegexValidator(
    r"^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$",
    _("Use small letters, digits and single hyphens, with one letter at least."),
)


class Category(models.Model):
    """A department of the newsroom; every story is in one."""

    name = LineField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True, validators=[SLUG_WITH_A_LETTER])
    description = LineField(_("description"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its list."""
        return reverse("articles:category", args=[self.slug])


class Tag(models.Model):
    """A subject that runs across categories."""

    name = LineField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True, validators=[SLUG_WITH_A_LETTER])

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its list."""
        return reverse("articles:tag", args=[self.slug])


class Source(models.Model):
    """Who reported first, or whose figures a story uses; credited by name."""

    name = LineField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, validators=[SLUG_WITH_A_LETTER])
    homepage = models.URLField(_("homepage"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its list."""
        return reverse("articles:source", args=[self.slug])
