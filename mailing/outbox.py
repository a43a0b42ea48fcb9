"""The outbox: a mail is a row of the transaction that causes it, and is sent later.

Claim (committed) → SMTP → sent. A claim found after a crash is never simply repeated: the mail
may have gone out. Mails marked repeatable (confirmation links) go again under the same
Message-ID; all others wait as UNKNOWN for a person.
"""

import contextlib
import json
import logging
import time
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.template import Context
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation

from common.crypto import Unreadable, seal, unseal
from common.queue import enqueue
from common.text import tidy
from mailing.addresses import checked_address, email_key
from mailing.backends import MailRefused, RecipientRefused, ServerAway, Uncertain, Undelivered
from mailing.delivery import Letter, hand_over
from mailing.models import OutboxMail, Suppression
from mailing.signals import address_failed
from mailing.suppressions import is_suppressed, suppress

logger = logging.getLogger(__name__)

State = OutboxMail.State
CRASHED_AFTER = timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(days=5)  # as mail servers do among themselves
LONGEST_WAIT = timedelta(hours=6)
SWEEP_SECONDS = 40.0


def send_later(
    *,
    template: str,
    to: str,
    context: Mapping[str, object],
    dedupe_key: str,
    language: str | None = None,
    unsubscribe_url: str | None = None,
    repeatable: bool = False,
) -> OutboxMail:
    """Put a mail to one person into the outbox; call it inside the transaction that causes it.

    The same ``dedupe_key`` makes one mail, however often it is asked for. ``repeatable`` says
    that a second copy does no harm. A mail with ``unsubscribe_url`` is one that people may stop.

    Raises:
        BadAddress: ``to`` is not one mail address.
    """
    address = checked_address(to)
    letter = _written(template, address, context, language, unsubscribe_url)
    OutboxMail.objects.bulk_create(
        [
            OutboxMail(
                dedupe_key=dedupe_key,
                template=template,
                recipient_key=email_key(address),
                sealed=seal(json.dumps(letter)),
                is_repeatable=repeatable,
            )
        ],
        ignore_conflicts=True,
    )
    mail = OutboxMail.objects.get(dedupe_key=dedupe_key)
    enqueue("mailing.send_mail", mail.pk)
    return mail


def send_mail(pk: int) -> OutboxMail.State | None:
    """Send the mail if it is due and nobody else has it; ``None`` where there is nothing to do."""
    mail = _claim(pk)
    if mail is None:
        return None
    try:
        return _send(mail)
    except ServerAway:
        return State.QUEUED


def sweep() -> int:
    """Settle the claims of crashed senders, then send what is due; answers how many went out."""
    settle_crashed()
    sent, until = 0, time.monotonic() + SWEEP_SECONDS
    with contextlib.suppress(ServerAway):
        while time.monotonic() < until and (mail := _claim()):
            sent += _send(mail) == State.SENT
    return sent


def settle_crashed() -> None:
    """Claims older than five minutes: repeatable mails wait again, the others are UNKNOWN.

    One that crashes its sender for five days is given up.
    """
    crashed = OutboxMail.objects.filter(state=State.SENDING, claimed_at__lt=Now() - CRASHED_AFTER)
    crashed.filter(is_repeatable=True, created_at__lt=Now() - GIVE_UP_AFTER).update(
        state=State.FAILED, failure="sender crashed", sealed=b""
    )
    crashed.filter(is_repeatable=True).update(state=State.QUEUED, next_at=Now())
    crashed.filter(is_repeatable=False).update(state=State.UNKNOWN, failure="sender crashed")


def send_again(pk: int) -> bool:
    """A person decides that a mail in doubt goes out, perhaps a second time."""
    doubtful = OutboxMail.objects.filter(pk=pk, state=State.UNKNOWN)
    if not doubtful.update(state=State.QUEUED, next_at=Now(), failure=""):
        return False
    enqueue("mailing.send_mail", pk)
    return True


def give_up(pk: int) -> bool:
    """A person decides that a mail in doubt is not sent again."""
    doubtful = OutboxMail.objects.filter(pk=pk, state=State.UNKNOWN)
    return bool(doubtful.update(state=State.FAILED, failure="given up", sealed=b""))


