"""The portal's own small forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import PlainForm


class ThemeForm(PlainForm):
    """Which colours to show."""

    theme = forms.ChoiceField(
        choices=[("system", _("System")), ("light", _("Light")), ("dark", _("Dark"))]
    )


class SearchForm(PlainForm):
    """What to look for."""

    q = forms.CharField(
        label=_("Search for"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
