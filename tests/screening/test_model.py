"""What the trained reader adds, and how the rules do without it."""

import json
import shutil
from pathlib import Path

import pytest

from comments.screening import model, rules
from comments.screening.engine import screen
from comments.screening.fold import fold
from comments.screening.reading import give_opinion
from comments.screening.verdict import Layer, Outcome

pytestmark = pytest.mark.with_model


class PretendReader:
    """Takes one word for hateful, whatever stands around it."""

    version = "pretended"
    bounds = dict.fromkeys(rules.HEADS, 0.5)

    def read(self, texts: list[list[str]]) -> list[model.Reading]:
        return [
            model.Reading(
                dict.fromkeys(rules.HEADS, 0.0) | {"hate": 0.95 * ("zzz" in words)},
                [[3.0 if word == "zzz" else -3.0] * len(rules.HEADS) for word in words],
            )
            for words in texts
        ]


def test_the_words_that_made_the_difference_are_marked() -> None:
    text = "Those zzz came over the border as migrants."
    opinion = give_opinion(PretendReader(), text, fold(text), is_excused=False)
    (found,) = opinion.candidates
    assert text[found.start : found.end] == "zzz"
    assert (found.rule, found.layer) == ("xenophobia", Layer.MODEL)
    assert opinion.scores["hate"] == 0.95


def test_the_reader_and_the_rules_speak_together(monkeypatch) -> None:
    monkeypatch.setattr("comments.screening.model.reader", PretendReader)
    verdict = screen("Those zzz stood by the road today, I think.")
    assert verdict.outcome is Outcome.HOLD
    assert [finding.reason for finding in verdict.findings] == ["model_hate"]
    assert screen("Those women stood by the road today, I think.").outcome is Outcome.PUBLISH


def test_without_files_the_rules_go_on_and_the_reason_is_known(tmp_path: Path) -> None:
    assert model.reader(tmp_path) is None
    assert model.problem(tmp_path) == "There is no model file."


def test_a_broken_model_is_told_and_never_raised(tmp_path: Path) -> None:
    for name in ("model.onnx", "tokenizer.json", "heads.json"):
        (tmp_path / name).write_text("broken")
    assert model.reader(tmp_path) is None
    assert model.problem(tmp_path)


def test_the_bounds_are_those_of_the_shipped_model() -> None:
    assert not model.problem()
    bounds = model.read_bounds(model.PACKAGED)
    assert set(bounds) == set(rules.HEADS)
    assert all(0 < bound < 1 for bound in bounds.values())


def test_bounds_of_another_model_are_refused(tmp_path: Path) -> None:
    shutil.copytree(model.PACKAGED, tmp_path, dirs_exist_ok=True)
    stored = json.loads((tmp_path / "bounds.json").read_text())
    (tmp_path / "bounds.json").write_text(json.dumps(stored | {"model_sha256": "0" * 64}))
    assert model.reader(tmp_path) is None
    assert model.problem(tmp_path) == "The model cannot be read (ValueError)."


def test_the_model_stays_small() -> None:
    assert (model.PACKAGED / "model.onnx").stat().st_size <= 20_000_000


def test_without_a_model_what_the_rules_find_clean_is_held(monkeypatch) -> None:
    monkeypatch.setattr("comments.screening.model.reader", lambda: None)
    verdict = screen("I signed the petition last week.")
    assert verdict.outcome is Outcome.HOLD
    assert [finding.reason for finding in verdict.findings] == [rules.NOT_READ]


def test_the_end_of_a_long_text_is_read_as_its_beginning() -> None:
    calm = "The report counts the cases of last year and names the courts that heard them. " * 60
    verdict = screen(calm + "Black people are animals and should be caged. " + calm)
    assert verdict.outcome is Outcome.HOLD
    found = verdict.findings[0]
    assert len(found.words) < 80
    assert found.start >= len(calm) - 20


@pytest.mark.parametrize(
    "text", ["\ud800 fine", "\x00", "", "👩‍👩‍👧", "a" * 5_000, "é\u0301" * 900]
)
def test_whatever_it_is_given_the_model_does_not_fail(text: str) -> None:
    assert rules.ENGINE_FAILED not in {finding.reason for finding in screen(text).findings}
