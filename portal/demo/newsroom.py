"""The demonstration's stories, with what they are filed under and the campaigns in them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from articles.models import Article, CallToAction, Category, Source, Tag
from campaigns.models import Campaign
from portal.demo import files

KEY = "demo:"


def load_stories(now: dt.datetime) -> int:
    """Bring every story, dated back from ``now``; campaigns that are not there are left out."""
    categories = _load_categories()
    tags = _load_tags()
    sources = _load_sources()
    campaigns = {campaign.slug: campaign for campaign in Campaign.objects.all()}
    pages = files.pages("stories")
    for page in pages:
        head = page.head
        article = Article.objects.create(
            **_described(head, now),
            **_corrected(head, now),
            body=page.html,
            category=categories[head["category"]],
            **_sourced(head.get("source", {}), sources),
        )
        article.tags.set([tags[slug] for slug in head["tags"]])
        _place_calls(article, head.get("campaigns", []), campaigns)
    return len(pages)


def _described(head: Mapping[str, Any], now: dt.datetime) -> dict[str, Any]:
    copied = ("title", "slug", "standfirst", "content_note", "hero_caption", "comment_policy")
    return {
        **{name: head[name] for name in copied if name in head},
        "external_key": KEY + head["slug"],
        "state": Article.State.LIVE,
        "published_at": _moment(now, head["days_ago"], head["hour"]),
    }


def _corrected(head: Mapping[str, Any], now: dt.datetime) -> dict[str, Any]:
    if "corrected" not in head:
        return {}
    return {
        "correction": head["corrected"]["text"],
        "corrected_at": _moment(now, head["corrected"]["days_ago"], head["hour"]),
    }


def _sourced(source: Mapping[str, Any], sources: Mapping[str, Source]) -> dict[str, Any]:
    if not source:
        return {}
    return {
        "source": sources[source["name"]],
        "source_url": source.get("url", ""),
        "source_date": dt.date.fromisoformat(source["date"]) if source.get("date") else None,
        "licence_note": source.get("licence_note", ""),
    }


def _moment(now: dt.datetime, days: int, hour: int) -> dt.datetime:
    """The full hour on the day so many days ago, in the site's own time; never in the future."""
    day = timezone.localtime(now).replace(hour=hour, minute=0, second=0, microsecond=0)
    return min(day - dt.timedelta(days=days), now)


def _place_calls(
    article: Article, calls: list[dict[str, Any]], campaigns: Mapping[str, Campaign]
) -> None:
    CallToAction.objects.bulk_create(
        CallToAction(
            article=article,
            campaign=campaigns[call["slug"]],
            placement=call["placement"],
            after_paragraph=max(1, call["after_paragraph"]),
        )
        for call in calls
        if call["slug"] in campaigns
    )


def _load_categories() -> dict[str, Category]:
    return {
        row["slug"]: Category.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "description": row["summary"],
                "position": number,
            },
        )[0]
        for number, row in enumerate(files.table("categories")["category"], start=1)
    }


def _load_tags() -> dict[str, Tag]:
    return {
        row["slug"]: Tag.objects.update_or_create(slug=row["slug"], defaults={"name": row["name"]})[
            0
        ]
        for row in files.table("tags")["tag"]
    }


def _load_sources() -> dict[str, Source]:
    """By the name under which stories give it."""
    return {
        row["name"]: Source.objects.update_or_create(
            slug=row["slug"], defaults={"name": row["name"], "homepage": row["homepage"]}
        )[0]
        for row in files.table("sources")["source"]
    }
