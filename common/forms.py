"""Forms that come back with what was typed, and never let a control character through."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from common.text import tidy

# Putting marks into order takes the square of their number: a field that names no bound has this.
LONGEST: Final = 2000


class PlainForm(forms.Form):
    """A form whose texts are tidied before they are validated.

    Every character field loses controls, NUL and bidi overrides; a text area keeps its lines.
    Fields in error say so to assistive technology.
    """

    use_required_attribute = False
    required_css_class = "is-required"

    def _clean_fields(self) -> None:
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and not isinstance(
                field.widget, forms.PasswordInput
            ):
                field.to_python = _tidied(field)  # type: ignore[method-assign]
        super()._clean_fields()  # type: ignore[misc]

    def full_clean(self) -> None:
        """Validate, then mark the fields in error for screen readers."""
        super().full_clean()
        for name in self.errors:
            if name in self.fields:
                attributes = self.fields[name].widget.attrs
                attributes["aria-invalid"] = "true"


def _tidied(field: forms.CharField) -> Any:  # noqa: ANN401
    multiline = isinstance(field.widget, forms.Textarea)
    original = type(field).to_python

    def to_python(value: object) -> Any:  # noqa: ANN401
        if isinstance(value, str):
            # Twice the bound leaves room for what tidying takes out.
            if len(value) > 2 * (field.max_length or LONGEST):
                raise forms.ValidationError(_("This is too long."), code="max_length")
            value = tidy(value, multiline=multiline)
        return original(field, value)

    return to_python
