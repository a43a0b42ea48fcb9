"""What must hold for every text there is."""

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from comments.screening.context import Context
from comments.screening.engine import screen
from comments.screening.verdict import Outcome
from tests.screening.cases import breaking, texts

PIECES = (
    st.text(max_size=60)
    | st.text(alphabet=st.characters(), max_size=40)
    | st.sampled_from(
        ["you ", "fuck ", "i was sold ", '"', "never ", "07911 123456 ", "\u202e", "é"]
    )
)
ANY_TEXT = st.lists(PIECES, max_size=12).map("".join)
CHEAP = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
STOPPED = [text for rule in ("racism", "threat", "profanity", "privacy") for text in breaking(rule)]
HARMLESS = st.sampled_from(
    ["Thank you.", "I read it twice.", "The figures are new to me.", "Good reporting.", "\n\n"]
)


@CHEAP
@given(ANY_TEXT)
@example("")
@example("\x00")
@example("\ud800")
@example("a\u0301" * 300)
def test_every_finding_lies_in_the_text_and_quotes_it(text: str) -> None:
    verdict = screen(text)
    for finding in verdict.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.words == text[finding.start : finding.end]
        assert finding.reason != "engine_failed"
    assert 0 <= verdict.score <= 1
    assert (verdict.outcome is Outcome.PUBLISH) == (not verdict.findings)


@CHEAP
@given(ANY_TEXT)
def test_the_same_text_gives_the_same_verdict(text: str) -> None:
    assert screen(text) == screen(text)


@CHEAP
@given(st.sampled_from(STOPPED), st.lists(HARMLESS, max_size=6), st.lists(HARMLESS, max_size=6))
def test_harmless_text_around_does_not_hide_a_finding(
    text: str, before: list[str], after: list[str]
) -> None:
    assert screen(" ".join([*before, text, *after])).outcome is not Outcome.PUBLISH


LONG = {
    "one letter": "a" * 10_000,
    "blanks": " " * 10_000,
    "figures": "1 " * 5_000,
    "single letters": "f " * 5_000,
    "zalgo": "a\u0301\u0302\u0303" * 2_500,
    "overrides": "\u202e" * 10_000,
    "quotation marks": '"' * 10_000,
    "stars": "f*" * 5_000,
    "hyphens": "f-u-s-s-" * 1_250,
    "emoji": "😀" * 10_000,
    "ligatures": "\ufdfa" * 10_000,
    "surrogates": "\ud800" * 10_000,
    "insults": "fuck " * 2_000,
    "joined": "fuck" * 2_500,
    "numbers": "+447911123456 " * 700,
    "half patterns": "i was " * 1_600,
    "links": "http://" * 1_400,
    "a million letters": "a" * 1_000_000,
    "a million characters of prose": "I was there and you know it. " * 34_000,
}


@pytest.mark.parametrize("name", LONG)
def test_no_text_takes_long(name: str) -> None:
    began = time.process_time()
    verdict = screen(LONG[name])
    assert time.process_time() - began < 1
    assert "engine_failed" not in {finding.reason for finding in verdict.findings}


def test_a_text_longer_than_is_read_is_held_and_says_so() -> None:
    verdict = screen("A fine article. " * 2_000)
    assert verdict.outcome is Outcome.HOLD
    assert {finding.reason for finding in verdict.findings} == {"too_long"}


def test_whatever_is_not_text_is_held_and_never_raised() -> None:
    for nonsense in (None, 7, b"bytes", ["list"]):
        verdict = screen(nonsense)  # type: ignore[arg-type]
        assert verdict.outcome is Outcome.HOLD
        assert verdict.findings[0].reason == "engine_failed"


def test_a_failure_inside_holds_the_text_without_repeating_it(monkeypatch, caplog) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("comments.screening.engine.judge", broken)
    verdict = screen("secret words")
    assert verdict.outcome is Outcome.HOLD
    assert "secret" not in caplog.text


def test_disclosures_stay_disclosures_whatever_the_context() -> None:
    context = Context(policy="premoderated", parent_held=True, previous_texts=("x",) * 3)
    for text in texts("disclosures.txt")[:20]:
        assert screen(text, context).outcome is Outcome.SAFEGUARD
