"""Campaigns for the staff, until the owners have their desk.

A campaign's state is moved by the actions below, never typed in; who signed is seen by operators
alone, and without a mail address.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from campaigns import counting, lifecycle, signups
from campaigns.models import Campaign, CampaignEvent, CampaignUpdate, Signup, Target
from common.forms import BodyForm


class TargetInline(admin.TabularInline):  # type: ignore[type-arg]
    """Whom the campaign speaks to."""

    model = Target
    extra = 0


class CampaignUpdateInline(admin.StackedInline):  # type: ignore[type-arg]
    """Dated news."""

    model = CampaignUpdate
    form = BodyForm
    extra = 0


class CampaignEventInline(admin.TabularInline):  # type: ignore[type-arg]
    """The log of moves, to be read."""

    model = CampaignEvent
    extra = 0
    can_delete = False
    readonly_fields = ("from_state", "to_state", "moved_by", "reason", "moved_at")

    def has_add_permission(self, request: HttpRequest, obj: Campaign | None = None) -> bool:
        """The lifecycle writes the log."""
        del request, obj
        return False


def mover(state: Campaign.State) -> Callable[..., None]:
    """An action that moves the chosen campaigns to ``state``, where that is legal."""

    @admin.action(description=_("Move to: %s") % state.label, permissions=["change"])
    def action(
        modeladmin: "CampaignAdmin", request: HttpRequest, queryset: QuerySet[Campaign]
    ) -> None:
        for campaign in queryset.order_by("pk"):
            try:
                lifecycle.move(campaign, state, by=request.user)  # type: ignore[arg-type]
            except (lifecycle.IllegalMove, lifecycle.ChangedMeanwhile) as problem:
                modeladmin.message_user(request, f"{campaign}: {problem}", messages.ERROR)
            else:
                modeladmin.message_user(request, f"{campaign}: {state.label}")

    action.__name__ = f"move_to_{state.value}"
    return action


@admin.register(Campaign)
class CampaignAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Writing a campaign, and moving it from draft to outcome."""

    form = BodyForm
    list_display = ("title", "kind", "state", "signature_count", "opens_at", "closes_at")
    list_filter = ("state", "kind")
    search_fields = ("title", "slug")
    ordering = ("-opens_at", "-pk")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("state", "signature_count", "last_signed_at", "counts_checked_at")
    inlines = (TargetInline, CampaignUpdateInline, CampaignEventInline)
    actions = (*(mover(state) for state in Campaign.State), "count_anew")

    def get_readonly_fields(self, request: HttpRequest, obj: Campaign | None = None) -> Any:  # noqa: ANN401
        """An address that has been public stays."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "slug") if obj and not obj.is_hidden else fields

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Campaign | None = None
    ) -> dict[str, Any]:
        """Only while the address may still change."""
        del request
        return {} if obj and not obj.is_hidden else {"slug": ("title",)}

    @admin.action(description=_("Count the sign-ups anew"), permissions=["change"])
    def count_anew(self, request: HttpRequest, queryset: QuerySet[Campaign]) -> None:
        """Compare the count with the rows, and mend it."""
        for campaign in queryset.order_by("pk"):
            found = counting.recount(campaign.pk)
            self.message_user(request, f"{campaign}: {found.stood_at} → {found.counted}")


@admin.register(Signup)
class SignupAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Held sign-ups to be let through or refused; for operators alone."""

    list_display = ("pk", "campaign", "state", "country", "submitted_at", "source")
    list_filter = ("state",)
    list_select_related = ("campaign",)
    show_full_result_count = False
    fields = readonly_fields = (
        "campaign", "state", "first_name", "last_name", "country", "show_name", "source",
        "submitted_at", "confirmed_at", "withdrawn_at", "mail_count",
    )  # fmt: skip
    actions = ("let_through", "refuse")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Operators alone."""
        return is_operator(request)

    def has_view_permission(self, request: HttpRequest, obj: Signup | None = None) -> bool:
        """Operators alone."""
        del obj
        return is_operator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody signs for another."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Signup | None = None) -> bool:
        """The actions move a sign-up; nobody edits one."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Signup | None = None) -> bool:
        """Rows leave by retention, so that the count can be proved."""
        del request, obj
        return False

    @admin.action(description=_("Let held sign-ups through"), permissions=["view"])
    def let_through(self, request: HttpRequest, queryset: QuerySet[Signup]) -> None:
        """Mail them their link."""
        self._tell(request, sum(signups.release(one.pk) for one in queryset))

    @admin.action(description=_("Refuse (a counted one is taken out)"), permissions=["view"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[Signup]) -> None:
        """Take them out."""
        self._tell(request, sum(signups.reject(one.pk) for one in queryset))

    def _tell(self, request: HttpRequest, moved: int) -> None:
        text = ngettext("%d sign-up was moved.", "%d sign-ups were moved.", moved) % moved
        self.message_user(request, text)


def is_operator(request: HttpRequest) -> bool:
    """Whether the person may see who signed."""
    user = request.user
    if not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name="operator").exists()
