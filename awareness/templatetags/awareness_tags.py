"""What other apps' templates show of the awareness pages."""

from django import template

from awareness import helplines as lines
from awareness.models import Helpline

register = template.Library()


@register.inclusion_tag("awareness/footer_helplines.html")
def helplines() -> dict[str, object]:
    """The short list of helplines for the foot of every page."""
    return _short_list(lines.current())


@register.inclusion_tag("awareness/footer_helplines.html")
def packaged_helplines() -> dict[str, object]:
    """The same for pages that must not ask the database."""
    return _short_list(lines.packaged())


def _short_list(rows: list[Helpline]) -> dict[str, object]:
    shown = lines.one_for_each_country(lines.sure(rows))
    return {"lines": shown, "unconfirmed": any(row.verified_on is None for row in shown)}
