"""A plain search over titles and texts.

PostgreSQL's own parser leaves HTML tags out and finds a word in its other forms.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from awareness.models import GlossaryTerm, LearnPage
from campaigns.models import Campaign

OF_EACH_KIND = 20
LANGUAGE = "english"
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Result:
    """One thing that was found."""

    title: str
    text: str
    address: str


@dataclass(frozen=True)
class Kind:
    """Everything of one kind that was found, the best first."""

    heading: str | Promise
    results: list[Result]


def search(question: str) -> list[Kind]:
    """What answers ``question``, by kind; kinds without a result are left out.

    Quotation marks keep words together, a minus sign leaves a word out.
    """
    asked = SearchQuery(question, search_type="websearch", config=LANGUAGE)
    stories = _best(Article.objects.published(), asked, "title", "standfirst", "body")
    campaigns = _best(Campaign.objects.public(), asked, "title", "ask", "body")
    pages = _best(LearnPage.objects.all(), asked, "title", "summary", "body")
    words = _best(GlossaryTerm.objects.all(), asked, "term", "short", "body")
    kinds = [
        Kind(_("Stories"), _results((s.title, s.standfirst, s) for s in stories)),
        Kind(_("Campaigns"), _results((c.title, c.ask, c) for c in campaigns)),
        Kind(_("Explained"), _results((p.title, p.summary, p) for p in pages)),
        Kind(_("Words"), _results((w.term, w.short, w) for w in words)),
    ]
    return [kind for kind in kinds if kind.results]


def _best(rows: QuerySet[Row], asked: SearchQuery, *fields: str) -> list[Row]:
    """The best answers among ``rows``; the first field weighs most, the newest breaks a tie."""
    first, *others = (
        SearchVector(field, weight=weight, config=LANGUAGE)
        for field, weight in zip(fields, "ABC", strict=True)
    )
    best = (
        rows.annotate(words=sum(others, first), rank=SearchRank(F("words"), asked))
        .filter(words=asked)
        .order_by("-rank", "-pk")
        .defer(fields[-1])[:OF_EACH_KIND]
    )
    return list(best)


def _results(found: Iterable[tuple[str, str, Any]]) -> list[Result]:
    return [Result(title, text, row.get_absolute_url()) for title, text, row in found]
