"""What search engines are told about: every page for everybody, and nothing else."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article, Category, Tag
from awareness.models import GlossaryTerm, LearnPage
from campaigns.models import Campaign

if TYPE_CHECKING:
    AnySitemap = Sitemap[Any]
else:
    AnySitemap = Sitemap

NAMED_PAGES = (
    "home",
    "articles:list",
    "articles:week",
    "campaigns:list",
    "awareness:help",
    "awareness:learn",
    "awareness:signs",
    "awareness:glossary",
    "awareness:myths",
    "awareness:safety",
    "about",
    "privacy",
    "accessibility",
)


class Here(AnySitemap):
    """A sitemap of this site, as the settings name it."""

    def get_protocol(self, protocol: str | None = None) -> str:
        """Http or https."""
        del protocol
        return settings.SITE_URL.partition("://")[0]

    def get_domain(self, site: object = None) -> str:
        """The host, with its port where it has one."""
        del site
        return settings.SITE_URL.partition("://")[2]


class Stories(Here):
    """Published stories, newest first."""

    limit = 5000

    def items(self) -> QuerySet[Article]:
        """Those a reader may see now."""
        return Article.objects.published().newest_first().defer("body")

    def lastmod(self, item: Article) -> dt.datetime | None:
        """When something new could last be read in it."""
        return item.changed_at


class Lists(Here):
    """Categories and tags."""

    def items(self) -> list[Model]:
        """Each has a list of its own."""
        return [*Category.objects.order_by("pk"), *Tag.objects.order_by("pk")]


class Awareness(Here):
    """Learn pages and glossary terms."""

    def items(self) -> list[Model]:
        """All of them."""
        return [*LearnPage.objects.order_by("pk"), *GlossaryTerm.objects.order_by("pk")]


class Campaigns(Here):
    """Campaigns that have been opened."""

    def items(self) -> QuerySet[Campaign]:
        """Also those that have ended: they say how."""
        return Campaign.objects.public().newest_first()


class Pages(Here):
    """Pages that are there on every site."""

    def items(self) -> tuple[str, ...]:
        """Their names."""
        return NAMED_PAGES

    def location(self, item: str) -> str:
        """The address of a name."""
        return reverse(item)


SECTIONS: dict[str, Any] = {
    "pages": Pages,
    "stories": Stories,
    "lists": Lists,
    "awareness": Awareness,
    "campaigns": Campaigns,
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Where the parts of the sitemap are."""
    parts = [
        SitemapIndexItem(
            settings.SITE_URL
            + reverse("sitemap_section", kwargs={"section": section})
            + (f"?p={page}" if page > 1 else "")
        )
        for section, sitemap in SECTIONS.items()
        for page in sitemap().paginator.page_range
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, "application/xml")


@require_safe
def part(request: HttpRequest, section: str) -> HttpResponse:
    """One part of the sitemap."""
    return sitemap_view(request, SECTIONS, section=section)
