import datetime as dt
import socket

import pytest
from django.db import IntegrityError, transaction
from django.template import engines
from django.utils import timezone

from mailing import outbox
from mailing.addresses import BadAddress, email_key
from mailing.models import OutboxMail, Suppression
from mailing.signals import address_failed

pytestmark = pytest.mark.django_db
State = OutboxMail.State


@pytest.fixture(autouse=True)
def _templates(monkeypatch):
    """A subject and a text that belong to no feature."""
    known = {
        "mail/note.subject.txt": "For {{ name }}",
        "mail/note.txt": "Dear {{ name }},\n\n{{ link }}\n",
    }
    real = outbox.get_template

    def get_template(name):
        if name in known:
            return engines["django"].from_string(known[name])
        return real(name)

    monkeypatch.setattr(outbox, "get_template", get_template)


def queue(key="note:1", **changes):
    with transaction.atomic():
        return outbox.send_later(
            **{
                "template": "note",
                "to": "ada@example.org",
                "context": {"name": "Ada O'Neil & co", "link": "https://lantern.example/x/"},
                "dedupe_key": key,
                **changes,
            }
        )


def due_again(mail):
    OutboxMail.objects.filter(pk=mail.pk).update(next_at=timezone.now())


def test_a_mail_goes_out_once_and_leaves_nothing_personal_behind(letterbox):
    mail = queue(unsubscribe_url="https://lantern.example/unsubscribe/t/")
    assert outbox.send_mail(mail.pk) == State.SENT
    assert outbox.send_mail(mail.pk) is None
    assert outbox.sweep() == 0
    (message,) = letterbox.messages
    assert message["Subject"] == "For Ada O'Neil & co"
    assert message["To"] == "ada@example.org"
    assert message["Message-ID"].startswith(f"<{mail.message_id}@")
    assert message["List-Unsubscribe"] == "<https://lantern.example/unsubscribe/t/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Dear Ada O'Neil & co,\n\nhttps://lantern.example/x/" in text(message)
    mail.refresh_from_db()
    assert mail.sealed == b""
    assert mail.sent_at is not None


def test_the_address_and_the_link_are_never_stored_readably():
    mail = queue()
    stored = bytes(OutboxMail.objects.values_list("sealed", flat=True).get(pk=mail.pk))
    assert b"ada@example.org" not in stored
    assert b"lantern.example" not in stored


def test_one_reason_makes_one_mail(letterbox):
    assert queue().pk == queue().pk
    assert outbox.sweep() == 1
    assert len(letterbox.messages) == 1


@pytest.mark.parametrize(
    "address",
    [
        "b@x.org, v@x.org",
        "a@example.org\nBcc: v@example.org",
        "a@example.org\x00",
        "<a@example.org>",
        '"a b"@example.org',
        "a@example.org;b@example.org",
        "nobody",
        "@example.org",
        "a@" + "x" * 260 + ".org",
        "a" * 1_000_000,
    ],
)
def test_only_one_plain_address_is_taken(address):
    with pytest.raises(BadAddress):
        queue(to=address)


def test_a_subject_cannot_open_a_header(letterbox):
    mail = queue(context={"name": "x\r\nBcc: victim@example.org", "link": ""})
    outbox.send_mail(mail.pk)
    (message,) = letterbox.messages
    assert message["Bcc"] is None
    assert message.recipients == ["ada@example.org"]


def test_a_mail_of_a_transaction_that_fails_is_never_sent(letterbox):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.send_later(template="note", to="ada@example.org", context={}, dedupe_key="note:gone")
        raise ZeroDivisionError
    assert outbox.sweep() == 0


def test_a_refused_recipient_fails_and_is_suppressed(letterbox):
    heard = []

    def hear(sender, recipient_key, **_):
        heard.append(recipient_key)

    address_failed.connect(hear)
    letterbox.answers["RCPT"] = "550 no such person"
    assert outbox.send_mail(queue().pk) == State.FAILED
    address_failed.disconnect(hear)
    assert heard == [email_key("ada@example.org")]
    assert Suppression.objects.get().reason == "bounced"
    letterbox.answers.clear()
    assert outbox.send_mail(queue("note:2").pk) == State.FAILED
    assert letterbox.messages == []


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
def test_greylisting_is_waited_for(letterbox, stage):
    letterbox.answers[stage] = "451 come back later"
    mail = queue()
    assert outbox.send_mail(mail.pk) == State.QUEUED
    assert outbox.send_mail(mail.pk) is None  # not due yet
    letterbox.answers.clear()
    due_again(mail)
    assert outbox.sweep() == 1
    assert len(letterbox.messages) == 1


