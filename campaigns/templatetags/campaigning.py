"""``call_to_action``, ``next_steps`` and ``campaign_card``: a campaign inside other pages."""

from django import template

from campaigns.models import Campaign
from campaigns.pages import sign_up_box
from campaigns.wordings import ending

register = template.Library()


@register.inclusion_tag("campaigns/call_to_action.html")
def call_to_action(campaign: Campaign, placement: str = "inline") -> dict[str, object]:
    """The call-out inside a story: one line and one button."""
    return {"campaign": campaign, "placement": placement, "ending": ending(campaign)}


@register.inclusion_tag("campaigns/next_steps.html")
def next_steps(campaign: Campaign, source: str = "") -> dict[str, object]:
    """The box at a story's end with the whole form; ``source`` is the story's slug."""
    return sign_up_box(campaign, source=source)


@register.inclusion_tag("campaigns/card.html")
def campaign_card(campaign: Campaign, level: int = 3) -> dict[str, object]:
    """One campaign in a list; ``level`` is the level of its heading."""
    return {"campaign": campaign, "level": level, "ending": ending(campaign)}
