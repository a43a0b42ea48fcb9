"""The words a supporter agrees to; the ledger keeps them as they were shown."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from mailing.consent import has_consented, record_consent, wording


def consent_words(campaign: Campaign) -> str:
    """What is said beside the button."""
    if campaign.consent_text:
        return campaign.consent_text
    return _(
        "By adding your name you ask %(site)s to count you as a supporter of this campaign and to "
        "keep your name, e-mail address and country for that. Your address is never shown and "
        "never passed on, and the link in our mail takes your name off again at any time."
    ) % {"site": settings.SITE_NAME}


def updates_words() -> str:
    """What is said beside the second box."""
    return _("Mail me news of this campaign")


def ending(campaign: Campaign) -> str:
    """How the campaign ended, in one line; empty while it goes on."""
    if not campaign.has_ended:
        return ""
    states = Campaign.State
    return {
        states.DELIVERED: _("Closed and handed over."),
        states.WON: _("This campaign was won."),
        states.PARTLY_WON: _("This campaign was won in part."),
        states.LOST: _("This campaign did not get what it asked for."),
        states.WITHDRAWN: _("This campaign was withdrawn."),
    }.get(states(campaign.state), _("This campaign is closed."))


def record_signing(
    campaign: Campaign, person: bytes, *, wants_updates: bool, language: str
) -> None:
    """Write down that a person agreed, and whether to news as well."""
    text = wording("campaigns.sign", consent_words(campaign), language=language)
    purpose = _purpose(campaign, "sign")
    record_consent(person, purpose=purpose, granted=True, text=text, how="form")
    purpose = _purpose(campaign, "updates")
    if wants_updates != has_consented(person, purpose):
        text = wording("campaigns.updates", updates_words(), language=language)
        record_consent(person, purpose=purpose, granted=wants_updates, text=text, how="form")


def record_leaving(campaign: Campaign, person: bytes) -> None:
    """Write down that a person took back what they had agreed to."""
    language = get_language() or settings.LANGUAGE_CODE
    for what, words in (("sign", consent_words(campaign)), ("updates", updates_words())):
        purpose = _purpose(campaign, what)
        if has_consented(person, purpose):
            text = wording(f"campaigns.{what}", words, language=language)
            record_consent(person, purpose=purpose, granted=False, text=text, how="link")


def _purpose(campaign: Campaign, what: str) -> str:
    return f"campaign:{campaign.pk}:{what}"
