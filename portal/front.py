"""What stands on the front page, in five queries however much has been published."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from articles.models import Article, Category
from awareness.models import LearnPage
from campaigns.models import Campaign

NEWEST = 7  # the lead and the week's six
IN_EACH_CATEGORY = 3
OPEN_CAMPAIGNS = 3
LEARN_PAGES = 3


@dataclass(frozen=True)
class FrontPage:
    """The front page's parts, in reading order."""

    lead: Article | None
    this_week: list[Article]
    campaigns: list[Campaign]
    by_category: list[tuple[Category, list[Article]]]
    learn_pages: list[LearnPage]


def front_page() -> FrontPage:
    """The front page as it is now; no story stands on it twice."""
    newest = list(Article.objects.published().newest_first().for_listing()[:NEWEST])
    return FrontPage(
        lead=newest[0] if newest else None,
        this_week=newest[1:],
        campaigns=list(Campaign.objects.open().newest_first()[:OPEN_CAMPAIGNS]),
        by_category=_by_category(without=newest),
        learn_pages=list(LearnPage.objects.in_order().defer("body")[:LEARN_PAGES]),
    )


def _by_category(*, without: list[Article]) -> list[tuple[Category, list[Article]]]:
    """Each category with its newest stories; one that would be empty is left out."""
    newest = (
        Article.objects.published()
        .filter(category=OuterRef("pk"))
        .exclude(pk__in=[story.pk for story in without])
        .newest_first()
        .values("pk")[:IN_EACH_CATEGORY]
    )
    categories = list(
        Category.objects.annotate(newest=ArraySubquery(newest)).order_by("position", "pk")
    )
    keys = [key for category in categories for key in category.newest]
    stories = Article.objects.for_listing().in_bulk(keys)
    return [
        (category, [stories[key] for key in category.newest])
        for category in categories
        if category.newest
    ]
