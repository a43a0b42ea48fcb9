"""What a moderator sends with a decision."""

from typing import Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.screening.rules import RULES
from common.forms import PlainForm

LONGEST_MESSAGE: Final = 1000


def rule_choices() -> list[tuple[int, str]]:
    """The nine rules as a moderator chooses among them."""
    return [(rule.number, f"{rule.number} {_(rule.title)}") for rule in RULES]


class DecisionForm(PlainForm):
    """The revision that was read; for a refusal the rule, and words of the moderator's own."""

    revision = forms.IntegerField(min_value=1, max_value=32767, widget=forms.HiddenInput)
    rule = forms.TypedChoiceField(
        label=gettext_lazy("Which rule does it break?"),
        choices=rule_choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label=gettext_lazy("A word to the author"),
        help_text=gettext_lazy(
            "The rule's own text is sent in any case. Do not quote the comment: the author's page "
            "shows which words are meant."
        ),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, needs_rule: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.needs_rule = needs_rule

    def clean_rule(self) -> int | None:
        """Declining and removing name a rule."""
        rule: int | None = self.cleaned_data["rule"]
        if self.needs_rule and rule is None:
            raise forms.ValidationError(_("Choose the rule that the comment breaks."))
        return rule
