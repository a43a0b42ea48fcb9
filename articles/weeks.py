"""Weeks as the digest counts them: ISO weeks of the site's own calendar."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from django.urls import reverse
from django.utils import timezone

from articles.models import Article


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday on."""

    monday: dt.date

    @classmethod
    def of(cls, moment: dt.datetime) -> Self:
        """The week in which ``moment`` lies."""
        day = timezone.localtime(moment).date()
        return cls(day - dt.timedelta(days=day.weekday()))

    @classmethod
    def of_story(cls, article: Article | None) -> Self | None:
        """The week in which a story was published."""
        return cls.of(article.published_at) if article and article.published_at else None

    @property
    def sunday(self) -> dt.date:
        """Its last day."""
        return self.monday + dt.timedelta(days=6)

    @property
    def number(self) -> int:
        """Its ISO number."""
        return self.monday.isocalendar().week

    @property
    def year(self) -> int:
        """The year to which ISO counts it."""
        return self.monday.isocalendar().year

    def get_absolute_url(self) -> str:
        """Its digest."""
        year, number, _day = self.monday.isocalendar()
        return reverse("articles:week", kwargs={"year": year, "week": number})
