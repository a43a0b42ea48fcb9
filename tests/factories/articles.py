"""Stories and what they are filed under, for tests."""

import datetime as dt
from collections.abc import Sequence
from itertools import count
from typing import Any

from django.utils import timezone

from articles.models import Article, CallToAction, Category, Source, Tag

_numbers = count(1)

BODY = (
    "<p>Nobody who grooms a child says so.</p><h2>Being noticed</h2>"
    "<p>The search is for an opening.</p><p>Now comes attention.</p>"
)


def make_category(**changes: Any) -> Category:
    """A category with a name of its own."""
    number = next(_numbers)
    values = {"name": f"Category {number}", "slug": f"category-{number}", **changes}
    return Category.objects.create(**values)


def make_tag(**changes: Any) -> Tag:
    """A tag with a name of its own."""
    number = next(_numbers)
    return Tag.objects.create(**{"name": f"Tag {number}", "slug": f"tag-{number}", **changes})


def make_source(**changes: Any) -> Source:
    """A source with a name of its own."""
    number = next(_numbers)
    values = {"name": f"Source {number}", "slug": f"source-{number}", **changes}
    return Source.objects.create(**values)


def make_article(*, tags: Sequence[Tag] = (), days_ago: float = 1, **changes: Any) -> Article:
    """A live story published ``days_ago``; ``state="draft"`` makes one that nobody reads yet."""
    number = next(_numbers)
    values = {
        "title": f"How grooming works {number}",
        "slug": f"how-grooming-works-{number}",
        "standfirst": "It seldom begins with a threat.",
        "body": BODY,
        "state": Article.State.LIVE,
        "published_at": timezone.now() - dt.timedelta(days=days_ago),
        **changes,
    }
    if "category" not in values:
        values["category"] = Category.objects.first() or make_category()
    article = Article.objects.create(**values)
    article.tags.set(tags)
    return article


def make_call(article: Article, campaign: Any, **changes: Any) -> CallToAction:
    """A call to action after the second paragraph; ``placement="end"`` puts it at the end."""
    return CallToAction.objects.create(article=article, campaign=campaign, **changes)
