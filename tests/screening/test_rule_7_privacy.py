"""Rule 7: privacy."""

import pytest

from comments.screening.engine import screen
from comments.screening.verdict import Outcome
from tests.screening.cases import SURROUNDINGS, breaking, marked

UNCIVIL = breaking("privacy")
FILES = ("privacy.tsv", "privacy-second.tsv", "privacy-third.tsv", "privacy-fourth.tsv")
MOST_PUBLISHED = 0.02
STOPPED = {Outcome.HOLD, Outcome.DECLINE}


@pytest.mark.parametrize("surrounding", SURROUNDINGS)
@pytest.mark.parametrize("text", UNCIVIL)
def test_a_comment_that_breaks_the_rule_is_stopped_under_its_name(
    text: str, surrounding: str
) -> None:
    verdict = screen(surrounding.format(text))
    assert verdict.outcome in STOPPED
    assert verdict.score >= 0.5
    assert "privacy" in {finding.rule for finding in verdict.findings}


@pytest.mark.parametrize("text", marked("privacy.tsv", "stop"))
def test_what_identifies_a_person_is_stopped(text: str) -> None:
    verdict = screen(text)
    assert verdict.outcome in STOPPED
    assert {finding.rule for finding in verdict.findings} & {"privacy", "unknown_language"}


@pytest.mark.parametrize("name", FILES[1:])
def test_hardly_anything_that_identifies_a_person_is_published(name: str) -> None:
    texts = marked(name, "stop")
    published = [text for text in texts if screen(text).outcome is Outcome.PUBLISH]
    assert len(published) <= MOST_PUBLISHED * len(texts)


@pytest.mark.parametrize("text", [text for name in FILES for text in marked(name, "civil")])
def test_what_everybody_may_know_is_no_private_data(text: str) -> None:
    assert "privacy" not in {finding.rule for finding in screen(text).findings}
