"""The engine at a terminal: every line is answered, whatever it holds."""

import io
import json
import math
import sys

import pytest

from comments.screening import console
from comments.screening.rules import HEADS
from comments.screening.ruleset import HouseWord, RuleSet

KEYS = {"id", "outcome", "score", "scores", "findings"}
FINDING = {"rule", "start", "end", "words", "layer", "severity", "explanation"}
BROKEN = [
    b"", b"{", b"null", b"[]", b"3", b'"text"', b"{}", b'{"id": 1}', b'{"id": 1, "text": null}',
    b'{"id": 1, "text": 5}', b'{"text": ["a"]}', b"\xff\xfe\x00", b"{" * 100_000, b"9" * 10_000,
    b"[" * 100_000, b"not json", b"\x00",
]  # fmt: skip
TEXTS = [
    "", "a", "\x00", "\ud800", "a\udfff b", "\u202eidiot", "Z̷̢͝a̴l̵g̶o", "🤬" * 50, "\u2028\u2029",
    "a" * 1_000_000, "idiot " * 200_000, "\n" * 10_000,
]  # fmt: skip


def answers(monkeypatch, capsys, written, **options):
    """What ``--jsonl`` answers to the bytes of standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(written)))
    assert console.main(["--jsonl"], **options) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    return [json.loads(line, parse_constant=lambda _name: 1 / 0) for line in out.splitlines()]


@pytest.mark.parametrize("line", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_line_is_held_and_the_next_one_read(monkeypatch, capsys, line):
    good = b'{"id": "next", "text": "Thank you."}'
    found = answers(monkeypatch, capsys, line + b"\n" + good)
    assert found[-1]["id"] == "next"
    for answer in found[:-1]:
        assert set(answer) == KEYS
        assert answer["outcome"] == "hold"
        (finding,) = answer["findings"]
        assert set(finding) == FINDING
        assert finding["rule"] == "engine_failed"
    assert len(found) == (2 if line else 1)  # an empty line is none


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_whatever_the_text_its_spans_quote_it(monkeypatch, capsys, text):
    (answer,) = answers(monkeypatch, capsys, json.dumps({"id": 7, "text": text}).encode())
    assert set(answer) == KEYS
    assert answer["id"] == 7
    assert set(answer["scores"]) == set(HEADS)
    for finding in answer["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["words"]


@pytest.mark.parametrize(
    ("given", "told"),
    [("a", "a"), (3, 3), (1.5, 1.5), (None, None), ([1], None), ({"a": 1}, None), (True, True),
     ("\ud800", "\ud800"), (math.inf, None), (math.nan, None)],
)  # fmt: skip
def test_the_id_comes_back_where_it_is_a_plain_value(given, told):
    line = json.dumps({"id": given, "text": "Thank you."})
    assert console.answer_line(line)["id"] == told


def test_bytes_that_are_no_text_are_replaced(monkeypatch, capsys):
    (answer,) = answers(
        monkeypatch, capsys, b'\xef\xbb\xbf{"id": "\xc3(", "text": "idiot \xff"}\r\n'
    )
    assert answer["id"] == "\ufffd("
    assert answer["outcome"] == "hold"


def test_a_line_without_end_is_answered_as_broken(monkeypatch, capsys):
    monkeypatch.setattr(console, "LONGEST_LINE", 100)
    long = json.dumps({"id": 1, "text": "a" * 1_000}).encode()
    found = answers(monkeypatch, capsys, long + b'\n{"id": 2, "text": "Good."}\n' + long)
    assert [(each["id"], each["outcome"]) for each in found] == [
        (None, "hold"),
        (2, "publish"),
        (None, "hold"),
    ]


def test_the_given_rules_judge(monkeypatch, capsys):
    own = RuleSet("site-1", words=(HouseWord("crisis actor", "personal_attack"),))
    line = b'{"id": 1, "text": "A crisis actor, they say."}'
    (packaged,) = answers(monkeypatch, capsys, line)
    (house,) = answers(monkeypatch, capsys, line, ruleset=lambda: own)
    assert (packaged["outcome"], house["outcome"]) == ("publish", "hold")


def test_ctrl_c_ends_it_without_a_word(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    assert console.main(["Good."], ruleset=interrupted) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x9b", "\r", "\x00", "\u202e", "\u2066"])
def test_no_text_steers_the_terminal_it_is_shown_on(sign):
    text = f"You are an {sign} idiot. Thank you.{sign}[2J"
    shown = console.picture(text, console.screen(text), colored=False)
    assert sign not in shown
    assert f"<{ord(sign):02x}>" in shown


@pytest.mark.parametrize("text", ["", "a", "🤬" * 50, "\ud800", "\u2028", "a" * 1_000_000])
def test_a_person_is_shown_a_verdict_whatever_the_text(text):
    shown = console.picture(text, console.screen(text), colored=True)
    assert shown.split()[0].endswith(("PUBLISH\033[0m", "HOLD\033[0m"))