def _written(
    template: str,
    to: str,
    context: Mapping[str, object],
    language: str | None,
    unsubscribe_url: str | None,
) -> Letter:
    everything = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, **context}
    with translation.override(language or settings.LANGUAGE_CODE):
        subject = tidy(_text(f"mail/{template}.subject.txt", everything))
        text = _text(f"mail/{template}.txt", everything).strip() + "\n"
        try:
            html = get_template(f"mail/{template}.html").render(dict(everything))
        except TemplateDoesNotExist:
            html = ""
    return {
        "to": to,
        "subject": subject,
        "text": text,
        "html": html,
        "unsubscribe_url": unsubscribe_url or "",
    }


def _text(name: str, context: Mapping[str, object]) -> str:
    """Plain text: names keep their apostrophes."""
    template = get_template(name).template  # type: ignore[attr-defined]
    return str(template.render(Context(dict(context), autoescape=False)))


def _claim(pk: int | None = None) -> OutboxMail | None:
    """Take one due mail, committed before anything is sent."""
    with transaction.atomic(durable=True):
        due = OutboxMail.objects.due().soonest_first()
        if pk is not None:
            due = due.filter(pk=pk)
        mail = due.select_for_update(skip_locked=True).first()
        if mail is None:
            return None
        OutboxMail.objects.filter(pk=mail.pk).update(
            state=State.SENDING, claimed_at=Now(), attempts=F("attempts") + 1
        )
    mail.attempts += 1
    return mail


def _send(mail: OutboxMail) -> OutboxMail.State:
    """Send a claimed mail and settle its row; answers the state it is now in.

    Raises:
        ServerAway: the mail waits, and any other would fail as well.
    """
    recipient = bytes(mail.recipient_key)
    try:
        _deliver(mail, recipient)
    except ServerAway as problem:
        _wait(mail, str(problem))
        raise
    except Undelivered as problem:
        return _wait(mail, str(problem))
    except Uncertain as problem:
        if mail.is_repeatable:
            return _wait(mail, str(problem))
        return _settle(mail, State.UNKNOWN, str(problem))
    except RecipientRefused as problem:
        suppress(recipient, Suppression.Reason.BOUNCED)
        _settle(mail, State.FAILED, str(problem))
        address_failed.send(OutboxMail, recipient_key=recipient)
        return State.FAILED
    except (MailRefused, Unreadable) as problem:
        return _settle(mail, State.FAILED, str(problem))
    return _settle(mail, State.SENT)


def _deliver(mail: OutboxMail, recipient: bytes) -> None:
    letter: Letter = json.loads(unseal(bytes(mail.sealed)))
    if is_suppressed(recipient, transactional=not letter["unsubscribe_url"]):
        raise MailRefused("the address is suppressed")
    hand_over(letter, message_id=mail.message_id)


def _wait(mail: OutboxMail, failure: str) -> OutboxMail.State:
    """Try again after 1, 4, 16 … minutes, six hours at most; give up after five days."""
    wait = min(timedelta(minutes=4 ** min(mail.attempts - 1, 6)), LONGEST_WAIT)
    mine = _mine(mail)
    if mine.filter(created_at__lt=Now() - GIVE_UP_AFTER).exists():
        return _settle(mail, State.FAILED, failure)
    mine.update(state=State.QUEUED, next_at=Now() + wait, failure=failure[:200])
    logger.warning("mail %s waits %s: %s", mail.pk, wait, failure)
    return State.QUEUED


def _settle(mail: OutboxMail, state: OutboxMail.State, failure: str = "") -> OutboxMail.State:
    changes: dict[str, object] = {"state": state, "failure": failure[:200]}
    if state in {State.SENT, State.FAILED}:
        changes["sealed"] = b""
    if state == State.SENT:
        changes["sent_at"] = Now()
    else:
        logger.warning("mail %s is %s: %s", mail.pk, state, failure)
    _mine(mail).update(**changes)
    return state


def _mine(mail: OutboxMail) -> QuerySet[OutboxMail]:
    """The row, unless a later attempt has taken it over."""
    return OutboxMail.objects.filter(
        pk=mail.pk, attempts=mail.attempts, state__in=[State.SENDING, State.UNKNOWN]
    )
