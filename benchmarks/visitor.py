"""A portal of its own for a benchmark, and a visitor who posts through its forms."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN = 120.0  # seconds


class FormFields(HTMLParser):
    """The hidden fields of the form that posts a comment."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the form's address and its hidden inputs."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = bool(
                re.fullmatch(r"/comments/story/\d+/post/(#.*)?", given.get("action", ""))
            )
            if self._inside:
                self.action = given["action"].partition("#")[0]
        elif self._inside and tag == "input" and given.get("type") == "hidden":
            self.fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Leave the form."""
        self._inside = self._inside and tag != "form"


def live_in(folder: Path) -> None:
    """Let this process and its children use the data directory and nothing named elsewhere."""
    for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL"):
        os.environ.pop(name, None)
    os.environ |= {
        "PORTAL_DATA_DIR": str(folder), "PORTAL_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }  # fmt: skip


@contextmanager
def portal(folder: Path, port: int) -> Iterator[str]:
    """The whole portal on a fresh data directory; its address."""
    live_in(folder)
    environment = os.environ | {"PORTAL_PORT": str(port), "PORTAL_LIMITS_FACTOR": "100000"}
    command = [sys.executable, "manage.py", "up"]
    with (folder / "up.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_ready(address, process)
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def wait_until_ready(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Return when ``/readyz`` answers 200."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The portal did not become ready; its log is in up.log.")


def post(address: str, path: str, fields: dict[str, str]) -> int:
    """POST a form as a browser does; the status of the page it leads to, or of the refusal."""
    request = urllib.request.Request(  # noqa: S310
        address + path, urllib.parse.urlencode(fields).encode(), {"Sec-Fetch-Site": "same-origin"}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as problem:
        return int(problem.code)
