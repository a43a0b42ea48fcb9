"""The surest wrong answers of a run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from comments.screening.evaluation.contestants import Answer
from comments.screening.evaluation.rows import Row


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that was sure of itself; ``text`` is empty unless it was asked for."""

    line: int
    question: str
    is_true: bool
    score: float
    outcome: str
    source: str
    kind: str
    reasons: tuple[str, ...]
    text: str


def worst(
    pairs: Sequence[tuple[Row, Answer]], question: str, count: int, *, show_text: bool
) -> Iterator[Mistake]:
    """At most ``count`` rows that were missed and as many false alarms, the surest first."""
    for truth, sign in ((True, 1), (False, -1)):
        wrong = [
            (sign * answer.sure_of(question), row.line, row, answer)
            for row, answer in pairs
            if row.truth(question) is truth and answer.says(question) is not truth
        ]
        for _, _, row, answer in sorted(wrong, key=itemgetter(0, 1))[:count]:
            yield Mistake(
                line=row.line,
                question=question,
                is_true=truth,
                score=answer.sure_of(question),
                outcome=answer.outcome,
                source=row.source,
                kind=row.kind,
                reasons=tuple(sorted({place.reason for place in answer.findings})),
                text=row.text if show_text else "",
            )
