"""Everything a report says, as plain data."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from comments.screening.evaluation.contestants import Answer, Place, Run, Speed, judged
from comments.screening.evaluation.identities import Gaps, groups_of, measure_gaps
from comments.screening.evaluation.metrics import (
    Bin,
    Figures,
    calibration_error,
    figures,
    reliability,
    share,
)
from comments.screening.evaluation.mistakes import Mistake, worst
from comments.screening.evaluation.rows import OUTCOME, QUESTIONS, Row

COMPARED: Final = ("hate", "toxic", OUTCOME)
GRAVEST: Final = ("disclose", "solicit", "spam", "threat", "hate", "toxic")
_HARMLESS: Final = ("otherwise not to be published", "civil", "not known")
LEAST_ROWS: Final = 10
WORST: Final = 10
Table = Mapping[str, Mapping[str, Figures]]
Pairs = Sequence[tuple[Row, Answer]]


@dataclass(frozen=True, slots=True)
class Curve:
    """How well a score keeps its promise."""

    error: float | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Care:
    """What must not happen to people, and whether every stop is explained."""

    disclosures: int
    disclosures_published: int
    disclosures_declined: int
    civil: int
    civil_declined: int
    stopped: int
    with_finding: float | None
    with_words: float | None


@dataclass(frozen=True, slots=True)
class Use:
    """On how many rows a rule or a reason was found, by what the rows are."""

    must_stop: int
    civil: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Weakest:
    """The kind or group with the lowest accuracy on a question."""

    name: str
    accuracy: float
    rows: int


@dataclass(frozen=True, slots=True)
class Contest:
    """One contestant: the same figures for everybody, or why there are none."""

    name: str
    version: str
    questions: Mapping[str, Figures]
    disclosures_published: int
    speed: Speed | None
    problem: str


@dataclass(frozen=True, slots=True)
class Measures:
    """The whole report."""

    rows: int
    characters: float
    questions: Mapping[str, Figures]
    sources: Table
    kinds: Table
    groups: Table
    weakest_kind: Mapping[str, Weakest]
    weakest_group: Mapping[str, Weakest]
    outcomes: Mapping[str, Mapping[str, int]]
    rules: Mapping[str, Use]
    reasons: Mapping[str, Use]
    curves: Mapping[str, Curve]
    gaps: Gaps
    care: Care
    mistakes: tuple[Mistake, ...]
    contest: tuple[Contest, ...]


def measure(
    rows: Sequence[Row], runs: Sequence[Run], *, count: int = WORST, show_text: bool = False
) -> Measures:
    """Everything about the first run, with its ``count`` worst mistakes, and a table of all."""
    answers = runs[0].answers
    pairs = list(zip(rows, answers, strict=True))
    gaps = measure_gaps(rows, answers)
    kinds = _table(pairs, lambda row: [row.kind] if row.kind else [])
    groups = _table(pairs, lambda row: groups_of(row, by_words=gaps.is_by_words))
    return Measures(
        rows=len(rows),
        characters=median(len(row.text) for row in rows),
        questions=_questions(pairs, QUESTIONS),
        sources=_table(pairs, lambda row: [row.source] if row.source else []),
        kinds=kinds,
        groups=groups,
        weakest_kind=_weakest(kinds),
        weakest_group=_weakest(groups),
        outcomes=_outcomes(pairs),
        rules=_uses(pairs, lambda place: place.rule),
        reasons=_uses(pairs, lambda place: place.reason),
        curves={question: _curve(rows, answers, question) for question in COMPARED},
        gaps=gaps,
        care=_care(pairs),
        mistakes=tuple(
            mistake
            for question in ("hate", OUTCOME)
            for mistake in worst(pairs, question, count, show_text=show_text)
        ),
        contest=tuple(_contest(rows, run) for run in runs),
    )


def _questions(pairs: Pairs, wanted: Sequence[str]) -> dict[str, Figures]:
    rows, answers = [row for row, _ in pairs], [answer for _, answer in pairs]
    answered = {question: judged(rows, answers, question) for question in wanted}
    return {question: figures(found) for question, found in answered.items() if found}


def _table(pairs: Pairs, names: Callable[[Row], Sequence[str]]) -> Table:
    shelves: dict[str, list[tuple[Row, Answer]]] = {}
    for pair in pairs:
        for name in names(pair[0]):
            shelves.setdefault(name, []).append(pair)
    tables = {name: _questions(shelf, COMPARED) for name, shelf in sorted(shelves.items())}
    return {name: table for name, table in tables.items() if table}


def _weakest(table: Table) -> dict[str, Weakest]:
    found = {}
    for question in COMPARED:
        known = [
            Weakest(name, one.accuracy, one.rows)
            for name, row in table.items()
            if (one := row.get(question)) and one.rows >= LEAST_ROWS and one.accuracy is not None
        ]
        if known:
            found[question] = min(known, key=lambda weakest: (weakest.accuracy, weakest.name))
    return found


def _outcomes(pairs: Pairs) -> dict[str, dict[str, int]]:
    """What became of the rows, by the gravest thing that is known of them."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*GRAVEST, *_HARMLESS)}
    for row, answer in pairs:
        counts[_gravest(row)][answer.outcome] += 1
    return {name: dict(count) for name, count in counts.items() if count}


def _gravest(row: Row) -> str:
    grave = next((head for head in GRAVEST if row.labels.get(head)), None)
    if grave is None and row.must_stop:
        return "otherwise not to be published"
    return grave or ("civil" if row.must_stop is False else "not known")


def _uses(pairs: Pairs, name: Callable[[Place], str]) -> dict[str, Use]:
    counts: dict[str, Counter[bool | None]] = {}
    for row, answer in pairs:
        for found in {name(place) for place in answer.findings}:
            counts.setdefault(found, Counter())[row.must_stop] += 1
    return {
        found: Use(seen[True], seen[False], seen[None]) for found, seen in sorted(counts.items())
    }


def _curve(rows: Sequence[Row], answers: Sequence[Answer], question: str) -> Curve:
    bins = reliability(judged(rows, answers, question))
    return Curve(calibration_error(bins), tuple(bins))


def _care(pairs: Pairs) -> Care:
    told = [answer.outcome for row, answer in pairs if row.labels.get("disclose")]
    civil = [answer.outcome for row, answer in pairs if row.must_stop is False]
    stopped = [(row, answer) for row, answer in pairs if answer.was_stopped]
    return Care(
        disclosures=len(told),
        disclosures_published=told.count("publish"),
        disclosures_declined=told.count("decline"),
        civil=len(civil),
        civil_declined=civil.count("decline"),
        stopped=len(stopped),
        with_finding=share(sum(bool(answer.findings) for _, answer in stopped), len(stopped)),
        with_words=share(
            sum(answer.points_at_words(row.text) for row, answer in stopped), len(stopped)
        ),
    )


def _contest(rows: Sequence[Row], run: Run) -> Contest:
    pairs = list(zip(rows, run.answers, strict=True)) if run.answers else []
    return Contest(
        name=run.name,
        version=run.version,
        questions=_questions(pairs, COMPARED),
        disclosures_published=_care(pairs).disclosures_published,
        speed=run.speed,
        problem=run.problem,
    )
