"""Django's admin: for operators, and for editors as far as the stories; signed in as all staff."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from portal.roles import ADMIN_ROLES, roles_of


class OperatorsSite(AdminSite):
    """An admin without a door of its own."""

    site_title = site_header = _("Behind the counter")
    index_title = _("What is kept")

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person is an operator or an editor."""
        user = request.user
        if not user.is_active:
            return False
        return user.is_superuser or not set(ADMIN_ROLES).isdisjoint(roles_of(user))

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Sign in where all staff do, second factor and limits included.

        Raises:
            PermissionDenied: for somebody who is signed in and may not work here.
        """
        del extra_context
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", request.get_full_path()))
