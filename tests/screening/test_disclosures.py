"""Somebody tells of harm: the worst error is to miss it."""

import pytest

from comments.screening.engine import screen
from comments.screening.verdict import Outcome
from tests.screening.cases import SURROUNDINGS, texts

TOLD = texts("disclosures.txt")


@pytest.mark.parametrize("surrounding", SURROUNDINGS)
@pytest.mark.parametrize("text", TOLD)
def test_a_disclosure_goes_to_safeguarding(text: str, surrounding: str) -> None:
    verdict = screen(surrounding.format(text))
    assert verdict.outcome is Outcome.SAFEGUARD
    assert "disclosure" in {finding.rule for finding in verdict.findings}
    assert verdict.scores["disclose"] >= 0.5


@pytest.mark.parametrize("text", TOLD)
def test_a_disclosure_is_never_declined_for_its_language(text: str) -> None:
    assert screen(f"{text} You fucking cowards, I will kill you.").outcome is Outcome.SAFEGUARD


def test_a_recruiter_who_poses_as_a_survivor_is_not_taken_at_their_word() -> None:
    text = "I was trafficked once. Fake passports for sale, contact me on WhatsApp."
    assert screen(text).outcome in {Outcome.SAFEGUARD, Outcome.HOLD}


@pytest.mark.parametrize(
    "text", ["help", "Help me", "please help", "someone please", "SOS", "help!!!"]
)
def test_a_bare_cry_for_help_goes_to_safeguarding(text: str) -> None:
    assert screen(text).outcome is Outcome.SAFEGUARD
