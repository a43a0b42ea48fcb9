"""Correcting helplines, learn pages and words."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest

from awareness.models import GlossaryTerm, Helpline, LearnPage, Packaged
from common.forms import BodyForm

if TYPE_CHECKING:
    from django.forms import ModelForm

    RowAdmin = admin.ModelAdmin[Packaged]
else:
    RowAdmin = admin.ModelAdmin


class PackagedAdmin(RowAdmin):
    """Whatever is saved here is kept when a later release is loaded."""

    def save_model(
        self,
        request: HttpRequest,
        obj: Packaged,
        form: "ModelForm[Packaged]",
        change: bool,  # noqa: FBT001
    ) -> None:
        """Mark the row as changed here, then save it."""
        obj.is_edited = True
        super().save_model(request, obj, form, change)


@admin.register(Helpline)
class HelplineAdmin(PackagedAdmin):
    """Where a helpline is confirmed after somebody has called it."""

    list_display = ["country", "service", "number", "confidence", "verified_on", "open_question"]
    list_filter = ["confidence", "verified_on"]
    search_fields = ["country", "service", "number"]
    ordering = ["country", "pk"]


@admin.register(LearnPage)
class LearnPageAdmin(PackagedAdmin):
    """Learn pages, with the day of their last review."""

    form = BodyForm
    list_display = ["title", "reviewed_on", "position"]
    search_fields = ["title", "summary"]
    ordering = ["position", "pk"]


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(PackagedAdmin):
    """The words."""

    form = BodyForm
    list_display = ["term", "short"]
    search_fields = ["term", "short"]
    ordering = ["term", "pk"]
