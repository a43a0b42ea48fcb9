"""Names of countries in the reader's language."""

from functools import lru_cache

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries


def country_choices() -> tuple[tuple[str, str], ...]:
    """Codes and names, by name."""
    return _choices(get_language() or "")


def country_name(code: str) -> str:
    """The country's name, or ``code`` itself where nobody knows it."""
    return dict(country_choices()).get(code, code)


class CountrySelect(forms.Select):
    """A choice of country whose 250 options are written once a language, not once a page."""

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, object] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """The control with ``value`` chosen."""
        del renderer
        attributes = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        options = _options(get_language() or "")
        if value in dict(country_choices()):
            plain, chosen = f'<option value="{value}">', f'<option value="{value}" selected>'
            options = mark_safe(options.replace(plain, chosen))  # noqa: S308  a known code
        return format_html("<select{}>{}</select>", attributes, options)


@lru_cache(maxsize=16)
def _options(language: str) -> SafeString:
    choices = (("", _("Choose a country")), *_choices(language))
    return format_html_join("\n", '<option value="{}">{}</option>', choices)


@lru_cache(maxsize=16)
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    """The sorting is the dear part: once a language."""
    del language
    return tuple((code, str(name)) for code, name in countries)
