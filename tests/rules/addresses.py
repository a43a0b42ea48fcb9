"""Every address of the site, as the URL configuration gives it, and what is expected of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Behind a sign-in, or the mailbox of the demonstration.
STAFF = ("moderation/", "desk/", "staff/", "account/", "admin/")


class PageClass(StrEnum):
    """The classes that docs and headers go by."""

    STORIES = "stories, lists, campaigns"
    HELP = "help, safety, glossary"
    PERSONAL = "forms, token pages"
    SEARCH = "search"
    EXIT = "exit"
    MEDIA = "media"
    FEED = "feeds, JSON"
    PLAIN = "plain answers for machines"


CLASSES = {
    "home": PageClass.STORIES,
    "articles:list": PageClass.STORIES,
    "articles:category": PageClass.STORIES,
    "articles:tag": PageClass.STORIES,
    "articles:source": PageClass.STORIES,
    "articles:month": PageClass.STORIES,
    "articles:detail": PageClass.STORIES,
    "articles:week": PageClass.STORIES,
    "articles:corrections": PageClass.STORIES,
    "articles:feed": PageClass.FEED,
    "awareness:help": PageClass.HELP,
    "awareness:help_country": PageClass.HELP,
    "awareness:learn": PageClass.STORIES,
    "awareness:learn_topic": PageClass.STORIES,
    "awareness:signs": PageClass.STORIES,
    "awareness:glossary": PageClass.HELP,
    "awareness:glossary_term": PageClass.HELP,
    "awareness:myths": PageClass.STORIES,
    "awareness:safety": PageClass.HELP,
    "awareness:exit": PageClass.EXIT,
    "campaigns:list": PageClass.STORIES,
    "campaigns:detail": PageClass.STORIES,
    "campaigns:count": PageClass.FEED,
    "campaigns:sign": PageClass.PERSONAL,
    "campaigns:check_your_email": PageClass.PERSONAL,
    "campaigns:confirm": PageClass.PERSONAL,
    "campaigns:thanks": PageClass.PERSONAL,
    "campaigns:withdraw": PageClass.PERSONAL,
    "comments:feed": PageClass.FEED,
    "comments:conversation_feed": PageClass.FEED,
    "comments:post": PageClass.PERSONAL,
    "comments:permalink": PageClass.PERSONAL,
    "comments:reply": PageClass.PERSONAL,
    "comments:vote": PageClass.PERSONAL,
    "comments:report": PageClass.PERSONAL,
    "comments:confirm": PageClass.PERSONAL,
    "comments:unfollow": PageClass.PERSONAL,
    "comments:status": PageClass.PERSONAL,
    "comments:revise": PageClass.PERSONAL,
    "comments:withdraw": PageClass.PERSONAL,
    "comments:appeal": PageClass.PERSONAL,
    "demo_mail": PageClass.PERSONAL,
    "demo_mail_message": PageClass.PERSONAL,
    "rules": PageClass.STORIES,
    "favicon": PageClass.STORIES,
    "robots": PageClass.STORIES,
    "security_txt": PageClass.STORIES,
    "search": PageClass.SEARCH,
    "picture": PageClass.MEDIA,
    "sitemap": PageClass.STORIES,
    "sitemap_section": PageClass.STORIES,
    "theme": PageClass.PERSONAL,
    "about": PageClass.STORIES,
    "privacy": PageClass.STORIES,
    "accessibility": PageClass.STORIES,
    "healthz": PageClass.PLAIN,
    "readyz": PageClass.PLAIN,
}


@dataclass(frozen=True)
class Address:
    """One pattern: its name with its namespace, its route, and the converters of its parts."""

    name: str
    route: str
    converters: dict[str, Any]

    @property
    def is_public(self) -> bool:
        """Whether anybody may open it."""
        return not self.route.startswith(STAFF)

    def filled(self, **parts: object) -> str:
        """An address of this pattern; what is not given is filled in with something likely."""
        path = f"/{self.route}"
        for part, converter in self.converters.items():
            written = next(each for each in _spellings(part, converter) if each in path)
            path = path.replace(written, str(parts.get(part, LIKELY[type(converter).__name__])))
        return path


LIKELY = {
    "StringConverter": "x",
    "SlugConverter": "nothing-here",
    "IntConverter": "1",
    "Year": "2026",
    "TwoDigits": "11",
    "StorySlug": "nothing-here",
    "CountryCode": "gb",
}


def _spellings(part: str, converter: Any) -> Iterator[str]:
    for name in ("str", "slug", "int", "yyyy", "nn", "story", "country"):
        yield f"<{name}:{part}>"
    yield f"<{part}>"


def all_addresses() -> list[Address]:
    """Every pattern with a path; Django's admin answers for itself."""
    return [
        address
        for address in _walk(get_resolver().url_patterns, "", "")
        if not address.route.startswith("admin/") and "(?P" not in address.route
    ]


def public_addresses() -> list[Address]:
    """Those that anybody may open."""
    return [address for address in all_addresses() if address.is_public]


def _walk(patterns: list[Any], before: str, space: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern):
            yield Address(space + (pattern.name or ""), route, dict(pattern.pattern.converters))
