"""The mailbox of the demonstration: every mail the site would have sent, readable by all.

It exists in demo mode alone; in site mode its addresses are not found.
"""

import datetime as dt
import email
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.html import linkify
from common.responses import private
from common.text import tidy

MAILS_A_PAGE = 50
LARGEST_MAIL = 1024 * 1024
_NAME = re.compile(r"[0-9]{20}-[0-9a-f]{8}")


@dataclass(frozen=True)
class Mail:
    """What a mail program would show."""

    name: str
    to: str
    sender: str
    subject: str
    sent_at: dt.datetime | None
    text: str


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The mails, newest first; ``?to=`` keeps one person's."""
    _demo_only()
    wanted = tidy(request.GET.get("to", ""))[:254].casefold()
    mails: list[Mail] = []
    for name in _names():
        mail = _read(name)
        if mail and wanted in mail.to.casefold():
            mails.append(mail)
        if len(mails) == MAILS_A_PAGE:
            break
    return private(render(request, "portal/demo_mail.html", {"mails": mails, "to": wanted}))


@require_safe
def one_mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail, its links ready to be opened."""
    _demo_only()
    mail = _read(name) if _NAME.fullmatch(name) else None
    if mail is None:
        raise Http404
    context = {"mail": mail, "text": linkify(mail.text)}
    return private(render(request, "portal/demo_mail_message.html", context))


def _demo_only() -> None:
    if not settings.DEMO:
        raise Http404


def _names() -> list[str]:
    """Names sort by the time of writing."""
    folder = Path(settings.DEMO_MAIL_DIR)
    files = folder.glob("*.eml") if folder.is_dir() else ()
    return sorted((file.stem for file in files if _NAME.fullmatch(file.stem)), reverse=True)


def _read(name: str) -> Mail | None:
    """The mail of that name; ``None`` where there is none that can be read."""
    path = Path(settings.DEMO_MAIL_DIR) / f"{name}.eml"
    try:
        with path.open("rb") as file:
            message = email.message_from_bytes(file.read(LARGEST_MAIL), policy=default)
    except OSError:
        return None
    return Mail(
        name=name,
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        sent_at=_moment(str(message["Date"] or "")),
        text=_text(message),
    )


def _moment(date: str) -> dt.datetime | None:
    try:
        return parsedate_to_datetime(date)
    except ValueError:
        return None


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    if part is None:
        return ""
    try:
        return tidy(str(part.get_content()), multiline=True)
    except LookupError:  # a charset nobody knows
        return ""
