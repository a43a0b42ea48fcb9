"""What machines are told about a story: schema.org's NewsArticle."""

import json

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article

# Inside a script element nothing may close it, open a comment, or break a line of an old parser.
_ESCAPES = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def story_data(article: Article) -> SafeString:
    """JSON-LD that is safe inside a script element."""
    address = settings.SITE_URL + article.get_absolute_url()
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title[:110],
        "description": article.standfirst,
        "url": address,
        "mainEntityOfPage": address,
        "articleSection": article.category.name,
        "keywords": [tag.name for tag in article.tags.all()],
        "datePublished": article.published_at.isoformat() if article.published_at else None,
        "dateModified": article.changed_at.isoformat() if article.changed_at else None,
        "author": {"@type": "Person", "name": article.byline} if article.byline else _publisher(),
        "publisher": _publisher(),
        "isAccessibleForFree": True,
        "image": settings.SITE_URL + article.hero.url if article.hero else None,
        "isBasedOn": article.source_url or None,
        "correction": article.correction or None,
    }
    text = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308  escaped above


def _publisher() -> dict[str, str]:
    return {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": settings.SITE_URL}