def test_a_text_refused_for_good_fails_without_blaming_the_address(letterbox):
    letterbox.answers["DATA"] = "554 no"
    assert outbox.send_mail(queue().pk) == State.FAILED
    assert not Suppression.objects.exists()


def test_the_waits_grow_and_end_after_five_days(settings):
    settings.EMAIL_BACKEND = "mailing.backends.SmtpBackend"
    settings.EMAIL_PORT = closed_port()
    mail = queue()
    waits = []
    for _attempt in range(4):
        due_again(mail)
        assert outbox.send_mail(mail.pk) == State.QUEUED
        mail.refresh_from_db()
        waits.append(round((mail.next_at - timezone.now()) / dt.timedelta(minutes=1)))
    assert waits == [1, 4, 16, 64]
    OutboxMail.objects.update(created_at=timezone.now() - dt.timedelta(days=6))
    due_again(mail)
    outbox.send_mail(mail.pk)
    mail.refresh_from_db()
    assert mail.state == State.FAILED


def test_the_sweep_stops_at_the_first_sign_that_the_server_is_away(settings):
    settings.EMAIL_BACKEND = "mailing.backends.SmtpBackend"
    settings.EMAIL_PORT = closed_port()
    queue("note:1")
    queue("note:2")
    assert outbox.sweep() == 0
    assert sorted(OutboxMail.objects.values_list("attempts", flat=True)) == [0, 1]


def test_a_server_that_does_not_answer_holds_nobody_for_long(settings):
    with socket.create_server(("127.0.0.1", 0)) as black_hole:
        settings.EMAIL_BACKEND = "mailing.backends.SmtpBackend"
        settings.EMAIL_PORT = black_hole.getsockname()[1]
        settings.EMAIL_TIMEOUT = 0.3
        assert outbox.send_mail(queue().pk) == State.QUEUED


@pytest.mark.parametrize(("repeatable", "state"), [(True, State.QUEUED), (False, State.UNKNOWN)])
def test_a_line_cut_after_the_text_leaves_a_doubt(letterbox, repeatable, state):
    async def hang_up(server):
        server.transport.abort()

    letterbox.before_answering = hang_up
    mail = queue(repeatable=repeatable)
    assert outbox.send_mail(mail.pk) == state
    letterbox.before_answering = None
    due_again(mail)
    outbox.sweep()
    assert len({message["Message-ID"] for message in letterbox.messages}) == 1
    assert len(letterbox.messages) == (2 if repeatable else 1)


@pytest.mark.parametrize(("repeatable", "sent"), [(True, 1), (False, 0)])
def test_a_claim_found_after_a_crash_is_not_simply_repeated(letterbox, repeatable, sent):
    mail = queue(repeatable=repeatable)
    outbox._claim(mail.pk)
    assert outbox.sweep() == 0  # still being sent, for all we know
    OutboxMail.objects.update(claimed_at=timezone.now() - dt.timedelta(minutes=6))
    assert outbox.sweep() == sent
    mail.refresh_from_db()
    assert mail.state == (State.SENT if repeatable else State.UNKNOWN)


def test_a_mail_that_crashes_its_sender_for_days_is_given_up(letterbox):
    mail = queue(repeatable=True)
    outbox._claim(mail.pk)
    long_ago = timezone.now() - dt.timedelta(days=6)
    OutboxMail.objects.update(claimed_at=long_ago, created_at=long_ago)
    assert outbox.sweep() == 0
    mail.refresh_from_db()
    assert (mail.state, bytes(mail.sealed)) == (State.FAILED, b"")


def test_somebody_who_asked_for_no_more_mail_still_gets_answers(letterbox):
    Suppression.objects.create(email_key=email_key("ada@example.org"), reason="asked")
    news = queue("news", unsubscribe_url="https://lantern.example/u/")
    answer = queue("answer")
    assert outbox.send_mail(news.pk) == State.FAILED
    assert outbox.send_mail(answer.pk) == State.SENT


def test_a_sent_mail_keeps_no_text():
    mail = queue()
    with pytest.raises(IntegrityError):
        OutboxMail.objects.filter(pk=mail.pk).update(state="sent")


def text(message):
    return message.get_content().replace("\r\n", "\n")


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
