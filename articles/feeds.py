"""Atom feeds of the newest stories: all of them, a category's, a tag's."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles.models import Article, Category, Tag
from articles.querysets import ArticleQuerySet
from common.text import tidy

NEWEST = 30


class StoryFeed(Atom1Feed):
    """Atom with the whole text of each story as HTML."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:  # noqa: ANN401
        """Add the body to what Django writes."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["body"], {"type": "html"})


@require_safe
@conditional_page
def everything(request: HttpRequest) -> HttpResponse:
    """The newest stories of the site."""
    return _feed(request, Article.objects.all(), settings.SITE_NAME, reverse("articles:list"))


@require_safe
@conditional_page
def by_category(request: HttpRequest, category: str) -> HttpResponse:
    """The newest stories of a category."""
    found = get_object_or_404(Category, slug=category)
    title = f"{settings.SITE_NAME}: {found.name}"
    stories = Article.objects.filter(category=found)
    return _feed(request, stories, title, found.get_absolute_url())


@require_safe
@conditional_page
def by_tag(request: HttpRequest, tag: str) -> HttpResponse:
    """The newest stories with a tag."""
    found = get_object_or_404(Tag, slug=tag)
    title = f"{settings.SITE_NAME}: {found.name}"
    return _feed(request, Article.objects.filter(tags=found), title, found.get_absolute_url())


def _feed(request: HttpRequest, stories: ArticleQuerySet, title: str, page: str) -> HttpResponse:
    """The feed, with the headers by which a reader asks for it again only when it has changed."""
    feed = StoryFeed(
        title=tidy(title),
        link=settings.SITE_URL + page,
        feed_url=settings.SITE_URL + request.path,
        description=_("News and explanations against human trafficking and modern slavery."),
        language=get_language(),
        author_name=settings.SITE_NAME,
    )
    newest = stories.published().newest_first().select_related("category", "source")[:NEWEST]
    for article in newest:
        _add(feed, article)
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    if newest:
        response["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
    response["Cache-Control"] = "public, max-age=60"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _add(feed: StoryFeed, article: Article) -> None:
    address = settings.SITE_URL + article.get_absolute_url()
    feed.add_item(
        title=tidy(article.title),
        link=address,
        unique_id=address,
        description=tidy(article.standfirst),
        pubdate=article.published_at,
        updateddate=article.changed_at,
        author_name=article.byline or None,
        categories=[article.category.name],
        body=tidy(article.body, multiline=True),
    )
