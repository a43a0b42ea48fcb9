"""What a commenter fills in, and a sentence for whatever cannot be taken."""

import re
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.forms import XtdCommentForm

from comments import names
from comments.models import Follow, Report, ScreenedComment, State
from comments.models.comment import LAST_LEVEL
from common.forms import PlainForm
from common.html import Paragraph
from common.text import fold, opening
from mailing.addresses import BadAddress, canonical_address, checked_address

if TYPE_CHECKING:
    from comments.targets import Commentable

DAY: Final = 86_400
# A name stands in mails to an address that somebody typed: it carries no site's name there.
_ADDRESS: Final = re.compile(r"www\.|\w{3,}\.[^\W\d_]{2,}", re.IGNORECASE)
NO_NOTICE: Final = "none"
NOT_OURS: Final = _("This form was not made for this story. Please send it again.")
GONE: Final = _("The comment that you answer is not there any more. Nothing was sent yet.")


class CommentForm(XtdCommentForm, PlainForm):
    """The form under a story: xtd's, with its honeypot and its hash that binds it to the story.

    The hash changes with the day and not with the second, so that a page can be kept.
    """

    field_order = ("comment", "paragraph", "name", "email", "notify", "wants_text")
    notify = forms.ChoiceField(
        label=_("Notify me of"),
        choices=[(NO_NOTICE, _("nothing")), *Follow.Scope.choices],
        widget=forms.RadioSelect,
        initial=NO_NOTICE,
        required=False,
    )
    wants_text = forms.BooleanField(
        label=_("Put the first lines of new comments into the mail"), required=False
    )
    paragraph = forms.ChoiceField(label=_("About"), required=False)
    # What comes back after a nudge: that the writer was asked, and that it is sent anyway.
    asked = forms.CharField(label=_("Asked"), required=False, widget=forms.HiddenInput)
    anyway = forms.BooleanField(label=_("Send anyway"), required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        target: "Commentable",
        data: Mapping[str, Any] | None = None,
        *,
        parent: ScreenedComment | None = None,
        is_staff: bool = False,
    ) -> None:
        self.is_staff, self.parent = is_staff, parent
        XtdCommentForm.__init__(self, target, data=data, comment=parent)
        for unused in ("url", "followup"):
            del self.fields[unused]
        self.paragraphs = {each.key: each.text for each in _worth_quoting(target)}
        self._dress()

    def _dress(self) -> None:
        """Labels, widgets and sentences of our own on xtd's fields."""
        fields = self.fields
        fields["comment"].label = _("Your comment")
        fields["comment"].widget = forms.Textarea(attrs={"rows": 6, "dir": "auto"})
        fields["comment"].error_messages["required"] = _("Write something first.")
        fields["name"].help_text = _("Shown beside your comment. A first name is enough.")
        fields["name"].widget = forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"})
        fields["email"].label = _("E-mail")
        fields["email"].help_text = _("Never shown. We mail you one link, to confirm it is yours.")
        fields["email"].widget = forms.EmailInput(attrs={"autocomplete": "email"})
        fields["honeypot"].label = _("Leave this field empty")
        fields["reply_to"].required = False
        fields["reply_to"].error_messages["invalid"] = GONE
        fields["paragraph"].choices = [  # type: ignore[attr-defined]
            ("", _("the whole story")),
            *((key, f"“{opening(text, 70)}”") for key, text in self.paragraphs.items()),
        ]
        fields["paragraph"].error_messages["invalid_choice"] = _(
            "That paragraph has been changed since. Choose another one, or the whole story."
        )
        for name in ("security_hash", "content_type", "object_pk", "timestamp"):
            fields[name].required = False
        fields["security_hash"].validators = []
        fields["timestamp"].error_messages["invalid"] = NOT_OURS

    def generate_security_data(self) -> dict[str, str]:
        """The hidden fields that bind the form to its story, the same all day."""
        today = int(time.time()) // DAY * DAY
        meta, pk = self.target_object._meta, self.target_object.pk  # noqa: SLF001
        return {
            "content_type": str(meta),
            "object_pk": str(pk),
            "timestamp": str(today),
            "security_hash": self.initial_security_hash(today),
        }

    @property
    def hidden(self) -> dict[str, str]:
        """Fresh hidden fields, also where the form comes back with forged ones."""
        return self.generate_security_data()

    def clean(self) -> dict[str, Any]:
        """Nothing more: xtd's own would mark fields for another look."""
        return self.cleaned_data

    def clean_timestamp(self) -> int:
        """A page may stay open for as long as it likes."""
        return int(self.cleaned_data["timestamp"] or 0)

    def clean_security_hash(self) -> str:
        """The form was made for this story, by this site."""
        given = {name: str(self.data.get(name, "")) for name in self.hidden}
        expected = self.generate_security_hash(
            given["content_type"], given["object_pk"], given["timestamp"]
        )
        is_ours = given["security_hash"] == expected
        if not is_ours or given["object_pk"] != str(self.target_object.pk):
            self.add_error(None, NOT_OURS)
        return str(expected)

    def clean_comment(self) -> str:
        """Whatever was said; the screening reads it later."""
        return str(self.cleaned_data["comment"])

    def clean_name(self) -> str:
        """One line with a letter in it, that names no address and none of the staff."""
        name = str(self.cleaned_data["name"])
        if {"\n", "\r"} & set(str(self.data.get("name", "")).strip()):
            raise forms.ValidationError(_("A name is a single line."))
        if "@" in name or "://" in name or _ADDRESS.search(name):
            raise forms.ValidationError(_("A name holds no address."))
        if not fold(name):
            raise forms.ValidationError(_("Please give a name with a letter in it."))
        if not self.is_staff and names.is_protected(name):
            raise forms.ValidationError(_("This name belongs to the staff. Please choose another."))
        return name

    def clean_email(self) -> str:
        """One address, and nobody's of the staff unless they are signed in."""
        try:
            address = checked_address(self.cleaned_data["email"])
            canonical = canonical_address(address)
        except BadAddress as problem:
            raise forms.ValidationError(_("This is not one mail address.")) from problem
        if not self.is_staff and names.is_staff_address(canonical):
            raise forms.ValidationError(
                _("This address belongs to the staff. Please sign in first, or use another.")
            )
        return address

    def clean_reply_to(self) -> int:
        """The number of the comment that is answered, or 0."""
        number = self.cleaned_data.get("reply_to") or 0
        self.parent = self._find_parent(number) if number else None
        return int(number)

    def _find_parent(self, number: int) -> ScreenedComment:
        parent = (
            ScreenedComment.objects.filter(
                pk=number,
                state=State.PUBLISHED,
                content_type__app_label=self.target_object._meta.app_label,  # noqa: SLF001
                object_pk=str(self.target_object.pk),
            ).first()
            if 0 < number < 2**31
            else None
        )
        if parent is None:
            self.add_error(None, GONE)
        elif parent.level >= LAST_LEVEL:
            self.add_error(
                None,
                _("This exchange has become very long. Please begin a new comment instead."),
            )
        return parent  # type: ignore[return-value]

    @property
    def quote(self) -> str:
        """The opening of the paragraph that the comment is about."""
        return opening(self.paragraphs.get(self.cleaned_data.get("paragraph", ""), ""), 300)


class RevisionForm(PlainForm):
    """The same comment, said again."""

    comment = forms.CharField(
        label=_("Your comment"),
        max_length=settings.COMMENT_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": _("Write something first.")},
    )
    revision = forms.IntegerField(min_value=1, max_value=32_000, widget=forms.HiddenInput)


class AppealForm(PlainForm):
    """Why somebody else should look again."""

    statement = forms.CharField(
        label=_("What should the second moderator know?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class ReportForm(PlainForm):
    """What is wrong with a comment."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Report.Reason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Anything else that a moderator should know?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def _worth_quoting(target: "Commentable") -> Sequence[Paragraph]:
    """The blocks long enough to be somebody's point, each once."""
    return [each for each in target.comment_paragraphs() if len(each.text) >= 40]  # noqa: PLR2004
