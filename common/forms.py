"""Forms that come back with what was typed, and never let a control character through."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from common.html import HTMLTooLarge, clean_body
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


if TYPE_CHECKING:
    AnyModelForm = forms.ModelForm[Any]
else:
    AnyModelForm = forms.ModelForm


class BodyForm(AnyModelForm):
    """A row with a body of HTML: what cannot be cleaned is said at the field."""

    def clean_body(self) -> str:
        """Show what will be stored."""
        try:
            return clean_body(self.cleaned_data["body"])
        except HTMLTooLarge as problem:
            raise ValidationError(str(problem)) from problem


def _refuse_far_too_long(field: forms.CharField, value: str) -> None:
    """Refuse before any work; twice the bound leaves room for what tidying takes out."""
    bound = field.max_length or LONGEST
    if len(value) <= 2 * bound:
        return
    try:
        MaxLengthValidator(bound)(value)
    except ValidationError as problem:
        problem.message = field.error_messages.get("max_length", problem.message)
        raise


def _tidied(field: forms.CharField) -> Any:  # noqa: ANN401
    multiline = isinstance(field.widget, forms.Textarea)
    original = type(field).to_python

    def to_python(value: object) -> Any:  # noqa: ANN401
        if isinstance(value, str):
            _refuse_far_too_long(field, value)
            value = tidy(value, multiline=multiline)
        return original(field, value)

    return to_python
