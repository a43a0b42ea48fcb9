"""The sign-up form: four fields, and two boxes that nobody ticked beforehand."""

import datetime as dt
import re
import unicodedata
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.countries import CountrySelect, country_choices
from campaigns.models import Campaign
from common.forms import PlainForm
from common.requests import keyed_hash
from mailing.addresses import BadAddress, canonical_address, checked_address

# What stands between the letters of a name: apostrophes, hyphens, dots, and joiners of scripts.
_BETWEEN = frozenset(" .,-'`´’ʼ·‐–\u200c\u200d")
_ADDRESS = re.compile(r"\w{3,}\.\w{2,}")
_SOURCE = re.compile(r"[a-z0-9-]{1,120}")
STAMP_HOLDS: Final = dt.timedelta(days=14)


class SignUpForm(PlainForm):
    """What a supporter types; ``is_suspicious`` is known once the form is valid."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=60,
        error_messages={
            "required": _("Write your first name."),
            "max_length": _("Write at most %(limit_value)d characters."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        required=False,
        error_messages={"max_length": _("Write at most %(limit_value)d characters.")},
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        error_messages={
            "required": _("Write your e-mail address: we send the link to confirm there."),
            "max_length": _("Write at most %(limit_value)d characters."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=country_choices,
        error_messages={
            "required": _("Choose the country you live in."),
            "invalid_choice": _("Choose a country from the list."),
        },
        widget=CountrySelect(attrs={"autocomplete": "country"}),
    )
    show_name = forms.BooleanField(
        label=_("Show my first name and country on the campaign’s page"), required=False
    )
    wants_updates = forms.BooleanField(label=_("Mail me news of this campaign"), required=False)
    source = forms.CharField(required=False, widget=forms.HiddenInput)
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    # Nobody sees this field; programs that fill in every field fill it in too.
    homepage = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, campaign: Campaign, source: str = "", **options: Any) -> None:  # noqa: ANN401
        self.campaign = campaign
        options.setdefault("auto_id", "sign-%s")
        options["initial"] = {"source": source, "stamp": make_stamp(campaign.pk)}
        super().__init__(*args, **options)

    def clean_first_name(self) -> str:
        """A name in any script."""
        return _checked_name(self.cleaned_data["first_name"])

    def clean_last_name(self) -> str:
        """A name in any script, or nothing."""
        return _checked_name(self.cleaned_data["last_name"])

    def clean_email(self) -> str:
        """One address that can be written to."""
        try:
            address = checked_address(self.cleaned_data["email"])
            canonical_address(address)
        except BadAddress as problem:
            raise ValidationError(
                _("Write one e-mail address, such as name@example.org.")
            ) from problem
        return address

    def clean_source(self) -> str:
        """The slug of the story the form stood in; anything else is forgotten."""
        source = str(self.cleaned_data["source"])
        return source if _SOURCE.fullmatch(source) else ""

    @property
    def is_suspicious(self) -> bool:
        """Whether a program may have filled this in; such sign-ups are held, never refused."""
        if self.cleaned_data["homepage"]:
            return True
        return settings.SIGNUP_HOLDS_UNSTAMPED and not is_fresh_stamp(
            self.campaign.pk, self.cleaned_data["stamp"]
        )


def make_stamp(campaign_id: int) -> str:
    """Today, signed: it names the form and the day only, so that a page can be kept and shared."""
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    return f"{today}.{_signature(campaign_id, today)}"


def is_fresh_stamp(campaign_id: int, stamp: str) -> bool:
    """Whether the form was fetched from this site within 14 days."""
    day, _dot, signature = stamp.partition(".")
    if signature != _signature(campaign_id, day):
        return False
    age = dt.datetime.now(tz=dt.UTC).date() - dt.date.fromisoformat(day)
    return dt.timedelta(days=-1) <= age <= STAMP_HOLDS


def _signature(campaign_id: int, day: str) -> str:
    return keyed_hash("sign-up form", f"{campaign_id} {day}")[:16]


def _checked_name(name: str) -> str:
    """Letters with their marks, in any script; Devanagari's vowels are marks, for one."""
    is_name = all(unicodedata.category(sign)[0] in "LM" or sign in _BETWEEN for sign in name)
    begins_well = not name or unicodedata.category(name[0])[0] == "L"
    if not (is_name and begins_well) or _ADDRESS.search(name):
        raise ValidationError(_("Write the name with letters, without addresses or figures."))
    return name
