"""Sends what nobody means well, and keeps the answers that are not clear."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.test import Client

from tests.rules.hostile import encoded

HELPLINE = "08000 121 700"
URLENCODED = "application/x-www-form-urlencoded"
CLEAR = {200, 204, 301, 302, 303, 304, 400, 403, 404, 405, 409, 410, 413, 415, 422, 429}


class Sender:
    """Sends a request that leaves nothing behind, and collects the answers that are not clear."""

    forgets = True  # every request comes from a browser that knows nothing

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.client = Client(raise_request_exception=False)

    def send(self, method: str, address: str, what: str, **sent: Any) -> Any:
        """The answer, whatever it is."""
        if self.forgets:
            self.client.cookies.clear()
        with transaction.atomic():
            answer = self.client.generic(method, address, **sent)
            transaction.set_rollback(True)
        failure = getattr(answer, "exc_info", None)
        if answer.status_code not in CLEAR or failure:
            said = repr(failure[1])[:200] if failure else ""
            self.faults.append(f"{method} {address[:120]} {what}: {answer.status_code} {said}")
        self._look_for_injection(answer, what)
        return answer

    def post(self, address: str, body: Mapping[str, bytes | str], what: str) -> Any:
        """The answer to a form."""
        return self.send("POST", address, what, data=urlencoded(body), content_type=URLENCODED)

    def _look_for_injection(self, answer: Any, what: str) -> None:
        if answer.status_code == 400 and HELPLINE not in answer.text:
            self.faults.append(f"{what}: refused without a word")
        if any("evil" in cookie for cookie in answer.cookies):
            self.faults.append(f"{what}: a cookie was set by its sender")
        location = answer.headers.get("Location", "/")
        if not location.startswith("/") or location.startswith(("//", "/\\")):
            self.faults.append(f"{what}: leads elsewhere: {location[:80]}")
        if not answer.streaming and b"<script>alert" in answer.content:
            self.faults.append(f"{what}: its markup came back")


def urlencoded(body: Mapping[str, bytes | str]) -> str:
    """A form's body, byte for byte."""
    return "&".join(
        f"{name}={encoded(value if isinstance(value, bytes) else value.encode())}"
        for name, value in body.items()
    )
