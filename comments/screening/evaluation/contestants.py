"""Who is asked, each in a process of its own, one after another, on the same rows."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from comments.screening.evaluation.metrics import Judged, percentile
from comments.screening.evaluation.packaged import FILTERS
from comments.screening.evaluation.rows import OUTCOME, Row
from comments.screening.rules import TECHNICAL

ROOT: Final = Path(__file__).resolve().parents[3]
FILTERS_PYTHON: Final = ROOT / ".venv-evaluate" / "bin" / "python"
OURS: Final = "Lantern"
RULES_ALONE: Final = "Lantern, rules alone"
_PACKAGE: Final = "comments.screening.evaluation"
_CUT: Final = 0.5
_ONE_THREAD: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")


class Place(NamedTuple):
    """A finding without its words."""

    rule: str
    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a contestant says of one text. One that has no ``scores`` knows no finer question."""

    was_stopped: bool
    outcome: str
    score: float
    scores: dict[str, float]
    findings: tuple[Place, ...]
    milliseconds: float

    def says(self, question: str) -> bool:
        """Yes or no to a question."""
        if question == OUTCOME or not self.scores:
            return self.was_stopped
        return self.scores[question] >= _CUT

    def sure_of(self, question: str) -> float:
        """The figure behind the answer."""
        return self.score if question == OUTCOME else self.scores.get(question, self.score)

    def points_at_words(self, text: str) -> bool:
        """Whether a finding marks a part of the text, not all of it."""
        whole = len(text.strip())
        return any(
            place.rule not in TECHNICAL and 0 < place.end - place.start < whole
            for place in self.findings
        )


@dataclass(frozen=True, slots=True)
class Speed:
    """One thread on one core, in processor time; loading also by the clock."""

    p50_milliseconds: float
    p95_milliseconds: float
    texts_a_second: float
    load_seconds: float
    load_processor_seconds: float
    peak_megabytes: float


@dataclass(frozen=True, slots=True)
class Run:
    """One contestant's answers in the rows' order; none where it could not be asked."""

    name: str
    answers: tuple[Answer, ...]
    speed: Speed | None
    problem: str = ""
    version: str = ""


def judged(rows: Sequence[Row], answers: Sequence[Answer], question: str) -> list[Judged]:
    """The answers to a question for the rows that know its truth."""
    return [
        Judged(truth, answer.says(question), answer.sure_of(question))
        for row, answer in zip(rows, answers, strict=True)
        if (truth := row.truth(question)) is not None
    ]


def ask_all(
    rows: Sequence[Row], python: Path = FILTERS_PYTHON, *, alone: bool = False
) -> Iterator[Run]:
    """Our engine, its rules alone and, unless we are ``alone``, each filter of ``python``."""
    ours = [sys.executable, "-m", f"{_PACKAGE}.lantern"]
    yield ask(OURS, ours, rows)
    yield ask(RULES_ALONE, [*ours, "rules"], rows)
    if not alone:
        for name in FILTERS:
            yield ask(name, [str(python), "-m", f"{_PACKAGE}.packaged", name], rows)


def ask(name: str, command: Sequence[str], rows: Sequence[Row]) -> Run:
    """Start one contestant, hand it all texts and collect what it says."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as texts:
        texts.writelines(json.dumps(row.text) + "\n" for row in rows)
        texts.seek(0)
        environment = os.environ | _ONE_THREAD | {"PYTHONPATH": str(ROOT)}
        try:
            done = subprocess.run(  # noqa: S603  our own modules by their interpreters
                command, stdin=texts, capture_output=True, text=True, env=environment, check=False
            )
        except OSError:
            return Run(name, (), None, "not installed")
    if done.returncode:
        return Run(name, (), None, _problem(done.stderr))
    first, *lines, last_line = map(json.loads, done.stdout.splitlines())
    answers = tuple(map(_answer, lines))
    took = [answer.milliseconds for answer in answers]
    return Run(name, answers, _speed(took, first | last_line), version=first["version"])


def _problem(said: str) -> str:
    """The name of the error that ended a contestant, without what it was about."""
    error = (said.strip().splitlines() or ["no reason given"])[-1].split(":")[0]
    return "not installed" if error == "ModuleNotFoundError" else f"failed ({error})"


def _answer(line: dict[str, Any]) -> Answer:
    return Answer(
        was_stopped=line["stopped"],
        outcome=line.get("outcome", "hold" if line["stopped"] else "publish"),
        score=line["score"],
        scores=line.get("scores", {}),
        findings=tuple(Place(*place) for place in line.get("findings", ())),
        milliseconds=line["milliseconds"],
    )


def _speed(took: list[float], facts: dict[str, Any]) -> Speed:
    return Speed(
        p50_milliseconds=percentile(took, 0.50),
        p95_milliseconds=percentile(took, 0.95),
        texts_a_second=len(took) / (sum(took) / 1_000),
        load_seconds=facts["load_seconds"],
        load_processor_seconds=facts["load_processor_seconds"],
        peak_megabytes=facts["peak_megabytes"],
    )
