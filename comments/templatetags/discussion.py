"""What a story's template shows of its conversation."""

from typing import Any

from django import template
from django.contrib.contenttypes.models import ContentType
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comments import discussion
from comments.forms import CommentForm
from comments.letters import RULE_BY_NUMBER
from comments.models import Conversation
from comments.screening.rules import RULES
from comments.targets import Commentable, kind_of
from common.html import linkify as link

register = template.Library()
MOST_COUNTS = 2000  # conversations whose counts are fetched at once for a page of cards


@register.inclusion_tag("discussion/conversation.html", takes_context=True)
def conversation_on(context: template.Context, target: Commentable) -> dict[str, Any]:
    """The rules, the form, and a page of the comments about ``target``."""
    asked = discussion.Asked.read(context["request"].GET)
    conversation, page = discussion.read_page(target, asked)
    is_closed = target.comment_policy == Conversation.Policy.CLOSED
    form = None if is_closed else CommentForm(target)
    quote = form.paragraphs.get(asked.paragraph, "") if form else ""
    return {
        "target": target,
        "kind": kind_of(target),  # type: ignore[arg-type]
        "page": page,
        "asked": asked,
        "quote": quote,
        "sorts": _sorts(asked),
        "form": form,
        "is_premoderated": target.comment_policy == Conversation.Policy.PREMODERATED,
        "rules": RULES,
        "count": page.count,
        "conversation": conversation,
    }


def _sorts(asked: discussion.Asked) -> list[dict[str, object]]:
    names = {"voted": _("Most voted"), "newest": _("Newest"), "oldest": _("Oldest")}
    return [
        {"name": names[sort], "address": asked.address(sort=sort), "is_chosen": sort == asked.sort}
        for sort in discussion.SORTS
    ]


@register.simple_tag(takes_context=True)
def comment_count(context: template.Context, target: Commentable) -> int:
    """How many comments are public under ``target``; one query for all cards of a page."""
    request: Any = context.get("request") or getattr(context, "request", None)
    kind = ContentType.objects.get_for_model(target)  # type: ignore[arg-type]
    known: dict[int, dict[int, int]] = request.__dict__.setdefault("comment_counts", {})
    if kind.pk not in known:
        talked = Conversation.objects.filter(content_type=kind, published_count__gt=0)
        rows = talked.order_by("-changed_at", "-pk").values_list("object_id", "published_count")
        known[kind.pk] = dict(rows[:MOST_COUNTS])
    return known[kind.pk].get(target.pk, 0)


@register.filter
def linkify(text: str) -> SafeString:
    """Plain text as paragraphs, its addresses as links."""
    return link(text)


@register.filter
def rule_title(number: int | None) -> str:
    """The title of the rule of that number."""
    rule = RULE_BY_NUMBER.get(number or 0)
    return _(rule.title) if rule else ""


@register.filter
def times(text: str, count: int) -> SafeString:
    """``text``, a constant of the template, so many times."""
    return SafeString(text * count)
