"""What readers may ask for about helplines, learn pages and words."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from awareness.models import GlossaryTerm, Helpline, LearnPage


class HelplineQuerySet(models.QuerySet["Helpline"]):
    """Helplines, as the help pages list them."""

    def by_country(self) -> Self:
        """Countries in alphabetical order, the surest number of each first."""
        return self.order_by("country", "confidence", "pk")


class LearnPageQuerySet(models.QuerySet["LearnPage"]):
    """Learn pages, as the overview lists them."""

    def in_order(self) -> Self:
        """The order in which they are best read."""
        return self.order_by("position", "pk")

    def mentioning(self, words: list[str]) -> Self:
        """Those whose title or text holds every one of ``words``."""
        return self.filter(_all_of(words, "title", "summary", "body"))


class GlossaryQuerySet(models.QuerySet["GlossaryTerm"]):
    """Words, as the glossary lists them."""

    def alphabetical(self) -> Self:
        """From A to Z."""
        return self.order_by("term", "pk")

    def mentioning(self, words: list[str]) -> Self:
        """Those whose name or explanation holds every one of ``words``."""
        return self.filter(_all_of(words, "term", "short", "body"))


def _all_of(words: list[str], *fields: str) -> Q:
    condition = Q()
    for word in words:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        condition &= anywhere
    return condition
