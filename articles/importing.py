"""Taking in stories from another site's export: each in its own transaction, each once."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from urllib.parse import unquote

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.imported_html import from_wordpress
from articles.models import Article, Category, Tag
from common import wxr
from common.html import HTMLTooLarge, plain_text
from common.text import opening, tidy

DRAFTS = {
    "draft": "it was a draft",
    "pending": "it was waiting for review",
    "private": "it was private",
    "future": "it was scheduled",
}
NEVER = {"trash": "it was in the trash", "auto-draft": "it was never saved", "inherit": "no story"}
STANDFIRST_LENGTH = 220
KEY_LENGTH = 300
AN_UPDATE = timedelta(days=1)  # changed sooner after publication: part of publishing
Filed = TypeVar("Filed", Category, Tag)
WITHOUT_CATEGORY = wxr.Term("category", "news", "News")


class NotTaken(Exception):
    """The item was left; the message says why."""


@dataclass
class Taken:
    """A story that is here now, and in words what did not come along."""

    article: Article
    is_new: bool
    notes: list[str] = field(default_factory=list)


class StoryIntake:
    """Takes the stories of one export; remembers the categories and tags it has met."""

    def __init__(self, site: wxr.Site) -> None:
        self.site = site
        self.authors: dict[str, str] = {}
        self.categories: dict[str, Category] = {}
        self.tags: dict[str, Tag] = {}
        self.made: Counter[str] = Counter()  # how many categories and tags are new here

    def take_author(self, author: wxr.Author) -> None:
        """Remember the name behind a login, for the bylines."""
        self.authors[author.login] = author.name

    def take_term(self, term: wxr.Term) -> None:
        """Make a category or tag known, unless it has neither name nor slug."""
        if not (tidy(term.name) or term.slug):
            return
        if term.kind == "category":
            self._category(term)
        else:
            self._tag(term)

    def take_story(self, item: wxr.Item) -> Taken:
        """Store a post as a story, unless it is here already: then it is left as it stands.

        Only what was public becomes public; drafts, private and password posts become drafts.

        Raises:
            NotTaken: it is no post, or cannot be a story.
        """
        if item.kind != "post":
            raise NotTaken(f"its kind is “{tidy(item.kind)}”, and only posts are taken")
        if item.status in NEVER:
            raise NotTaken(NEVER[item.status])
        key = self._key(item)
        if found := Article.objects.filter(external_key=key).first():
            return Taken(found, is_new=False)
        before = self.made.copy()
        try:
            with transaction.atomic():
                return self._store(item, key)
        except (NotTaken, DatabaseError) as problem:
            # What was made for this story went with it.
            self.categories.clear()
            self.tags.clear()
            self.made = before
            if isinstance(problem, NotTaken):
                raise
            raise NotTaken("the database refused it") from problem

    def _store(self, item: wxr.Item, key: str) -> Taken:
        try:
            text = from_wordpress(item.content)
            excerpt = tidy(plain_text(item.excerpt[:20_000]))
        except HTMLTooLarge as problem:
            raise NotTaken(str(problem)) from problem
        words = plain_text(text.html)
        title = tidy(plain_text(item.title)) or opening(tidy(words), 80)
        if not title:
            raise NotTaken("it has neither a title nor a text")
        notes = list(text.notes)
        categories = [term for term in item.terms if term.kind == "category"]
        first, *others = categories or [WITHOUT_CATEGORY]
        article = Article(
            external_key=key,
            title=opening(title, 200),
            standfirst=opening(excerpt or tidy(words), STANDFIRST_LENGTH),
            body=text.html,
            category=self._category(first),
            byline=opening(tidy(self.authors.get(item.creator, item.creator)), 120),
            comment_policy="open" if item.takes_comments else "closed",
        )
        _publish_as_it_was(article, item, notes)
        article.slug = _free_slug(article, item)
        article.save()
        terms = [*(term for term in item.terms if term.kind == "tag"), *others]
        tags = {self._tag(term).pk for term in terms}
        filed = Article.tags.through
        filed.objects.bulk_create(filed(article=article, tag_id=tag) for tag in sorted(tags))
        return Taken(article, is_new=True, notes=notes)

    def _key(self, item: wxr.Item) -> str:
        identity = item.external_id or f"{item.title} {item.posted_at}"
        key = f"wordpress:{self.site.address}#{identity}"
        if len(key) > KEY_LENGTH or not key.isprintable():
            return f"wordpress:{hashlib.sha256(key.encode()).hexdigest()}"
        return key

    def _category(self, term: wxr.Term) -> Category:
        slug = _slug(term.slug or term.name, "category")
        if slug not in self.categories:
            self.categories[slug] = _find(Category, slug, term) or self._made(
                Category(slug=slug, description=opening(tidy(plain_text(term.description)), 300)),
                term,
            )
        return self.categories[slug]

    def _tag(self, term: wxr.Term) -> Tag:
        slug = _slug(term.slug or term.name, "tag")
        if slug not in self.tags:
            self.tags[slug] = _find(Tag, slug, term) or self._made(Tag(slug=slug), term)
        return self.tags[slug]

    def _made(self, row: Filed, term: wxr.Term) -> Filed:
        row.name = _name(term, row.slug)
        row.save()
        self.made["category" if isinstance(row, Category) else "tag"] += 1
        return row


def _find(model: type[Filed], slug: str, term: wxr.Term) -> Filed | None:
    """By slug first, then by name: each is the only one of its kind."""
    rows = model._default_manager.all()  # noqa: SLF001  documented
    return rows.filter(slug=slug).first() or rows.filter(name=_name(term, slug)).first()


def _name(term: wxr.Term, slug: str) -> str:
    return opening(tidy(term.name) or slug, 60)


def _publish_as_it_was(article: Article, item: wxr.Item, notes: list[str]) -> None:
    if item.has_password:
        notes.append("kept as a draft: it had a password")
    elif item.status != "publish":
        reason = DRAFTS.get(item.status, f"its state was {item.status or 'not given'}")
        notes.append(f"kept as a draft: {reason}")
    elif item.posted_at is not None and item.posted_at > timezone.now():
        notes.append("kept as a draft: its date is in the future")
    else:
        article.state = Article.State.LIVE
        article.published_at = item.posted_at
        if item.posted_at is None:
            notes.append("published today: it had no date")
        elif item.modified_at and item.modified_at - item.posted_at > AN_UPDATE:
            article.updated_at = item.modified_at
        article.fix_year()


def _slug(text: str, kind: str) -> str:
    """A slug with a letter; one that had none in Latin script gets a name of its own."""
    slug = slugify(unquote(text))[:60].strip("-")
    slug = re.sub(r"[^a-z0-9]+", "-", slug).strip("-")
    if re.search("[a-z]", slug):
        return slug
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _free_slug(article: Article, item: wxr.Item) -> str:
    """The old slug where it can be, with a number where another story of the year has it."""
    base = _slug(item.slug or article.title, "story")
    of_year = Article.objects.filter(year=article.year)
    if not of_year.filter(slug=base).exists():
        return base
    taken = set(of_year.filter(slug__startswith=f"{base}-").values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in numbered if slug not in taken)
