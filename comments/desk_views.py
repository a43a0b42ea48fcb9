"""The moderators' desk: its lanes, one comment alone, and what is done there."""

import logging
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comments import appeals, claims, desk_cards, desk_lanes, desk_pages, moderation
from comments.desk_access import Desk, for_both, for_moderators, for_safeguarding, name_of
from comments.desk_acts import ACTS, Act, is_undoable
from comments.desk_cards import SEALED
from comments.desk_forms import DecisionForm
from comments.desk_lanes import DECLINED, HELD, REPORTED, Lane
from comments.models import ScreenedComment, State
from comments.states import Kind
from common.crypto import Unreadable
from common.responses import see_other

logger = logging.getLogger(__name__)

# The script asks for a piece of the page instead of the whole of it.
PIECE_HEADER: Final = "X-Desk-Piece"
WAITING_HEADER: Final = "X-Desk-Waiting"


@require_safe
@for_moderators
def lane(request: HttpRequest, person: Desk, slug: str = HELD.slug) -> HttpResponse:
    """The comments that wait in one lane, the one that waited longest first."""
    page = desk_pages.lane_page(request, person, desk_lanes.BY_SLUG[slug])
    return render(request, "moderation/lane.html", page)


@require_safe
@for_safeguarding
def safeguarding(request: HttpRequest, person: Desk) -> HttpResponse:
    """What people disclosed: a list without a word of it; each is opened alone."""
    page = desk_pages.lane_page(request, person, desk_lanes.SAFEGUARDING)
    return render(request, "moderation/lane.html", page)


@require_safe
@for_both
def comment(request: HttpRequest, person: Desk, comment_id: int) -> HttpResponse:
    """One comment alone, with everything that happened to it."""
    return _alone(request, person, _find(comment_id, person))


def _find(comment_id: int, person: Desk) -> ScreenedComment:
    found = desk_lanes.with_everything(ScreenedComment.objects.filter(pk=comment_id)).first()
    if found is None or (found.state not in SEALED and not person.may_moderate):
        raise Http404
    return found


