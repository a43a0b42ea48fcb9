"""A reader's way: find a comment, find it helpful, report it, stop hearing of it."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import answers, discussion, following, limits, links, memory
from comments.forms import ReportForm
from comments.models import ScreenedComment
from comments.targets import target_of
from common.requests import network_key
from common.responses import form_error, private, see_other
from common.signing import BadToken

GET_POST: Final = ["GET", "HEAD", "POST"]
TOO_MANY: Final = 429


@require_safe
@require_safe
def permalink(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Open the page of the conversation that shows the comment."""
    del request
    address = discussion.place_of(_published(comment_id))
    if address is None:
        raise Http404
    response = HttpResponse(status=302, headers={"Location": address})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def vote(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Find a comment helpful, once a browser."""
    comment = _published(comment_id)
    voter = memory.voter_of(request)
    try:
        limits.take_vote(network=network_key(request))
    except limits.TooMany as refusal:
        return _later(request, refusal)
    answers.vote(comment, voter=voter)
    response = private(see_other(comment.get_absolute_url()))
    memory.remember_voter(response, voter)
    return response


@require_http_methods(GET_POST)
def report(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Say what is wrong with a comment, once a browser and revision."""
    comment = _published(comment_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    page = {"form": form, "comment": comment}
    if request.method != "POST":
        return private(render(request, "discussion/report.html", page))
    if not form.is_valid():
        return private(form_error(request, "discussion/report.html", page))
    network = network_key(request)
    try:
        limits.take_report(network=network)
    except limits.TooMany as refusal:
        return _later(request, refusal)
    reporter = memory.voter_of(request)
    may_hold = limits.is_first_report(network=network, comment=comment.pk)
    answers.report(comment, reporter=reporter, may_hold=may_hold, **form.cleaned_data)
    target = target_of(comment.conversation)
    thanks = {"address": target.get_absolute_url() if target else "/"}
    response = private(render(request, "discussion/reported.html", thanks))
    memory.remember_voter(response, reporter)
    return response


@csrf_exempt
@require_http_methods(GET_POST)
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mail about a conversation: a page that asks, and a POST that acts (RFC 8058)."""
    try:
        number, version = links.read_follow(token)
    except BadToken as problem:
        raise Http404 from problem
    is_done = request.method == "POST"
    if is_done:
        following.stop(number, version)
    return private(render(request, "discussion/unfollow.html", {"is_done": is_done}))


unfollow.cross_origin_allowed = True  # type: ignore[attr-defined]


def _later(request: HttpRequest, refusal: limits.TooMany) -> HttpResponse:
    sentence = _("That is a lot in a short time. It works again in {n} minutes.")
    page = {"sentence": sentence.format(n=refusal.minutes)}
    response = private(render(request, "discussion/later.html", page, status=TOO_MANY))
    response["Retry-After"] = str(refusal.retry_after)
    return response


def _published(comment_id: int) -> ScreenedComment:
    comment = discussion.published(comment_id)
    if comment is None:
        raise Http404
    return comment
