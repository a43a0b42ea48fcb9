"""Answers that several apps give."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.encoding import iri_to_uri


def form_error(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    """The page again with what was typed and what is wrong: 422."""
    return render(request, template, dict(context), status=HTTPStatus.UNPROCESSABLE_ENTITY)


def see_other(address: str) -> HttpResponse:
    """Go and look there: 303, so that a reload does not post again."""
    return HttpResponse(status=HTTPStatus.SEE_OTHER, headers={"Location": iri_to_uri(address)})


def private(response: HttpResponse) -> HttpResponse:
    """A page for one person: not kept by anyone, not indexed."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response
