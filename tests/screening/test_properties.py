"""What must hold for every text there is."""

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from comments.screening.context import Context
from comments.screening.engine import screen
from comments.screening.fold import fold
from comments.screening.verdict import Outcome
from tests.screening.cases import breaking, texts
from tests.screening.disguises import ALL, INVISIBLE, LETTERS
from tests.screening.fuzzing.grammar import any_text, contexts
from tests.screening.fuzzing.promises import broken_promises
from tests.screening.neutral import SENTENCES, paragraph

CHEAP = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
    derandomize=True,
)
STOPPED = [
    text
    for rule in ("racism", "threat", "profanity", "personal_attack", "privacy", "solicitation")
    for text in breaking(rule)
]
TOLD = texts("disclosures.txt")
# Names are known by their capitals; two letters of flags are a flag; figures have no other side up.
CHANGED = {"upper", "alternating", "flag letters", "upside down"}
SAME_LETTERS = sorted({*INVISIBLE, *LETTERS} - CHANGED)
LENGTHS = st.sampled_from([0, 0, 30, 200, 700, 2_000, 4_500])
FIRSTS = st.integers(0, len(SENTENCES) - 1)


@CHEAP
@given(any_text(), contexts)
@example("", None)
@example("\x00", None)
@example("\ud800", None)
@example("a\u0301" * 300, None)
@example("o\ud800e", None)
@example("http://\x00", None)
@example("\u202e\u202e\n\u202e", None)
@example("\u202ekcuf\u202c and \u202etihs", None)
@example("ʞɔnɟ\u202eʞɔnɟ", None)
def test_the_engine_keeps_its_promises(text: str, context: Context | None) -> None:
    assert broken_promises(text, context) == []


@CHEAP
@given(any_text())
def test_a_folded_text_is_not_folded_further(text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded


@CHEAP
@given(st.sampled_from(STOPPED), LENGTHS, LENGTHS, FIRSTS, st.sampled_from([" ", "\n\n", "\n"]))
def test_harmless_text_around_does_not_hide_a_finding(
    text: str, before: int, after: int, first: int, glue: str
) -> None:
    text += "" if text.endswith((".", "!", "?")) else "."
    around = glue.join([paragraph(before, first), text, paragraph(after, first + 1)])
    place = around.index(text)
    verdict = screen(around)
    assert verdict.outcome in {Outcome.HOLD, Outcome.DECLINE, Outcome.SAFEGUARD}
    assert any(f.start < place + len(text) and place < f.end for f in verdict.findings)


@CHEAP
@given(st.sampled_from(TOLD), LENGTHS, LENGTHS, FIRSTS)
def test_harmless_text_around_does_not_hide_a_disclosure(
    text: str, before: int, after: int, first: int
) -> None:
    around = f"{paragraph(before, first)}\n\n{text}\n\n{paragraph(after, first + 1)}"
    assert screen(around).outcome is Outcome.SAFEGUARD


@CHEAP
@given(st.sampled_from(STOPPED), st.sampled_from(SAME_LETTERS))
def test_a_whole_sentence_in_other_letters_is_still_stopped(text: str, disguise: str) -> None:
    assert screen(ALL[disguise](text)).outcome is not Outcome.PUBLISH


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
