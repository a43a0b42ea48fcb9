"""Rules and model together, over many cases: a model is judged by shares, not by single sentences.

The shares are a little below what was measured, so that a step backwards fails and noise does not.
``readers.jsonl`` was written apart from everything the model and the rules were made from.
"""

import json
from collections import Counter

import pytest

from comments.screening.engine import screen
from comments.screening.verdict import Outcome, Verdict
from tests.screening.cases import FOLDER, texts

pytestmark = pytest.mark.with_model

CIVIL = 0.82  # 0.85 was measured; half of the others are taken for disclosures
UNCIVIL = 0.74  # 0.77: prejudice in polite words is what escapes
HEARD = 0.80  # 0.82

Judged = list[tuple[dict[str, str], Verdict]]


@pytest.fixture(scope="module")
def readers() -> Judged:
    lines = (FOLDER / "readers.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row, screen(row["text"])) for row in rows]


def share(judged: Judged, wanted: str, *outcomes: Outcome, without: tuple[str, ...] = ()) -> float:
    chosen = [v for row, v in judged if row["outcome"] == wanted and row["kind"] not in without]
    return sum(verdict.outcome in outcomes for verdict in chosen) / len(chosen)


def test_most_civil_comments_are_published(readers: Judged) -> None:
    assert share(readers, "publish", Outcome.PUBLISH, without=("not-disclosure",)) >= CIVIL


def test_no_civil_comment_is_declined(readers: Judged) -> None:
    assert share(readers, "publish", Outcome.DECLINE) == 0


def test_most_uncivil_comments_are_stopped(readers: Judged) -> None:
    assert share(readers, "stop", Outcome.PUBLISH) <= 1 - UNCIVIL


def test_disclosures_are_heard_and_never_declined(readers: Judged) -> None:
    assert share(readers, "safeguard", Outcome.SAFEGUARD) >= HEARD
    assert share(readers, "safeguard", Outcome.DECLINE) == 0


def test_every_stopped_comment_says_which_words(readers: Judged) -> None:
    stopped = [v for _, v in readers if v.outcome is not Outcome.PUBLISH]
    assert all(verdict.findings for verdict in stopped)
    real = [any(0 < f.end - f.start < len(r["text"]) for f in v.findings)
            for r, v in readers if v.outcome is not Outcome.PUBLISH]  # fmt: skip
    assert sum(real) / len(real) >= 0.9


def test_what_breaks_a_rule_is_stopped_with_the_model_too() -> None:
    broken = [line.split("\t")[1] for line in texts("uncivil.tsv")]
    outcomes = Counter(screen(text).outcome for text in broken)
    assert outcomes[Outcome.PUBLISH] <= len(broken) // 100


def test_plain_disclosures_are_heard_with_the_model_too() -> None:
    assert {screen(text).outcome for text in texts("disclosures.txt")} == {Outcome.SAFEGUARD}
