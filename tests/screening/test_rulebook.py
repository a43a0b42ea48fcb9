"""Rule sets written down: what is fit, and what is said of what is not."""

import math

import pytest

from comments.screening import rulebook
from comments.screening.engine import screen
from comments.screening.ruleset import HouseWord, RuleSet
from comments.screening.verdict import Outcome, Severity

WHOLE = """
default_bound = 0.5
allowed = ["Damn", "bloody hell"]

[bounds]
profanity = 0.8

[[words]]
words = "crisis  actor"
rule = "personal_attack"

[[words]]
words = "Éxodo falso"
rule = "xenophobia"
severity = 3
"""


def read(written):
    return rulebook.read(rulebook.read_toml(written), "site-1")


def problems(plain):
    with pytest.raises(rulebook.BadRuleSet) as refused:
        rulebook.read(plain, "site-1")
    return [str(problem) for problem in refused.value.problems]


def test_a_file_becomes_a_rule_set():
    assert read(WHOLE) == RuleSet(
        version="site-1",
        default_bound=0.5,
        bounds={"profanity": 0.8},
        words=(
            HouseWord("crisis actor", "personal_attack", Severity.CLEAR),
            HouseWord("Éxodo falso", "xenophobia", Severity.SEVERE),
        ),
        allowed=frozenset({"damn", "bloody hell"}),
    )


def test_an_empty_file_is_the_packaged_rules_under_another_name():
    assert read("") == RuleSet("site-1")


@pytest.mark.parametrize(
    "written", ["", WHOLE, 'allowed = ["\\"", "a\\\\b"]\n'.replace('"\\"", ', "")]
)
def test_what_is_shown_can_be_added_again(written):
    rules = read(written)
    assert read(rulebook.as_toml(rules)) == rules
    assert rulebook.read(rulebook.as_plain(rules), "site-1") == rules


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        ({"bound": 1}, "“bound” is not a part of a rule set."),
        ({"default_bound": 1.2}, "default_bound must be a number from 0 to 1."),
        ({"default_bound": True}, "default_bound must be a number from 0 to 1."),
        ({"default_bound": math.nan}, "default_bound must be a number from 0 to 1."),
        ({"default_bound": "0.5"}, "default_bound must be a number from 0 to 1."),
        ({"bounds": [1]}, "bounds must be a table."),
        ({"bounds": {"threat": -1}}, "bounds.threat must be a number from 0 to 1."),
        ({"words": "a"}, "words must be a list."),
        ({"words": ["a"]}, "A row of words has “words”, “rule” and “severity”."),
        ({"words": [{"words": "a", "rule": "threat", "x": 1}]}, "A row of words has"),
        ({"words": [{"words": "a", "rule": "threat", "severity": 4}]}, "The severity of “a” must"),
        ({"words": [{"words": "a", "rule": "threat", "severity": True}]}, "The severity of “a”"),
        ({"words": [{"words": "a", "rule": "threat", "severity": [2]}]}, "The severity of “a”"),
        ({"words": [{"words": "...", "rule": "threat"}]}, "“...” has no letter or figure in it."),
        ({"words": [{"words": "a\x00", "rule": "threat"}]}, "is not a phrase of at most 100"),
        ({"words": [{"words": "\ud800", "rule": "threat"}]}, "is not a phrase of at most 100"),
        ({"words": [{"words": "a" * 101, "rule": "threat"}]}, "is not a phrase of at most 100"),
        ({"words": [{"rule": "threat"}]}, "“None” is not a phrase"),
        ({"words": [{"words": "a"}]}, "“None” is none of the rules: discrimination, racism,"),
        ({"words": [{"words": "a", "rule": "disclosure"}]}, "“disclosure” is none of the rules"),
        ({"words": [{"words": "A", "rule": "threat"}, {"words": "á", "rule": "racism"}]},
         "“a” is listed twice."),
        ({"words": [{"words": "a", "rule": "threat"}], "allowed": ["Á"]},
         "“a” is both a fault and allowed."),
        ({"allowed": {"a": 1}}, "allowed must be a list."),
        ({"allowed": [3]}, "“3” is not a phrase"),
        ({"allowed": ["a"] * 2_001}, "allowed has more than 2000 rows."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(plain, sentence):
    (said,) = problems(plain)
    assert said.startswith(sentence) or sentence in said


def test_all_that_is_wrong_is_said_at_once():
    assert len(problems({"x": 1, "default_bound": 2, "bounds": {"y": 3}, "words": 4})) == 5


def test_a_rule_that_does_not_exist_has_no_bound():
    (said,) = problems({"bounds": {"{rule}": 0.5}})
    assert said.startswith("“{rule}” is none of the rules")


@pytest.mark.parametrize("written", ["a = ", "[" * 5_000, "a = 1\na = 2", "\x00", "x" * 1_000_001])
def test_what_is_no_toml_is_refused(written):
    with pytest.raises(rulebook.BadRuleSet):
        rulebook.read_toml(written)


def test_the_engine_goes_by_it():
    own = read(WHOLE)
    said = screen("Every crisis actor got paid.", ruleset=own)
    assert (said.outcome, said.ruleset_version) == (Outcome.HOLD, "site-1")
    assert screen("Every crisis actor got paid.").outcome is Outcome.PUBLISH
