"""The one writer of sign-ups: every move is one guarded UPDATE in a transaction of its own.

submit → pending → confirmed (+1) → withdrawn (−1) → pending …; held ones wait for staff. Each
counted move leaves a ``SignupDelta`` in the same transaction, which ``counting`` folds.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Now
from django.utils import timezone

from campaigns import letters
from campaigns.models import Campaign, Signup, SignupDelta
from campaigns.wordings import record_leaving, record_signing
from mailing.addresses import email_key

State = Signup.State
MOST_MAILS: Final = 3
DOUBLE_CLICK: Final = dt.timedelta(minutes=2)
PENDING_HOLDS: Final = letters.CONFIRM_HOLDS
HELD_HOLDS: Final = dt.timedelta(days=30)
PURGE_CHUNK: Final = 1000
WIPED: Final = {"email": "", "first_name": "", "last_name": "", "show_name": False}
CONFIRMING_STATES: Final = (Campaign.State.OPEN, Campaign.State.PAUSED)


@dataclass(frozen=True)
class Entry:
    """What a person typed into the form, checked."""

    email: str
    first_name: str
    last_name: str
    country: str
    show_name: bool = False
    wants_updates: bool = False
    source: str = ""
    is_suspicious: bool = False
    language: str = "en"


@dataclass(frozen=True)
class Confirmation:
    """What came of confirming: whether it counted now, and as which supporter."""

    counted: bool
    number: int = 0


@transaction.atomic
def submit(campaign: Campaign, entry: Entry) -> None:
    """Write down a sign-up and mail its link; the caller learns nothing about the address.

    A second one replaces what an unconfirmed first said, mails "you already signed" to a counted
    supporter, and is silent within two minutes (a double click) or after three mails.
    """
    key = email_key(entry.email)
    Signup.objects.bulk_create(
        [
            Signup(
                campaign=campaign,
                email_key=key,
                state=State.HELD if entry.is_suspicious else State.PENDING,
                **_typed(entry),
            )
        ],
        ignore_conflicts=True,
    )
    signup = Signup.objects.select_for_update().get(email_key=key, campaign=campaign)
    if _may_be_renewed(signup) and not entry.is_suspicious:
        _renew(signup, entry)
    if _was_just_written_to(signup):
        return
    if signup.state in {State.PENDING, State.HELD}:
        record_signing(campaign, key, wants_updates=entry.wants_updates, language=entry.language)
    _write_to(signup, entry.language)


@transaction.atomic
def confirm(signup_id: int, version: int) -> Confirmation:
    """Count a pending sign-up, once, while its campaign takes names."""
    takes_names = Campaign.objects.filter(pk=OuterRef("campaign"), state__in=CONFIRMING_STATES)
    pending = Signup.objects.filter(
        Exists(takes_names.exclude(closes_at__lte=Now())),
        pk=signup_id,
        token_version=version,
        state=State.PENDING,
    )
    if not pending.update(state=State.CONFIRMED, confirmed_at=timezone.now()):
        return Confirmation(counted=False)
    signup = Signup.objects.get(pk=signup_id)
    _count(signup, +1)
    campaign = Campaign.objects.with_fresh_count().get(pk=signup.campaign_id)
    return Confirmation(counted=True, number=campaign.count)


@transaction.atomic
def withdraw(signup_id: int, version: int) -> bool:
    """Take a name off the list and wipe it; the answer says whether it was there."""
    signup = Signup.objects.select_for_update().filter(pk=signup_id, token_version=version).first()
    if signup is None or signup.state not in {State.PENDING, State.CONFIRMED}:
        return False
    was_counted = signup.state == State.CONFIRMED
    Signup.objects.filter(pk=signup.pk, state=signup.state).update(
        state=State.WITHDRAWN,
        withdrawn_at=timezone.now(),
        **WIPED,
        # Only who holds the link withdraws a counted name: they may have new mails.
        mail_count=0 if was_counted else F("mail_count"),
    )
    if was_counted:
        _count(signup, -1)
    record_leaving(signup.campaign, bytes(signup.email_key))
    return True


@transaction.atomic
def release(signup_id: int) -> bool:
    """Let a held sign-up wait for its confirmation, and mail the link."""
    if not Signup.objects.filter(pk=signup_id, state=State.HELD).update(state=State.PENDING):
        return False
    _write_to(Signup.objects.select_for_update().get(pk=signup_id), None)
    return True


@transaction.atomic
def reject(signup_id: int) -> bool:
    """Take a sign-up out, counted or not; staff alone do this."""
    rejectable = {State.PENDING, State.HELD, State.CONFIRMED}
    signup = Signup.objects.select_for_update().filter(pk=signup_id, state__in=rejectable).first()
    if signup is None:
        return False
    Signup.objects.filter(pk=signup.pk, state=signup.state).update(state=State.REJECTED)
    if signup.state == State.CONFIRMED:
        _count(signup, -1)
    return True


def reject_unreachable(key: bytes) -> int:
    """Mail to the address failed for good: what waits for it is rejected, what counts stays.

    The rejected ones are wiped, and may be signed again: a mailbox can come back.
    """
    waiting = Signup.objects.filter(email_key=key, state=State.PENDING)
    return waiting.update(state=State.REJECTED, mail_count=0, **WIPED)


def purge_unconfirmed() -> int:
    """Delete what nobody confirmed in 14 days or let through in 30, a thousand rows at a time."""
    deleted = 0
    for state, term in ((State.PENDING, PENDING_HOLDS), (State.HELD, HELD_HOLDS)):
        old = Signup.objects.filter(state=state, submitted_at__lt=Now() - term)
        oldest = old.order_by("submitted_at", "pk").values_list("pk", flat=True)
        while chunk := list(oldest[:PURGE_CHUNK]):
            deleted += Signup.objects.filter(pk__in=chunk, state=state).delete()[0]
    return deleted


def _may_be_renewed(signup: Signup) -> bool:
    """Not confirmed yet, left, or rejected because mail came back; a person's refusal stands."""
    is_unreachable = signup.state == State.REJECTED and not signup.email
    return is_unreachable or signup.state in {State.PENDING, State.WITHDRAWN}


