"""The story."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.base import ModelBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.body import reading_minutes
from articles.fields import BodyField, LineField, PlainTextField
from articles.models.filing import SLUG_WITH_A_LETTER, Category, Source, Tag
from articles.models.picture import WithPicture
from articles.querysets import ArticleQuerySet
from common.html import Paragraph, paragraphs

DAYS_A_YEAR = 365.2425


class Article(WithPicture):
    """A story: written, scheduled, read, corrected, and one day archived."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        LIVE = "live", _("live")
        ARCHIVED = "archived", _("archived")

    class CommentPolicy(models.TextChoices):
        OPEN = "open", _("open: clean comments appear once screened")
        PREMODERATED = "premoderated", _("read by a moderator first")
        CLOSED = "closed", _("closed")

    title = LineField(_("title"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=120, validators=[SLUG_WITH_A_LETTER])
    year = models.PositiveSmallIntegerField(
        _("year in the address"),
        null=True,
        editable=False,
        help_text=_("Fixed at first publication."),
    )
    standfirst = LineField(_("standfirst"), max_length=400, blank=True)
    body = BodyField(_("body"))
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="articles", verbose_name=_("category")
    )
    tags = models.ManyToManyField(Tag, related_name="articles", blank=True, verbose_name=_("tags"))
    byline = LineField(_("byline"), max_length=120, blank=True)

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="articles", null=True, blank=True,
        verbose_name=_("source"),
    )  # fmt: skip
    source_url = models.URLField(_("address at the source"), max_length=1000, blank=True)
    source_date = models.DateField(_("date at the source"), null=True, blank=True)
    licence_note = LineField(_("licence note"), max_length=300, blank=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True,
        help_text=_("An hour in the future schedules the story."),
    )  # fmt: skip
    updated_at = models.DateTimeField(_("updated at"), null=True, blank=True)
    corrected_at = models.DateTimeField(_("corrected at"), null=True, blank=True)
    correction = PlainTextField(_("correction"), blank=True)

    content_note = LineField(
        _("content note"), max_length=300, blank=True,
        help_text=_("What a reader may want to know before reading on."),
    )  # fmt: skip
    comment_policy = models.CharField(
        _("comments"), max_length=12, choices=CommentPolicy, default=CommentPolicy.OPEN
    )

    external_key = models.CharField(max_length=300, null=True, unique=True, editable=False)  # noqa: DJ001  empty for the site's own stories
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "slug"], name="story_has_its_own_address",
                violation_error_message=_("Another story of that year has this slug."),
            ),
            models.CheckConstraint(condition=Q(slug__regex="[a-z]"), name="slug_holds_a_letter"),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(published_at__isnull=False, year__isnull=False),
                name="live_story_has_a_date_and_a_year",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at__isnull=True, correction="")
                | (Q(corrected_at__isnull=False) & ~Q(correction="")),
                name="correction_has_a_text_and_a_date",
                violation_error_message=_("A correction needs its text and its date."),
            ),
            models.CheckConstraint(
                condition=Q(hero="") | ~(Q(hero_alt="") | Q(hero_credit="") | Q(hero_consent="")),
                name="picture_has_words_credit_and_consent",
                violation_error_message=_("A picture needs words, a credit and a consent basis."),
            ),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(hero="") | Q(hero_shows_child=False),
                name="child_face_is_not_published",
                violation_error_message=_(
                    "A picture that shows a child's face cannot be published."
                ),
            ),
            models.CheckConstraint(
                condition=Q(source_url="") | Q(source__isnull=False),
                name="source_address_has_a_source",
                violation_error_message=_("An address at the source needs the source."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["-published_at", "-id"], name="live_newest", condition=Q(state="live")
            ),
            models.Index(
                fields=["category", "-published_at", "-id"],
                name="live_by_category",
                condition=Q(state="live"),
            ),
            models.Index(
                fields=["source", "-published_at", "-id"],
                name="live_by_source",
                condition=Q(state="live"),
            ),
            models.Index(
                fields=["-corrected_at", "-id"],
                name="corrected_newest",
                condition=Q(corrected_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Store the story; its first publication fixes the year of its address."""
        if self.state == self.State.LIVE and self.year is None:
            self.fix_year()
            if update_fields is not None:
                update_fields = {*update_fields, "year", "published_at"}
        super().save(
            force_insert=force_insert,
            force_update=force_update,
            using=using,
            update_fields=update_fields,
        )

    def get_absolute_url(self) -> str:
        """Its address for good; a story that was never published has none yet but its year."""
        year = self.year or timezone.localtime(self.created_at).year
        return reverse("articles:detail", args=[year, self.slug])

    def fix_year(self) -> None:
        """Publish now unless an hour is set, and take the year from it once and for all."""
        self.published_at = self.published_at or timezone.now()
        if self.year is None:
            self.year = timezone.localtime(self.published_at).year

    def clean(self) -> None:
        """Say what still stands in the way of storing the story."""
        if self.state == self.State.LIVE:
            self.fix_year()
        if self.corrected_at and not self.correction:
            raise ValidationError({"correction": _("Say what was corrected.")})

    @property
    def is_published(self) -> bool:
        """A reader may see it now."""
        return (
            self.state == self.State.LIVE
            and self.published_at is not None
            and self.published_at <= timezone.now()
        )

    @property
    def is_scheduled(self) -> bool:
        """It is live from an hour in the future on."""
        return self.state == self.State.LIVE and not self.is_published

    @property
    def changed_at(self) -> dt.datetime | None:
        """When a reader last found something new in it."""
        moments = (self.published_at, self.updated_at, self.corrected_at)
        return max((moment for moment in moments if moment), default=None)

    @property
    def age_in_years(self) -> int:
        """Whole years since it was first published; 0 in its first year."""
        if self.published_at is None:
            return 0
        return max(0, int((timezone.now() - self.published_at).days / DAYS_A_YEAR))

    @property
    def reading_minutes(self) -> int:
        """How long it takes to read, one minute at least."""
        return reading_minutes(self.body)

    # What ``comments.targets`` asks of a thing that may be commented on.

    def comment_title(self) -> str:
        """How a conversation names it."""
        return self.title

    def may_be_read(self) -> bool:
        """Whether its conversation may be shown and joined."""
        return self.is_published

    def comment_paragraphs(self) -> list[Paragraph]:
        """The blocks that a comment may refer to; each has the id ``p-<key>`` on the page."""
        return paragraphs(self.body)
