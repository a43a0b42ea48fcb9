"""Atom feeds of what is public: of the whole site, and of one conversation."""

import datetime as dt
from typing import Any, Final

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from comments import discussion
from comments.models import ScreenedComment
from comments.targets import Commentable, NoSuchTarget, find_target, target_of
from common.html import linkify
from common.text import opening

LATEST: Final = 50


class SiteFeed(Feed):  # type: ignore[type-arg]
    """The newest comments of every conversation that the public may read."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:  # noqa: ANN401
        """The feed; programs ask for it again and again, and tell nobody that they did."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = super().__call__(request, *args, **given)
        response["Cache-Control"] = "public, max-age=60"
        response["Referrer-Policy"] = "no-referrer"
        return response

    def title(self) -> str:
        """The feed's name."""
        return _("Comments on {site}").format(site=settings.SITE_NAME)

    def link(self) -> str:
        """The site."""
        return "/"

    def items(self, _thing: object = None) -> list[ScreenedComment]:
        """The newest comments whose page is public; their targets are fetched once for each."""
        newest = list(
            ScreenedComment.objects.published()
            .select_related("conversation__content_type")
            .defer(*discussion.UNREAD)
            .newest_first()[:LATEST]
        )
        discussion.attach_targets(newest)
        return [each for each in newest if _is_readable(each)]

    def item_title(self, item: ScreenedComment) -> str:
        """Who said it about what."""
        target = target_of(item.conversation)
        about = opening(target.comment_title(), 80) if target else ""
        return _("{name} on “{title}”").format(name=item.user_name, title=about)

    def item_description(self, item: ScreenedComment) -> str:
        """What was said."""
        return linkify(item.comment)

    def item_link(self, item: ScreenedComment) -> str:
        """The permalink."""
        return item.get_absolute_url()

    def item_author_name(self, item: ScreenedComment) -> str:
        """The name as given."""
        return item.user_name

    def item_pubdate(self, item: ScreenedComment) -> dt.datetime | None:
        """When it became public."""
        return item.published_at

    def item_updateddate(self, item: ScreenedComment) -> dt.datetime | None:
        """When it last changed."""
        return item.decided_at or item.published_at


class ConversationFeed(SiteFeed):
    """The newest comments on one thing."""

    def get_object(self, request: HttpRequest, *args: Any, **given: Any) -> Commentable:  # noqa: ANN401
        """The thing; what the public may not see looks like nothing."""
        del request, args
        try:
            return find_target(given["kind"], given["number"])
        except NoSuchTarget as problem:
            raise Http404 from problem

    def title(self, thing: Commentable) -> str:  # type: ignore[override]
        """The feed's name."""
        return _("Comments on “{title}”").format(title=thing.comment_title())

    def link(self, thing: Commentable) -> str:  # type: ignore[override]
        """The thing's page."""
        return thing.get_absolute_url()

    def items(self, thing: Commentable) -> list[ScreenedComment]:  # type: ignore[override]
        """Its newest comments."""
        conversation = discussion.find_conversation(thing)
        found = ScreenedComment.objects.published().filter(conversation=conversation)
        newest = list(
            found.select_related("conversation").defer(*discussion.UNREAD).newest_first()[:LATEST]
        )
        for each in newest:
            each.conversation.target = thing
        return newest


def _is_readable(comment: ScreenedComment) -> bool:
    target = target_of(comment.conversation)
    return target is not None and target.may_be_read()
