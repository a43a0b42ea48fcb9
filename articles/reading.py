"""A story as it is read: its body with the calls to action where the editor put them."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.body import pieces
from articles.models import Article, CallToAction


@dataclass(frozen=True)
class Section:
    """Some of the body, and what stands after it."""

    html: SafeString
    calls: list[CallToAction]


def sections(article: Article) -> list[Section]:
    """The body, cut where calls stand; a call beyond the last paragraph stands after it."""
    parts = pieces(article.body)
    last = max((part.number for part in parts), default=0)
    calls: dict[int, list[CallToAction]] = {}
    for call in article.calls_to_action.all():
        if call.placement == CallToAction.Placement.INLINE:
            calls.setdefault(min(call.after_paragraph, last), []).append(call)
    return [Section(part.html, calls.get(part.number, [])) for part in parts]


def next_step(article: Article) -> CallToAction | None:
    """The call that ends the story, if it has one."""
    calls = article.calls_to_action.all()
    return next((call for call in calls if call.placement == CallToAction.Placement.END), None)
