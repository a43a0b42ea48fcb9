"""A commenter's way: send, confirm, see what became of it, say it again, ask for a second look."""

from contextlib import suppress
from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import (
    appeals,
    authorship,
    discussion,
    limits,
    links,
    memory,
    names,
    nudge_page,
    status_page,
)
from comments.forms import AppealForm, CommentForm, RevisionForm
from comments.limits import TooMany
from comments.models import ScreenedComment, State
from comments.submission import ConversationClosed, Muted, Submission, submit_comment
from comments.targets import Commentable, NoSuchTarget, find_target, kind_of, target_of
from common.requests import network_key
from common.responses import form_error, private, see_other
from common.signing import BadToken, ExpiredToken

POST_PAGE: Final = "discussion/post.html"
GET_POST: Final = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
def post(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """The form on a page of its own, and what it sends."""
    try:
        target = find_target(kind, number)
    except NoSuchTarget as problem:
        raise Http404 from problem
    if request.method != "POST":
        return private(_form_page(request, target, CommentForm(target)))
    return private(_take(request, target))


@require_safe
def reply(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The form, answering one published comment."""
    parent = discussion.published(comment_id)
    target = target_of(parent.conversation) if parent else None
    if target is None:
        raise Http404
    return private(_form_page(request, target, CommentForm(target, parent=parent)))


def _take(request: HttpRequest, target: Commentable) -> HttpResponse:
    is_staff = request.user.is_authenticated  # readers have no account
    form = CommentForm(target, request.POST, is_staff=is_staff)
    if not form.is_valid():
        return _form_page(request, target, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    is_known = _is_own(request, form.cleaned_data["email"])
    given = Submission.from_form(
        form, network=network_key(request), is_confirmed=is_known, is_staff=is_staff
    )
    languages = request.headers.get("Accept-Language", "")
    if nudge := nudge_page.second_thought(form, given, languages):
        return _form_page(request, target, form, HTTPStatus.UNPROCESSABLE_ENTITY, nudge)
    try:
        comment = submit_comment(target, given)
    except ConversationClosed:
        form.add_error(None, _("This conversation is closed: no new comments are taken here."))
    except Muted as refusal:
        form.add_error(
            None,
            _("A moderator has paused your comments until {day}. Nothing was sent.").format(
                day=refusal.until.date().isoformat()
            ),
        )
    except TooMany as refusal:
        return _later(request, target, form, refusal)
    else:
        return see_other(links.status_path(comment))
    return _form_page(request, target, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _is_own(request: HttpRequest, address: str) -> bool:
    """Whether the address is known to be the sender's: of their account, or confirmed here."""
    return names.is_own_address(request.user, address) or memory.knows_address(request, address)


def _later(
    request: HttpRequest, target: Commentable, form: CommentForm, refusal: TooMany
) -> HttpResponse:
    """Too many, too fast: the text is kept and the time named."""
    form.add_error(None, _too_many(refusal))
    return _wait(_form_page(request, target, form), refusal)


def _too_many(refusal: TooMany) -> str:
    sentence = _("That is a lot in a short time. Your text is kept here; send it again in {n} min.")
    return sentence.format(n=refusal.minutes)


def _wait(response: HttpResponse, refusal: TooMany) -> HttpResponse:
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response["Retry-After"] = str(refusal.retry_after)
    return response


def _form_page(
    request: HttpRequest,
    target: Commentable,
    form: CommentForm,
    status: HTTPStatus = HTTPStatus.OK,
    nudge: dict[str, object] | None = None,
) -> HttpResponse:
    page = {
        "form": form,
        "target": target,
        "kind": kind_of(target),  # type: ignore[arg-type]
        "parent": form.parent,
        "is_closed": target.comment_policy == "closed",
        "nudge": nudge,
    }
    return render(request, POST_PAGE, page, status=status)


@require_http_methods(GET_POST)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A mailed link: a page that asks, and a POST that acts."""
    try:
        comment = _own(links.read_confirm(token))
    except ExpiredToken:
        return private(render(request, "discussion/expired.html", status=HTTPStatus.GONE))
    except BadToken as problem:
        raise Http404 from problem
    if comment.state != State.UNCONFIRMED and request.method != "POST":
        return see_other(links.status_path(comment))
    if request.method != "POST":
        return private(render(request, "discussion/confirm.html", {"comment": comment}))
    with suppress(authorship.Changed):  # a second click: the page tells what became of it
        authorship.confirm(comment.pk)
    response = private(see_other(links.status_path(comment)))
    if comment.user_email:
        memory.remember_address(response, comment.user_email)
    return response


@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    """What has become of one's comment, and what can be done; a plain reload shows the latest."""
    comment = _by_status(token)
    page = status_page.facts(comment, token, request.headers.get("Accept-Language", ""))
    response = private(render(request, "discussion/status.html", page))
    if seconds := status_page.look_again_in(comment):
        response["Refresh"] = str(seconds)
    return response


@require_http_methods(GET_POST)
def revise(request: HttpRequest, token: str) -> HttpResponse:
    """Say it again: the new text is screened like the first."""
    comment = _by_status(token)
    if not authorship.may_revise(comment):
        return see_other(links.status_path(comment))
    initial = {"comment": comment.readable_text, "revision": comment.revision}
    form = RevisionForm(request.POST if request.method == "POST" else None, initial=initial)
    page = {"form": form, "comment": comment, "token": token}
    if request.method != "POST":
        return private(render(request, "discussion/revise.html", page))
    if not form.is_valid():
        return private(form_error(request, "discussion/revise.html", page))
    given = form.cleaned_data
    try:
        limits.take_comment(
            network=network_key(request),
            address=bytes(comment.participant.email_key).hex(),
            conversation=comment.conversation_id,
        )
        authorship.revise(comment.pk, revision=given["revision"], text=given["comment"])
    except (authorship.Changed, authorship.TooLate):
        form.add_error(None, _("Your comment moved on while you wrote. Its page says where to."))
        return private(form_error(request, "discussion/revise.html", page))
    except TooMany as refusal:
        form.add_error(None, _too_many(refusal))
        return private(_wait(render(request, "discussion/revise.html", page), refusal))
    return private(see_other(links.status_path(comment)))


@require_http_methods(GET_POST)
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Take a comment back: a page that asks, and a POST that acts."""
    comment = _by_status(token)
    if request.method != "POST" and authorship.may_withdraw(comment):
        page = {"comment": comment, "token": token}
        return private(render(request, "discussion/withdraw.html", page))
    if request.method == "POST":
        with suppress(authorship.Changed):  # the page tells what became of it
            authorship.withdraw(comment.pk)
    return private(see_other(links.status_path(comment)))


@require_POST
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a second look, once."""
    comment = _by_status(token)
    form = AppealForm(request.POST)
    if not form.is_valid():
        page = {**status_page.facts(comment, token), "appeal_form": form}
        return private(form_error(request, "discussion/status.html", page))
    with suppress(appeals.Changed, appeals.AskedBefore):  # the page tells what became of it
        appeals.appeal(comment.pk, statement=form.cleaned_data["statement"])
    return private(see_other(links.status_path(comment)))


def _by_status(token: str) -> ScreenedComment:
    try:
        return _own(links.read_status(token))
    except BadToken as problem:
        raise Http404 from problem


def _own(number: int) -> ScreenedComment:
    """The comment of a token that we made; it is always there, unless the database was restored."""
    comment = (
        ScreenedComment.objects.select_related("conversation", "participant")
        .filter(pk=number)
        .first()
    )
    if comment is None:
        raise Http404
    return comment
