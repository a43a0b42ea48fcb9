"""``make fuzz``: texts at random for as long as ``FUZZ_SECONDS`` says, each held to the promises.

A text that breaks one is cut down to what is needed, written into a file under ``var/fuzz``, and
named here by its hash: what it says is never printed. ``FUZZ_SEED`` plays a run again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from comments.screening.console import answer_line, picture
from comments.screening.engine import screen
from tests.screening.fuzzing.grammar import any_text, contexts, huge_text
from tests.screening.fuzzing.pace import TIMES_PROSE, Pace
from tests.screening.fuzzing.promises import broken_promises

if TYPE_CHECKING:
    from comments.screening.context import Context

FOLDER = Path("var/fuzz")
ROUND = 200
HUGE_IN_A_ROUND = 1
STUCK_AFTER = 30
"""Seconds of the processor, so that a busy machine rings no alarm."""
A_LITTLE = 1_000
SHRINK_SECONDS = 10
IN_TIME = "a verdict comes in a time that goes with the length"
AT_ALL = "a verdict comes at all"
A_LINE = "every line is answered by one object"


class Stuck(BaseException):
    """Raised by the alarm; no ordinary handler catches it."""


def _ring(_number: int, _frame: object) -> None:
    raise Stuck


@dataclass
class Run:
    """One run, and what it has seen."""

    ends_at: float
    pace: Pace
    texts: int = 0
    characters: int = 0
    slowest: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)

    def meet(self, text: str, context: Context | None) -> None:
        """Hold one text to every promise; each broken one is kept once."""
        if time.monotonic() > self.ends_at:
            return
        for promise in self.broken(text, context):
            if promise not in self.failures:
                short = self._shorter(promise, text, context)
                self.failures[promise] = keep(promise, short, context)

    def broken(self, text: str, context: Context | None) -> list[str]:
        """The promises that this text breaks."""
        signal.setitimer(signal.ITIMER_PROF, STUCK_AFTER)
        try:
            began = time.process_time()
            verdict = screen(text, context)
            took = time.process_time() - began
            self.texts += 1
            self.characters += len(text)
            self.outcomes[str(verdict.outcome)] += 1
            times_prose = self.pace.times_prose(text, took)
            self.slowest = max(self.slowest, times_prose)
            broken = broken_promises(text, context)
            if times_prose > TIMES_PROSE:
                broken.append(IN_TIME)
            picture(text, verdict, colored=True)
            if not _is_answered(text):
                broken.append(A_LINE)
        except Stuck:
            return [AT_ALL]
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        return broken

    def _shorter(self, promise: str, text: str, context: Context | None) -> str:
        """The text without whatever can be left out while the promise stays broken."""
        until = time.monotonic() + SHRINK_SECONDS
        size = len(text) // 2
        while size and promise != AT_ALL:
            place = 0
            while place < len(text) and time.monotonic() < until:
                without = text[:place] + text[place + size :]
                if promise in self.broken(without, context):
                    text = without
                else:
                    place += size
            size //= 2
        return text


def _is_answered(text: str) -> bool:
    """Whether the command line answers the text as a line, and lines that ask for it."""
    asked = json.dumps({"id": text[:9], "text": text[:A_LITTLE]})
    lines = (text[:A_LITTLE], asked, json.dumps({"text": [text[:9]]}))
    return all(isinstance(json.loads(json.dumps(answer_line(line))), dict) for line in lines)


def keep(promise: str, text: str, context: Context | None) -> str:
    """Write a text that breaks a promise into a file; the name it can be spoken of by."""
    name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    FOLDER.mkdir(parents=True, exist_ok=True)
    content = {"promise": promise, "text": text, "context": repr(context)}
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(content, indent=1), encoding="ascii")
    return f"{path} ({len(text)} characters)"


def _round(number: int, run: Run, examples: int, text: st.SearchStrategy[str]) -> None:
    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(text, contexts)
    def meet(text: str, context: Context | None) -> None:
        run.meet(text, context)

    meet()


def main() -> int:
    """Run for ``FUZZ_SECONDS``; the answer is 1 where a promise was broken."""
    lasts = float(os.environ.get("FUZZ_SECONDS") or 300)
    first = int(os.environ.get("FUZZ_SEED") or random.SystemRandom().randrange(10**6))
    signal.signal(signal.SIGPROF, _ring)
    logging.disable()  # what fails inside is counted here
    run = Run(time.monotonic() + lasts, Pace.measure())
    number = first
    while time.monotonic() < run.ends_at and not run.failures:
        _round(number, run, ROUND, any_text())
        _round(number, run, HUGE_IN_A_ROUND, huge_text)
        number += 1
    told = run.outcomes.most_common()
    shares = ", ".join(f"{name} {count / run.texts:.0%}" for name, count in told)
    print(  # noqa: T201 - what the run answers
        f"{run.texts} texts with {run.characters / 1e6:.1f} million characters, FUZZ_SEED={first}: "
        f"{shares}; the slowest took {run.slowest:.1f} times as long as prose of its length"
    )
    for promise, where in run.failures.items():
        print(f"broken: {promise}. FUZZ_SEED={number - 1}, {where}")  # noqa: T201 - the answer
    return 1 if run.failures else 0


if __name__ == "__main__":
    sys.exit(main())
