"""One process that the portal starts: in its own session, with prefixed logs and an orderly end."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from portal.embedded import launch

Echo = Callable[[str, str], None]


def print_line(name: str, line: str) -> None:
    """Print a child's line behind its name; a closed console is no reason to fall."""
    with contextlib.suppress(OSError, ValueError):
        print(f"{name:<8} | {line}", flush=True)  # noqa: T201 — the console is the log


@dataclass
class Child:
    """A server or a step of the start."""

    name: str
    command: Sequence[str]
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    own_space: bool = False
    folder: Path | None = None
    beside_the_point: re.Pattern[str] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    echo: Echo = print_line
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    reader: threading.Thread | None = None

    def start(self) -> None:
        """Start it in its own session, so that Ctrl-C reaches the supervisor alone."""
        space = launch.OWN_SPACE if self.own_space else launch.SAME_SPACE
        arranged = [sys.executable, "-I", "-S", str(Path(launch.__file__)), str(os.getpid())]
        self.process = subprocess.Popen(  # noqa: S603 — the commands are the portal's own
            [*arranged, str(int(self.stop_signal)), space, *self.command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=self.folder,
            env={**_environment(), **self.environment},
        )
        self.started = time.monotonic()
        self.reader = threading.Thread(target=self._pass_on, args=(self.process,), daemon=True)
        self.reader.start()

    @property
    def is_alive(self) -> bool:
        """Whether its first process runs."""
        return self.process is not None and self.process.poll() is None

    @property
    def returncode(self) -> int | None:
        """What it ended with, None while it runs."""
        return None if self.process is None else self.process.poll()

    @property
    def age(self) -> float:
        """Seconds since the last start."""
        return time.monotonic() - self.started

    def wait(self, seconds: float) -> bool:
        """Wait for its end at most so long, and say whether it came."""
        if self.process is None:
            return True
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def ask_to_stop(self) -> None:
        """Send the signal on which it finishes its work and ends."""
        if self.is_alive and self.process is not None:
            self.process.send_signal(self.stop_signal)

    def stop(self) -> None:
        """End it: asked first, killed with all its processes when its patience is over."""
        self.ask_to_stop()
        self.wait(self.patience)
        self.clear_away()

    def clear_away(self) -> None:
        """Kill what is left of its process group: a killed server may leave workers listening."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.reader is not None:
            self.reader.join(2.0)

    def _pass_on(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is None:
            return
        with process.stdout as lines:
            for line in lines:
                text = line.decode(errors="replace").rstrip()
                if text and not (self.beside_the_point and self.beside_the_point.search(text)):
                    self.echo(self.name, text)


def _environment() -> dict[str, str]:
    """This process's environment without the variables that lead PostgreSQL elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}
