"""Rule 1: discrimination."""

import pytest

from comments.screening.engine import screen
from comments.screening.verdict import Outcome
from tests.screening.cases import SURROUNDINGS, breaking

UNCIVIL = breaking("discrimination")
STOPPED = {Outcome.HOLD, Outcome.DECLINE}


@pytest.mark.parametrize("surrounding", SURROUNDINGS)
@pytest.mark.parametrize("text", UNCIVIL)
def test_a_comment_that_breaks_the_rule_is_stopped_under_its_name(
    text: str, surrounding: str
) -> None:
    verdict = screen(surrounding.format(text))
    assert verdict.outcome in STOPPED
    assert verdict.score >= 0.5
    assert "discrimination" in {finding.rule for finding in verdict.findings}
