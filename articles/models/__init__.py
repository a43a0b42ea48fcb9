"""Stories, what they are filed under, and the campaigns in them."""

from articles.models.article import Article
from articles.models.calls import CallToAction
from articles.models.filing import Category, Source, Tag

__all__ = ["Article", "CallToAction", "Category", "Source", "Tag"]
