"""The account page, and signing in by an operator's link."""

from typing import TYPE_CHECKING, cast

from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from common.responses import private
from common.signing import BadToken
from portal.roles import ADMIN_ROLES, roles_of
from portal.signin import read_link, use_link

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, in which roles, and how the account is protected."""
    user = cast("User", request.user)
    roles = roles_of(user)
    context = {
        "roles": roles,
        "works_in_admin": user.is_superuser or not set(roles).isdisjoint(ADMIN_ROLES),
        "has_second_factor": is_mfa_enabled(user),
        "has_password": user.has_usable_password(),
    }
    return render(request, "account/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET, so that a mail scanner or a preview uses nothing up; sign in on POST.

    A person with a second factor is asked for it afterwards, as by any other way in.
    """
    try:
        if request.method != "POST":
            person = read_link(token)
            return private(render(request, "account/sign_in_link.html", {"person": person}))
        user = use_link(token)
    except BadToken:
        return private(render(request, "account/sign_in_link.html", status=410))
    email = EmailAddress.objects.get_primary_email(user)
    answer: HttpResponse = perform_login(request, user, email_verification="none", email=email)
    return answer
