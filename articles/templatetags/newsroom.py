"""Stories where other pages want them."""

from django import template
from django.db.models import Model
from django.template import Context
from django.utils.safestring import SafeString

from articles import patterns
from articles.models import Article

register = template.Library()

THIS_WEEK = 4
ABOUT_A_CAMPAIGN = 6


@register.inclusion_tag("articles/_this_week.html", takes_context=True)
def this_week(context: Context, count: int = THIS_WEEK) -> dict[str, object]:
    """The newest stories with date and opening lines; the story being read is left out."""
    shown = context.get("article")
    stories = Article.objects.published().newest_first().for_listing()
    if isinstance(shown, Article):
        stories = stories.exclude(pk=shown.pk)
    return {"stories": stories[:count]}


@register.inclusion_tag("articles/_stories_about.html")
def stories_about(campaign: Model) -> dict[str, object]:
    """The newest stories that call for ``campaign``."""
    return {
        "stories": Article.objects.published()
        .calling_for(campaign)
        .newest_first()
        .for_listing()[:ABOUT_A_CAMPAIGN]
    }


@register.simple_tag
def hero_pattern(article: Article) -> SafeString:
    """The drawn pattern that a story without a picture carries, the same one always."""
    return patterns.draw(article.slug)
