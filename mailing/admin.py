"""The outbox for operators: what waits, what is in doubt, and what failed; never a text."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from mailing import outbox
from mailing.models import OutboxMail


@admin.register(OutboxMail)
class OutboxMailAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Addresses and texts are sealed; a mail in doubt is sent again or given up by a person."""

    list_display = ("pk", "template", "state", "attempts", "next_at", "sent_at", "failure")
    list_filter = ("state", "template")
    show_full_result_count = False
    fields = readonly_fields = (
        "template", "state", "attempts", "failure", "created_at", "next_at", "claimed_at",
        "sent_at", "message_id",
    )  # fmt: skip
    actions = ("send_again", "give_up")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Mails are written by what causes them."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutboxMail | None = None) -> bool:
        """Nobody edits a mail."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutboxMail | None = None) -> bool:
        """The row is what keeps a mail from going out twice."""
        del request, obj
        return False

    @admin.action(description=_("Send again those in doubt"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutboxMail]) -> None:
        """They may arrive twice."""
        moved = sum(outbox.send_again(mail.pk) for mail in queryset)
        self.message_user(request, _("Sent again: %d") % moved)

    @admin.action(description=_("Give up those in doubt"), permissions=["view"])
    def give_up(self, request: HttpRequest, queryset: QuerySet[OutboxMail]) -> None:
        """They may never have arrived."""
        moved = sum(outbox.give_up(mail.pk) for mail in queryset)
        self.message_user(request, _("Given up: %d") % moved)
