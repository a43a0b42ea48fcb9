"""Keeps the portal's processes running, in order, until it is told to stop."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from portal.embedded.backoff import Backoff
from portal.embedded.child import Child, Echo, print_line
from portal.embedded.problems import StartProblem, Stopped

PAUSE = 0.1
HURRIED_PATIENCE = 1.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Watched:
    """A child, what is known of its past ends, and when it is started again."""

    child: Child
    backoff: Backoff = field(default_factory=Backoff)
    due: float | None = None


class Supervisor:
    """Starts children, restarts those that end, and stops all in the opposite order."""

    def __init__(self, echo: Echo = print_line) -> None:
        self.echo = echo
        self.watched: list[Watched] = []
        self.is_starting = True
        self.is_stopping = False
        self.is_hurried = False

    def listen_for_signals(self) -> None:
        """Take Ctrl-C and SIGTERM, also where a shell started this process deaf to them."""
        for number in SIGNALS:
            signal.signal(number, self._hear)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)

    def check(self) -> None:
        """Raise ``Stopped`` once a signal has come: each step of the start calls it."""
        if self.is_stopping:
            raise Stopped

    def start(self, child: Child) -> Child:
        """Start a child and keep it running from now on."""
        self.check()
        self.watched.append(Watched(child))
        child.start()
        return child

    def wait_for(self, answers: Callable[[], bool], seconds: float) -> None:
        """Keep the children running until the portal answers."""
        deadline = time.monotonic() + seconds
        while not answers():
            self.check()
            self._tend_all()
            if time.monotonic() > deadline:
                raise StartProblem("The portal does not answer: the lines above say why.")
            time.sleep(PAUSE)

    def watch(self) -> None:
        """Keep the children running until a signal comes; raise for one that does not stay up."""
        self.is_starting = False
        while not self.is_stopping:
            self._tend_all()
            time.sleep(PAUSE)

    def stop_all(self) -> None:
        """Stop the children, the last one started first, so that each finds what it needs."""
        self.is_starting = False
        self.is_stopping = True
        for watched in reversed(self.watched):
            child = watched.child
            child.ask_to_stop()
            began = time.monotonic()
            while not child.wait(PAUSE):
                patience = HURRIED_PATIENCE if self.is_hurried else child.patience
                if time.monotonic() - began > patience:
                    break
            child.clear_away()

    def _tend_all(self) -> None:
        for watched in self.watched:
            if watched.due is not None and time.monotonic() >= watched.due:
                watched.due = None
                watched.child.start()
            elif watched.due is None and not watched.child.is_alive:
                self._plan_restart(watched)

    def _plan_restart(self, watched: Watched) -> None:
        child = watched.child
        child.clear_away()
        delay = watched.backoff.delay_after(child.age)
        if delay is None:
            raise StartProblem(f"{child.name} does not stay up: its lines above say why.")
        end = f"{child.name} ended with {child.returncode}"
        self.echo("portal", f"{end}; it starts again in {delay:.0f} s")
        watched.due = time.monotonic() + delay

    def _hear(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self.is_stopping:
            self.is_hurried = True
        self.is_stopping = True
        if self.is_starting:
            self.is_starting = False
            raise Stopped
