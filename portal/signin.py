"""The single-use sign-in address that an operator prints at the console."""

from datetime import timedelta

from allauth.account.utils import perform_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from common.responses import private
from common.signing import BadToken, read_token
from portal.accounts import LINK_PURPOSE, user_of_link

VALID_FOR = timedelta(minutes=10)


@require_http_methods(["GET", "HEAD", "POST"])
def signin_link(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button; only pressing it signs in. The second factor is asked as always."""
    try:
        with transaction.atomic():
            user = user_of_link(read_token(LINK_PURPOSE, token, max_age=VALID_FOR))
            if request.method == "POST":
                answer: HttpResponse = perform_login(request, user)
                return private(answer)
    except BadToken:
        return private(render(request, "account/link_over.html", status=410))
    return private(render(request, "account/link.html", {"person": user}))
