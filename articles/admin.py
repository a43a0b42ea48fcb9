"""Editing stories in the Django admin."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import pictures
from articles.fields import BodyField
from articles.models import Article, CallToAction, Category, Source, Tag
from common.html import HTMLTooLarge
from common.text import fold

if TYPE_CHECKING:
    StoryForm = forms.ModelForm[Article]
    StoryAdmin = admin.ModelAdmin[Article]
    Inline = admin.TabularInline[CallToAction, Article]
    CategoryModelAdmin = admin.ModelAdmin[Category]
    TagModelAdmin = admin.ModelAdmin[Tag]
    SourceModelAdmin = admin.ModelAdmin[Source]
else:
    StoryForm = forms.ModelForm
    Inline = admin.TabularInline
    StoryAdmin = CategoryModelAdmin = TagModelAdmin = SourceModelAdmin = admin.ModelAdmin

# What a reader would notice: changing it after publication is an update of the story.
READ_FIELDS = ("title", "standfirst", "body")
WIDE_LINES = ("title", "content_note", "licence_note", "hero_alt", "hero_caption", "hero_credit")


class ArticleForm(StoryForm):
    """A story as an editor fills it in."""

    class Meta:
        model = Article
        exclude = ("updated_at",)
        widgets = {
            **{name: forms.TextInput(attrs={"size": 90}) for name in WIDE_LINES},
            "standfirst": forms.Textarea(attrs={"rows": 3, "cols": 90}),
            "body": forms.Textarea(attrs={"rows": 28, "cols": 90}),
            "correction": forms.Textarea(attrs={"rows": 3, "cols": 90}),
        }

    def clean_body(self) -> str:
        """Show the editor what will be stored, and say why a text cannot be."""
        try:
            return BodyField().cleaned(self.cleaned_data["body"])
        except HTMLTooLarge as problem:
            raise ValidationError(str(problem)) from problem

    def clean_hero(self) -> Any:  # noqa: ANN401  a file, False to remove it, or what is stored
        """A new picture is decoded and written anew; an unsafe one is refused."""
        hero = self.cleaned_data.get("hero")
        if not isinstance(hero, UploadedFile):
            return hero
        hero.seek(0)
        return pictures.rewritten(hero)

    def clean_correction(self) -> str:
        """A correction that says nothing is none."""
        text = str(self.cleaned_data["correction"])
        return text if fold(text) else ""

    def clean(self) -> dict[str, Any] | None:
        """A correction without a date is made now; publication fixes the date and the year."""
        data = super().clean()
        if data and data.get("correction") and not data.get("corrected_at"):
            data["corrected_at"] = timezone.now()
        if data and self.instance.is_published and self._reads_otherwise(data):
            self.instance.updated_at = timezone.now()
        return data

    def _reads_otherwise(self, data: dict[str, Any]) -> bool:
        return any(data.get(name) != getattr(self.instance, name) for name in READ_FIELDS)


class CallToActionInline(Inline):
    """The campaigns in the story and at its end."""

    model = CallToAction
    extra = 0
    autocomplete_fields = ("campaign",)


@admin.register(Article)
class ArticleAdmin(StoryAdmin):
    """Write, schedule, publish, correct."""

    form = ArticleForm
    inlines = (CallToActionInline,)
    list_display = ("title", "category", "state", "published_at", "source")
    list_filter = ("state", "category", "comment_policy")
    list_select_related = ("category", "source")
    search_fields = ("title", "slug", "standfirst")
    date_hierarchy = "published_at"
    ordering = ("-published_at", "-pk")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("tags", "source")
    readonly_fields = ("address",)
    save_on_top = True
    fieldsets = (
        (None, {"fields": ("title", "slug", "standfirst", "body", "content_note", "byline")}),
        (_("Filed under"), {"fields": ("category", "tags")}),
        (
            _("Publication"),
            {"fields": ("state", "published_at", "comment_policy", "address")},
        ),
        (_("Correction"), {"fields": ("correction", "corrected_at")}),
        (_("Source"), {"fields": ("source", "source_url", "source_date", "licence_note")}),
        (
            _("Picture"),
            {
                "description": _(
                    "No chains, bars, bruises or victims. Without a picture the story carries a "
                    "drawn pattern."
                ),
                "fields": (
                    "hero",
                    "hero_alt",
                    "hero_caption",
                    "hero_credit",
                    "hero_consent",
                    "hero_shows_child",
                ),
            },
        ),
    )

    @admin.display(description=_("address"))
    def address(self, article: Article) -> str:
        """Where the story stands, once it has been published."""
        return article.get_absolute_url() if article.year else _("fixed at first publication")

    def view_on_site(self, article: Article) -> str | None:
        """Only what a reader may see has a page to go to."""
        return article.get_absolute_url() if article.is_published else None

    def get_readonly_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> tuple[str, ...]:
        """The slug of a published story stays: links lead to it."""
        del request
        is_addressed = obj is not None and obj.year is not None
        return ("address", "slug") if is_addressed else ("address",)

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> dict[str, Sequence[str]]:
        """A slug that stays is not filled in."""
        del request
        return {} if obj is not None and obj.year is not None else {"slug": ("title",)}


@admin.register(Category)
class CategoryAdmin(CategoryModelAdmin):
    """The departments of the newsroom."""

    list_display = ("name", "slug", "position")
    ordering = ("position", "pk")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Tag)
class TagAdmin(TagModelAdmin):
    """Subjects."""

    search_fields = ("name", "slug")
    ordering = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Source)
class SourceAdmin(SourceModelAdmin):
    """Who reported first."""

    list_display = ("name", "homepage")
    search_fields = ("name", "slug")
    ordering = ("name",)
    prepopulated_fields = {"slug": ("name",)}
