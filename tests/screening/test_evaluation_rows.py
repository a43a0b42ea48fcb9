"""Files of labelled texts, in the shapes they come in."""

import gzip
import json

import pytest

from comments.screening.evaluation.rows import BrokenRowsError, read_rows


def write(folder, name, content):
    path = folder / name
    data = content.encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


PACK = json.dumps(
    {"text": "Words", "source": "talk", "category": "quote", "labels": {"hate": 0, "toxic": 1}}
)
SUITE = json.dumps({"text": "Words", "kind": "k", "group": "g", "hate": True, "outcome": "hold"})


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_a_data_pack_is_read(tmp_path, name):
    (row,) = read_rows(write(tmp_path, name, PACK + "\n\n"))
    assert (row.line, row.source, row.kind, row.group) == (1, "talk", "talk: quote", "")
    assert [row.truth(question) for question in ("hate", "toxic", "threat", "outcome")] == [
        False, True, None, True,
    ]  # fmt: skip


def test_a_functional_suite_is_read(tmp_path):
    (row,) = read_rows(write(tmp_path, "suite.jsonl", SUITE))
    assert (row.kind, row.group, row.truth("hate"), row.must_stop) == ("k", "g", True, True)


@pytest.mark.parametrize(
    ("name", "mark"), [("suite.csv", ","), ("suite.tsv", "\t"), ("suite.csv.gz", ",")]
)
def test_a_table_is_read_by_the_names_it_uses(tmp_path, name, mark):
    lines = [("sentence", "gold", "of"), ("Words", "hateful", "women"), ("More", "non-hateful", "")]
    path = write(tmp_path, name, "".join(mark.join(cells) + "\r\n" for cells in lines))
    rows = read_rows(path, {"text": "sentence", "hate": "gold", "group": "of"})
    assert [(row.line, row.text, row.group, row.truth("hate")) for row in rows] == [
        (2, "Words", "women", True),
        (3, "More", "", False),
    ]


@pytest.mark.parametrize(
    ("fields", "must_stop"),
    [
        ({"outcome": "publish", "toxic": 1}, False),
        ({"outcome": "publish"}, False),
        ({"outcome": "stop"}, True),
        ({"outcome": "safeguard"}, True),
        ({"labels": {"disclose": 1}}, True),
        ({"toxic": 0}, False),
        ({"hate": 1}, True),
        # What is no hate may still swear.
        ({"hate": 0}, None),
        ({"labels": {"toxic": None}}, None),
        ({}, None),
    ],
)
def test_a_row_says_whether_it_must_be_stopped(tmp_path, fields, must_stop):
    (row,) = read_rows(write(tmp_path, "rows.jsonl", json.dumps({"text": "Words", **fields})))
    assert row.must_stop is must_stop


def test_a_row_for_safeguarding_is_a_disclosure(tmp_path):
    line = json.dumps({"text": "Words", "outcome": "safeguard"})
    (row,) = read_rows(write(tmp_path, "rows.jsonl", line))
    assert row.truth("disclose") is True


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{broken", "not JSON"),
        ("[1]", "not an object"),
        ("{}", "no text"),
        ('{"text": " "}', "no text"),
        ('{"text": 5}', "no text"),
        ('{"text": "Words", "labels": [1]}', "labels is not an object"),
        ('{"text": "Words", "hate": "perhaps"}', "hate is neither yes nor no"),
        ('{"text": "Words", "labels": {"toxic": 0.5}}', "toxic is neither yes nor no"),
        ('{"text": "Words", "outcome": "vanish"}', "outcome is none of"),
    ],
)
def test_a_broken_row_is_named_by_its_line_and_never_quoted(tmp_path, line, fault):
    path = write(tmp_path, "rows.jsonl", f"{SUITE}\n\n{line}\n{SUITE}\n")
    with pytest.raises(BrokenRowsError) as raised:
        read_rows(path)
    assert str(raised.value).startswith(f"line 3: {fault}")
    assert "Words" not in str(raised.value)


def test_every_broken_row_is_named_until_there_are_many(tmp_path):
    with pytest.raises(BrokenRowsError) as raised:
        read_rows(write(tmp_path, "rows.jsonl", "{}\n" * 25))
    assert str(raised.value).splitlines()[19:] == ["line 20: no text", "and 5 more"]


def test_a_field_that_no_row_has_is_named(tmp_path):
    path = write(tmp_path, "rows.jsonl", f"{SUITE}\n{SUITE}\n")
    with pytest.raises(BrokenRowsError, match="no row has gold, sentence"):
        read_rows(path, {"hate": "gold", "kind": "kind", "text": "sentence"})


def test_a_field_may_be_missing_in_some_rows(tmp_path):
    path = write(tmp_path, "rows.jsonl", f'{SUITE}\n{{"text": "Words", "of": "women"}}\n')
    assert [row.group for row in read_rows(path, {"group": "of"})] == ["", "women"]


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(BrokenRowsError, match="no rows"):
        read_rows(write(tmp_path, "rows.jsonl", "\n"))
