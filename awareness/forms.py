"""The one form of the help pages: which country?"""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from awareness.models import Helpline
from common.forms import PlainForm


class CountryForm(PlainForm):
    """Picks a country among those that have a helpline here."""

    country = forms.ChoiceField(label=_("Country"))

    def __init__(self, lines: Iterable[Helpline], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        countries = {line.iso: line.country for line in lines if not line.is_emergency}
        field = self.fields["country"]
        field.choices = [  # type: ignore[attr-defined]
            ("", _("Choose a country")),
            *((iso.lower(), name) for iso, name in countries.items()),
        ]
