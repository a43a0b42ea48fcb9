"""A real portal in a process of its own, for the tests of starting and stopping."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests.browser import wait_until

SECONDS_TO_START = 120.0
SECONDS_TO_STOP = 30.0
DEAF_TO_CTRL_C = 'trap "" INT; exec "$@"'


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data_dir: Path, **changes: str) -> dict[str, str]:
    """An environment with hardly anything in it, as on a fresh machine, without a HOME."""
    return {
        "PATH": os.environ["PATH"],
        "PORTAL_DATA_DIR": str(data_dir),
        "PORTAL_ENV_FILE": os.devnull,
        "PORTAL_WEB_WORKERS": "1",
        "PORTAL_TASK_WORKERS": "1",
        **changes,
    }


def manage(*words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run a management command to its end."""
    return subprocess.run(  # noqa: S603 — our own command
        [sys.executable, "manage.py", *words],
        env=variables,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


class Portal:
    """``manage.py up`` on a data directory and a free port."""

    def __init__(self, data_dir: Path, log_file: Path, **changes: str) -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.log_file = log_file
        self.environment = environment(data_dir, PORTAL_PORT=str(self.port), **changes)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *, deaf: bool = False) -> None:
        """Start it and wait until it is ready."""
        command = [sys.executable, "manage.py", "up"]
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603 — our own command
                ["/bin/sh", "-c", DEAF_TO_CTRL_C, "sh", *command] if deaf else command,
                env=self.environment,
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            wait_until(lambda: " is ready: " in self.log or not self.is_running, SECONDS_TO_START)
            assert self.is_running
        except BaseException as failure:
            self.end(signal.SIGKILL)
            failure.add_note(self.log)
            raise

    @property
    def log(self) -> str:
        """What it has printed since its start."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    @property
    def is_running(self) -> bool:
        """Whether the supervisor runs."""
        return self.process is not None and self.process.poll() is None

    @property
    def children(self) -> dict[str, int]:
        """The numbers of the supervisor's own children, by a word of their command lines."""
        words = {"bin/postgres": "postgres", "valkey-server": "valkey", "granian": "web"}
        words |= {" worker ": "worker", " beat ": "beat"}
        found = {}
        for number, parent, command in processes():
            if self.process is not None and parent == self.process.pid:
                name = next((name for word, name in words.items() if word in command), None)
                found[name or command] = number
        return found

    def family(self) -> set[int]:
        """The numbers of the supervisor and of every process below it."""
        assert self.process is not None
        family = {self.process.pid}
        for number, parent, _ in sorted(processes()):
            if parent in family:
                family.add(number)
        return family

    def ask(self, path: str) -> int | None:
        """The status of a page, None where nothing answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def end(self, number: signal.Signals) -> int:
        """Send a signal, wait for the end of the whole family, and return the exit status."""
        assert self.process is not None
        family = self.family()
        self.process.send_signal(number)
        status = self.process.wait(SECONDS_TO_STOP)
        wait_until(lambda: not family & {each[0] for each in processes()}, SECONDS_TO_STOP)
        return status


def processes() -> list[tuple[int, int, str]]:
    """Number, parent and command line of every process of this machine that is not a zombie."""
    listing = subprocess.run(
        ["ps", "-Aww", "-o", "pid=,ppid=,stat=,args="],  # noqa: S607 — wherever it is
        capture_output=True,
        text=True,
        check=True,
        errors="replace",
    ).stdout
    rows = [line.split(None, 3) for line in listing.splitlines()]
    return [
        (int(row[0]), int(row[1]), f"{row[3]} ")
        for row in rows
        if len(row) == 4 and not row[2].startswith("Z")
    ]