def _alone(
    request: HttpRequest,
    person: Desk,
    found: ScreenedComment,
    *,
    form: DecisionForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    (card,) = desk_cards.cards([found], person)
    if found.state in SEALED and person.may_safeguard:
        logger.info("comment %s opened by safeguarding, account %s", found.pk, person.person.pk)
    where = _lane_of(found)
    context = {
        **desk_pages.frame(request, person),
        "case": desk_pages.case(card, person, where, form),
        "is_sealed": found.state in SEALED and not person.may_safeguard,
        "steps": desk_cards.history(found),
    }
    return render(request, "moderation/comment.html", context, status=status)


def _lane_of(found: ScreenedComment) -> Lane | None:
    if found.state == State.PUBLISHED and getattr(found, "report_reasons", None):
        return REPORTED
    if desk_cards.was_declined_by_the_rules(found):
        return DECLINED
    return {
        State.APPEALED: desk_lanes.APPEALS,
        State.PUBLISHED: desk_lanes.PUBLISHED,
        State.SAFEGUARDED: desk_lanes.SAFEGUARDING,
    }.get(State(found.state))


@require_POST
@for_both
def act(request: HttpRequest, person: Desk, comment_id: int, name: str) -> HttpResponse:
    """Do one thing with one comment, if it still is what was looked at."""
    doing = ACTS.get(name)
    if doing is None or not doing.may(person):
        raise Http404
    form = DecisionForm(request.POST, needs_rule=doing.needs_rule, auto_id=f"c{comment_id}_%s")
    if not form.is_valid():
        return _ask_again(request, person, comment_id, form)
    try:
        done = doing.do(comment_id, person.person, form.cleaned_data)
    except moderation.Changed as changed:
        return _changed(request, person, comment_id, _what_happened(changed))
    except moderation.ClaimedByAnother as claimed:
        return _changed(request, person, comment_id, _who_reads(claimed))
    except Unreadable:
        said = _("No key of the site opens its text: it cannot be published. It can be declined.")
        return _changed(request, person, comment_id, said)
    except appeals.SamePerson:
        said = _("You decided on this comment first. Somebody else gives the second look.")
        return _changed(request, person, comment_id, said)
    return _done(request, person, done, doing, form)


def _ask_again(
    request: HttpRequest, person: Desk, comment_id: int, form: DecisionForm
) -> HttpResponse:
    """The comment again, with what was filled in and what is missing."""
    found = _find(comment_id, person)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if PIECE_HEADER not in request.headers:
        return _alone(request, person, found, form=form, status=status)
    (card,) = desk_cards.cards([found], person)
    context = {"case": desk_pages.case(card, person, _lane_of(found), form), "opened": True}
    return render(request, "moderation/_case.html", context, status=status)


def _done(
    request: HttpRequest, person: Desk, done: ScreenedComment, doing: Act, form: DecisionForm
) -> HttpResponse:
    here = desk_pages.lane_named(request.POST.get("lane", ""), person)
    sentence = str(doing.done) % {"rule": form.cleaned_data["rule"]}
    if is_undoable(done):
        desk_pages.remember_decision(request, done, here)
    else:
        desk_pages.forget_decision(request)
    if PIECE_HEADER not in request.headers:
        messages.success(request, sentence)
        return see_other(reverse(f"moderation:{here.slug}"))
    context = {"sentence": sentence, "undo": desk_pages.last_decision(request)}
    response = render(request, "moderation/_done.html", context)
    response[WAITING_HEADER] = str(desk_lanes.counts(person).get(here.slug, ""))
    return response


def _changed(request: HttpRequest, person: Desk, comment_id: int, sentence: str) -> HttpResponse:
    """409: nothing was done, what happened meanwhile, and the way on."""
    context: dict[str, Any] = {"comment_id": comment_id, "sentence": sentence}
    if PIECE_HEADER in request.headers:
        return render(request, "moderation/_changed.html", context, status=HTTPStatus.CONFLICT)
    context |= desk_pages.frame(request, person)
    return render(request, "moderation/changed.html", context, status=HTTPStatus.CONFLICT)


def _who_reads(claimed: moderation.ClaimedByAnother) -> str:
    said = _("%(name)s is reading this comment. Leave it to them, or come back in five minutes.")
    return said % {"name": name_of(claimed.moderator)}


def _what_happened(changed: moderation.Changed) -> str:
    """Who did what, and when; the system is called by what it is."""
    event = changed.event
    if event is None:
        return _("This comment does not exist any more.")
    who = name_of(event.actor) if event.actor else _("the system or its author")
    return _("Meanwhile it was %(what)s by %(who)s. Nothing was done twice.") % {
        "what": Kind(event.kind).label,
        "who": who,
    }


@require_POST
@for_moderators
def undo(request: HttpRequest, person: Desk, comment_id: int) -> HttpResponse:
    """Take back one's own last decision, within ten minutes and if nothing followed it."""
    here = desk_pages.lane_named(request.POST.get("lane", ""), person)
    desk_pages.forget_decision(request)
    try:
        moderation.undo(comment_id, moderator=person.person)
    except moderation.Changed as changed:
        return _changed(request, person, comment_id, _what_happened(changed))
    except moderation.NotUndoable:
        said = _("This cannot be taken back any more: something followed, or ten minutes passed.")
        return _changed(request, person, comment_id, said)
    messages.success(request, _("Taken back: the comment is where it was."))
    return see_other(f"{reverse(f'moderation:{here.slug}')}#c{comment_id}")


@require_POST
@for_moderators
def claim(request: HttpRequest, person: Desk, comment_id: int) -> HttpResponse:
    """Show colleagues for five minutes that somebody is on it; asked again, five minutes more."""
    if not ScreenedComment.objects.filter(pk=comment_id).exists():
        raise Http404
    try:
        claims.claim(comment_id, moderator=person.person)
    except moderation.ClaimedByAnother as claimed:
        return _changed(request, person, comment_id, _who_reads(claimed))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@for_moderators
def release(request: HttpRequest, person: Desk, comment_id: int) -> HttpResponse:
    """Let go of one's own claim."""
    del request
    claims.release(comment_id, moderator=person.person)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@for_both
def keys(request: HttpRequest, person: Desk) -> HttpResponse:
    """Switch the single-letter keys off or on, for this session."""
    request.session[desk_pages.KEYS_KEY] = not request.session.get(desk_pages.KEYS_KEY)
    here = desk_pages.lane_named(request.POST.get("lane", ""), person)
    return see_other(f"{reverse(f'moderation:{here.slug}')}#keys")
