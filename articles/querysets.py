"""What readers, feeds and the sitemap may ask for."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from campaigns.models import Campaign

if TYPE_CHECKING:
    from articles.models import Article, CallToAction

NEAREST = 50  # stories that are weighed when related ones are sought


class ArticleQuerySet(models.QuerySet["Article"]):
    """Stories, narrowed step by step."""

    def published(self) -> Self:
        """What a reader may see now: live, and its hour has come."""
        return self.filter(state="live", published_at__lte=timezone.now())

    def scheduled(self) -> Self:
        """Live stories whose hour has not come."""
        return self.filter(state="live", published_at__gt=timezone.now())

    def corrected(self) -> Self:
        """Stories that carry a correction."""
        return self.filter(corrected_at__isnull=False)

    def newest_first(self) -> Self:
        """A total order, so that pages never repeat or skip a story."""
        return self.order_by("-published_at", "-pk")

    def for_listing(self) -> Self:
        """With what a card shows, and without the text it does not."""
        return self.select_related("category", "source").defer("body")

    def for_reading(self) -> Self:
        """With everything that the story page shows."""
        from articles.models import CallToAction

        calls = Prefetch("calls_to_action", CallToAction.objects.in_reading_order())
        return self.select_related("category", "source").prefetch_related("tags", calls)

    def calling_for(self, campaign: models.Model) -> Self:
        """Stories with a call to action for ``campaign``."""
        return self.filter(calls_to_action__campaign=campaign.pk).distinct()

    def in_month(self, year: int, month: int) -> Self:
        """First published in that month of the site's own calendar."""
        first = dt.datetime(year, month, 1, tzinfo=timezone.get_default_timezone())
        after = (first + dt.timedelta(days=32)).replace(day=1)
        return self.filter(published_at__gte=first, published_at__lt=after)

    def in_week(self, monday: dt.date) -> Self:
        """First published in the seven days from ``monday`` on."""
        after = monday + dt.timedelta(days=7)
        return self.filter(published_at__gte=_start_of(monday), published_at__lt=_start_of(after))

    def before_week(self, monday: dt.date) -> Self:
        """First published before ``monday``."""
        return self.filter(published_at__lt=_start_of(monday))

    def after_week(self, monday: dt.date) -> Self:
        """First published later than the seven days from ``monday`` on."""
        return self.filter(published_at__gte=_start_of(monday + dt.timedelta(days=7)))

    def related_to(self, article: "Article") -> Self:
        """Others of its category or tags: most tags shared first, then the newest.

        Only the newest 50 by category and by tag are weighed, so that a large category stays fast.
        """
        tags = [tag.pk for tag in article.tags.all()]
        others = self.published().exclude(pk=article.pk).newest_first()
        by_category = others.filter(category_id=article.category_id).values("pk")[:NEAREST]
        by_tag = others.filter(
            Q(pk__in=article.tags.through.objects.filter(tag_id__in=tags).values("article_id"))
        ).values("pk")[:NEAREST]
        return (
            self.filter(Q(pk__in=by_category) | Q(pk__in=by_tag))
            .annotate(shared=Count("tags", filter=Q(tags__in=tags)))
            .order_by("-shared", "-published_at", "-pk")
        )


def _start_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_default_timezone())


class CallToActionQuerySet(models.QuerySet["CallToAction"]):
    """Where campaigns stand in stories."""

    def in_reading_order(self) -> Self:
        """With their campaigns, as a reader meets them; campaigns not yet opened stay out."""
        shown = self.filter(campaign__in=Campaign.objects.public())
        return shown.select_related("campaign").order_by("after_paragraph", "pk")
