"""A web server of the portal in a process of its own, and what a browser would send to it."""

import http.client
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.test import override_settings

from portal.embedded import processes
from tests.browser import wait_until
from tests.programs import running_module
from tests.running import free_port

PATIENCE = 20.0  # seconds that a reader would wait, at the very most


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    headers: Mapping[str, str]
    text: str
    seconds: float


@dataclass(frozen=True)
class Web:
    """The portal at a port of this machine."""

    port: int

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path)

    def post(self, path: str, form: Mapping[str, str] | None = None) -> Answer:
        """Send a form as a page of the site would."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
        }
        return self._ask("POST", path, urlencode(form or {}), headers)

    def _ask(self, method: str, path: str, body: str = "", headers=None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        began = time.monotonic()
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            text = answer.read().decode()
            took = time.monotonic() - began
            return Answer(answer.status, dict(answer.getheaders()), text, took)
        finally:
            connection.close()


@contextmanager
def web_server(data_dir: Path, *, database: str, broker: str) -> Iterator[Web]:
    """The web server that ``manage.py up`` starts, with these parts behind it."""
    web = Web(free_port())
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "REDIS_URL": broker,
        "PORTAL_DATA_DIR": str(data_dir),
        "PORTAL_SECRET_KEY": settings.SECRET_KEY,
        "PORTAL_PORT": str(web.port),
        "PYTHONWARNINGS": "ignore",
    }
    (data_dir / "static").mkdir(parents=True, exist_ok=True)
    with override_settings(PORT=web.port, BIND="127.0.0.1", WEB_WORKERS=1, WEB_THREADS=4):
        _python, _module, *command = processes.web().command
    with running_module(*map(str, command), environment=environment, log_file=data_dir / "web.log"):
        wait_until(lambda: _answers(web))
        yield web


def _answers(web: Web) -> bool:
    with suppress(OSError):
        return web.get("/healthz").status == 200
    return False
