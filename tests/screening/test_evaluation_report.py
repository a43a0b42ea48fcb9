"""A whole report over thirty rows of our own, asked of the engine in its process."""

import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from comments.screening.engine import ENGINE_VERSION
from comments.screening.evaluation import contestants
from comments.screening.evaluation.__main__ import main
from comments.screening.evaluation.rows import read_rows
from tests.screening.cases import FOLDER

LABELLED = FOLDER / "labelled.jsonl"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("evaluation")
    assert main([str(LABELLED), "--out", str(out), "--alone"]) == 0
    return out


@pytest.fixture(scope="module")
def figures(folder):
    return json.loads((folder / "screening-report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def markdown(folder):
    return (folder / "screening-report.md").read_text(encoding="utf-8")


def test_the_figures_are_those_of_the_rows(figures):
    assert figures["rows"] == 30
    assert (figures["questions"]["hate"]["rows"], figures["questions"]["hate"]["positives"]) == (
        26, 6,
    )  # fmt: skip
    assert figures["questions"]["outcome"]["rows"] == 30
    assert figures["care"]["disclosures"] == 2
    assert figures["care"]["disclosures_published"] == 0
    assert figures["care"]["civil_declined"] == 0
    assert figures["care"]["with_finding"] == 1.0
    assert set(figures["groups"]) == {"women", "migrants"}
    assert sum(sum(kind.values()) for kind in figures["outcomes"].values()) == 30


@pytest.mark.parametrize("place", [0, 1])
def test_our_engine_is_timed_in_processes_of_its_own_with_and_without_its_model(figures, place):
    speed = figures["contest"][place]["speed"]
    assert 0 < speed["p50_milliseconds"] <= speed["p95_milliseconds"]
    assert speed["texts_a_second"] > 1
    assert speed["load_processor_seconds"] > 0
    assert 10 < speed["peak_megabytes"] < 1_000
    assert figures["contest"][place]["version"].startswith(ENGINE_VERSION)


def test_the_words_of_a_row_are_in_no_file(folder):
    texts = [row.text for row in read_rows(LABELLED)]
    for path in folder.rglob("*.*"):
        written = path.read_text(encoding="utf-8")
        assert [text for text in texts if text in written] == []


def test_every_table_has_as_many_cells_in_every_line(markdown):
    for block in re.findall(r"(?:^\|.*\n)+", markdown, re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(cells) == 1, block.splitlines()[0]


def test_the_picture_is_there_and_says_in_words_what_it_shows(folder, markdown):
    (address,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", markdown)
    picture = ET.fromstring((folder / address).read_text(encoding="utf-8"))  # noqa: S314  our own
    name = "{http://www.w3.org/2000/svg}"
    assert picture.get("role") == "img"
    assert (picture.findtext(f"{name}desc") or "").startswith("Share of rows")
    assert "prefers-color-scheme: dark" in (picture.findtext(f"{name}style") or "")
    lines = [len(line.get("points", "").split()) for line in picture.iter(f"{name}polyline")]
    marks = [mark for mark in picture.iter() if (mark.get("class") or "").startswith("m")]
    assert len(lines) == 3
    assert len(marks) == sum(lines) + 3


def test_words_are_shown_only_when_they_are_asked_for(tmp_path):
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"text": "The hearing | was moved.", "toxic": 1}\n', encoding="utf-8")
    assert main([str(wrong), "--out", str(tmp_path), "--alone", "--show-text"]) == 0
    markdown = (tmp_path / "screening-report.md").read_text(encoding="utf-8")
    assert "The hearing \\| was moved." in markdown


def test_a_file_with_broken_rows_is_refused_and_nothing_is_written(tmp_path, capsys):
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"text": "Words"}\n{}\n', encoding="utf-8")
    assert main([str(broken), "--out", str(tmp_path / "out")]) == 2
    assert "line 2: no text" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_filter_that_is_not_installed_is_named_with_the_reason(tmp_path):
    rows = read_rows(LABELLED)[:1]
    ours, rules, *others = contestants.ask_all(rows, Path(sys.executable))
    assert [(len(run.answers), run.problem) for run in (ours, rules)] == [(1, "")] * 2
    others.append(contestants.ask("no environment", [str(tmp_path / "python")], rows))
    assert {(run.answers, run.problem) for run in others} == {((), "not installed")}


def test_a_filter_that_fails_is_named_without_what_it_was_asked():
    failing = [sys.executable, "-c", "raise ValueError(input())"]
    run = contestants.ask("some filter", failing, read_rows(LABELLED)[:1])
    assert run.problem == "failed (ValueError)"
