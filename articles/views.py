"""The story, and the lists it stands in."""

import datetime as dt

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import weeks
from articles.models import Article, Category, Source, Tag
from articles.querysets import ArticleQuerySet
from articles.reading import next_step, sections
from articles.structured import story_data
from common.forms import PlainForm
from common.paging import newest_page

PAGE_SIZE = 12
RELATED = 3


class AfterForm(PlainForm):
    """The key of the page before."""

    after = forms.CharField(required=False, max_length=80)


@require_safe
def detail(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """A story with all of its parts; a draft answers 404, a story taken off the site 410."""
    article = get_object_or_404(Article.objects.for_reading(), year=year, slug=slug)
    if article.state == Article.State.ARCHIVED:
        return render(request, "articles/gone.html", status=410)
    if not article.is_published:
        raise Http404
    related = Article.objects.related_to(article).for_listing()[:RELATED]
    return render(
        request,
        "articles/detail.html",
        {
            "article": article,
            "sections": sections(article),
            "next_step": next_step(article),
            "related": related,
            "structured_data": story_data(article),
        },
    )


@require_safe
def list_stories(request: HttpRequest) -> HttpResponse:
    """Everything, newest first."""
    return _page_of(request, Article.objects.all(), _("News"), feed=reverse("articles:feed"))


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories of a category."""
    found = get_object_or_404(Category, slug=slug)
    return _page_of(
        request,
        Article.objects.filter(category=found),
        found.name,
        lede=found.description,
        feed=reverse("articles:feed", kwargs={"category": found.slug}),
    )


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories with a tag."""
    found = get_object_or_404(Tag, slug=slug)
    return _page_of(
        request,
        Article.objects.filter(tags=found),
        found.name,
        kicker=_("Subject"),
        feed=reverse("articles:feed", kwargs={"tag": found.slug}),
    )


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories that rest on a source."""
    found = get_object_or_404(Source, slug=slug)
    return _page_of(
        request,
        Article.objects.filter(source=found),
        found.name,
        kicker=_("Source"),
        homepage=found.homepage,
    )


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The stories of a month."""
    if month not in MONTHS:
        raise Http404
    title = f"{MONTHS[month]} {year}"
    return _page_of(request, Article.objects.in_month(year, month), title)


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """What was wrong in a story, and when it was put right."""
    corrected = Article.objects.published().corrected().for_listing()
    after = _after(request)
    page = newest_page(corrected, field="corrected_at", after=after, size=PAGE_SIZE)
    return render(request, "articles/corrections.html", {"page": page, "is_first": not after})


@require_safe
def this_week(request: HttpRequest) -> HttpResponse:
    """The digest of the newest week that has a story."""
    newest = Article.objects.published().newest_first().first()
    moment = newest.published_at if newest and newest.published_at else timezone.now()
    return _digest(request, weeks.Week.of(moment))


@require_safe
def week(request: HttpRequest, year: int, week: int) -> HttpResponse:
    """The digest of a week by its ISO number."""
    try:
        shown = weeks.Week(dt.date.fromisocalendar(year, week, 1))
    except ValueError as problem:
        raise Http404 from problem
    if not Article.objects.published().in_week(shown.monday).exists():
        raise Http404
    return _digest(request, shown)


def _digest(request: HttpRequest, week: weeks.Week) -> HttpResponse:
    published = Article.objects.published()
    context = {
        "week": week,
        "stories": published.in_week(week.monday).newest_first().for_listing(),
        "earlier": weeks.Week.of_story(published.before_week(week.monday).newest_first().first()),
        "later": weeks.Week.of_story(published.after_week(week.monday).newest_first().last()),
    }
    return render(request, "articles/week.html", context)


def _page_of(
    request: HttpRequest, stories: ArticleQuerySet, title: str, **extra: str
) -> HttpResponse:
    """A page of ``stories`` under ``title``; ``extra`` may hold kicker, lede, feed, homepage."""
    after = _after(request)
    page = newest_page(
        stories.published().for_listing(), field="published_at", after=after, size=PAGE_SIZE
    )
    context = {
        "title": title,
        "page": page,
        "is_first": not after,
        "categories": Category.objects.order_by("position", "pk"),
        **extra,
    }
    return render(request, "articles/list.html", context)


def _after(request: HttpRequest) -> str:
    form = AfterForm(request.GET)
    return str(form.cleaned_data["after"]) if form.is_valid() else ""