def _typed(entry: Entry) -> dict[str, object]:
    return {
        "email": entry.email,
        "first_name": entry.first_name,
        "last_name": entry.last_name,
        "country": entry.country,
        "show_name": entry.show_name,
        "source": entry.source,
    }


def _renew(signup: Signup, entry: Entry) -> None:
    """What was typed last holds until it is confirmed; older links of the person end."""
    changes = _typed(entry)
    changes["submitted_at"] = timezone.now()
    if signup.state != State.PENDING:
        changes["state"] = State.PENDING
        changes["token_version"] = signup.token_version + 1
    Signup.objects.filter(pk=signup.pk, state=signup.state).update(**changes)
    for field, value in changes.items():
        setattr(signup, field, value)


def _was_just_written_to(signup: Signup) -> bool:
    """A double click; a mail from before the confirmation does not keep back one after it."""
    since = timezone.now() - DOUBLE_CLICK
    if signup.state == State.CONFIRMED and signup.confirmed_at:
        since = max(since, signup.confirmed_at)
    return signup.mail_count > 0 and signup.mailed_at is not None and signup.mailed_at > since


def _write_to(signup: Signup, language: str | None) -> None:
    """Mail the link, or "you already signed"; three times at most."""
    if signup.state not in {State.PENDING, State.CONFIRMED} or signup.mail_count >= MOST_MAILS:
        return
    letters.write(signup, language)
    Signup.objects.filter(pk=signup.pk).update(
        mail_count=F("mail_count") + 1, mailed_at=timezone.now()
    )


def _count(signup: Signup, n: int) -> None:
    confirmed_at = signup.confirmed_at
    if confirmed_at is None:
        raise AssertionError("A counted sign-up has the time of its confirmation.")
    SignupDelta.objects.create(
        campaign_id=signup.campaign_id,
        country=signup.country,
        day=confirmed_at.astimezone(dt.UTC).date(),
        n=n,
    )
