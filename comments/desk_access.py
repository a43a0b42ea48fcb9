"""Who may enter the moderators' desk: two roles, and nobody by being an operator."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, cast

from django.contrib.auth.models import Permission
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MODERATE: Final = "moderate"
SAFEGUARD: Final = "safeguard"
Rest = ParamSpec("Rest")


@dataclass(frozen=True)
class Desk:
    """A person at the desk, and what this person may see."""

    person: "User"
    may_moderate: bool
    may_safeguard: bool

    @property
    def name(self) -> str:
        """How colleagues call the person."""
        return name_of(self.person)


View = Callable[Concatenate[HttpRequest, Desk, Rest], HttpResponse]


def name_of(person: "User") -> str:
    """A first name, or the part of the address before the at sign."""
    return person.first_name or person.email.partition("@")[0] or person.username


def desk_of(person: "User") -> Desk:
    """What the person's groups allow; one query. A superuser has no short cut to people's texts."""
    codes = set(
        Permission.objects.filter(
            Q(user=person) | Q(group__user=person),
            content_type__app_label="comments",
            codename__in=[MODERATE, SAFEGUARD],
        ).values_list("codename", flat=True)
    )
    return Desk(person, MODERATE in codes, SAFEGUARD in codes)


def for_moderators(view: View[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Only people with the moderator's role; others sign in or are refused."""
    return _guarded(view, lambda desk: desk.may_moderate)


def for_safeguarding(view: View[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Only people with the safeguarding role."""
    return _guarded(view, lambda desk: desk.may_safeguard)


def for_both(view: View[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """People with either role; the view decides what each sees."""
    return _guarded(view, lambda desk: desk.may_moderate or desk.may_safeguard)


def _guarded(
    view: View[Rest], may_enter: Callable[[Desk], bool]
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            is_page = request.method in {"GET", "HEAD"}
            return redirect_to_login(
                request.get_full_path() if is_page else reverse("moderation:queue")
            )
        desk = desk_of(request.user)
        if not may_enter(desk):
            raise PermissionDenied
        return view(request, desk, *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, Rest], HttpResponse]", guarded)
