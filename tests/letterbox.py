"""A real SMTP server that tests read mail from."""

from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings


class Letterbox:
    """Takes mail as a server does; ``answers`` makes it refuse."""

    def __init__(self):
        self.messages = []
        self.answers = {}
        self.before_answering = None

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        if "MAIL" in self.answers:
            return self.answers["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if "DATA" in self.answers:
            return self.answers["DATA"]
        message = message_from_bytes(envelope.content, policy=policy.default)
        message.recipients = list(envelope.rcpt_tos)
        self.messages.append(message)
        if self.before_answering:
            await self.before_answering(server)
        return "250 OK"


class Server(Controller):
    """Takes whatever port is free."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def letterbox():
    """Mail goes to a real SMTP server on this machine; what arrived is in ``messages``."""
    box = Letterbox()
    controller = Server(box, hostname="127.0.0.1", port=0)
    controller.start()
    with override_settings(
        EMAIL_BACKEND="mailing.backends.SmtpBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=controller.port,
        EMAIL_TIMEOUT=1,
    ):
        yield box
    controller.stop()
