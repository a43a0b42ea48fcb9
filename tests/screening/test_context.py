"""What lies around a text counts too: the thread, the site, the story, the rule set."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from comments.screening import rules
from comments.screening.context import Context
from comments.screening.engine import screen
from comments.screening.explanations import EXPLANATIONS, explain
from comments.screening.phones import HELPLINES, digits
from comments.screening.ruleset import HouseWord, RuleSet
from comments.screening.verdict import Outcome, Severity

LONG_ENOUGH = "The court sat for three days and heard forty witnesses in all."


def reasons(text: str, context: Context | None = None) -> set[str]:
    return {finding.reason for finding in screen(text, context).findings}


def test_a_repeated_comment_is_held() -> None:
    context = Context(previous_texts=(f"{LONG_ENOUGH} Really.",))
    assert reasons(LONG_ENOUGH, context) == {"repetition"}
    assert (
        reasons(LONG_ENOUGH, Context(previous_texts=("Something else entirely, said here.",)))
        == set()
    )


def test_a_premoderated_story_holds_what_is_clean() -> None:
    assert reasons(LONG_ENOUGH, Context(policy="premoderated")) == {"premoderated"}


def test_an_answer_to_a_held_comment_waits_with_it() -> None:
    assert reasons(LONG_ENOUGH, Context(parent_held=True)) == {"answers_held"}


def test_the_site_may_link_to_itself() -> None:
    text = "I read it at https://lantern.example/news/2026/a-story/ this morning."
    assert reasons(text) == {"link"}
    assert reasons(text, Context(site_hosts=frozenset({"lantern.example"}))) == set()


def test_a_helpline_is_no_private_number() -> None:
    text = "Call +44 7911 123456 for help."
    assert "phone" in reasons(text)
    assert reasons(text, Context(helpline_numbers=frozenset({"07911 123 456"}))) == set()


def test_every_helpline_of_the_site_is_known_as_public() -> None:
    path = Path(__file__).parents[2] / "awareness/data/helplines.csv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for part in re.split(r"[,;(/:]", row["number"]):
                if len(digits(part)) >= 8:
                    assert digits(part)[-7:] in HELPLINES, part
                    assert screen(f"The number is {part.strip()} there.").outcome is Outcome.PUBLISH


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Creo que la ley debería cambiar, es una vergüenza lo que hacen los ricos", "es"),
        ("C'est un très bon article sur les bergers, merci beaucoup pour votre travail", "fr"),
        ("شكرا على هذا المقال عن البحارة المفقودين", "ar"),
        ("Ich finde den Artikel sehr gut und danke der Redaktion", "de"),
        ("Спасибо за эту статью, очень важная тема", "und"),
        ("Dziękuję za ten artykuł, jest bardzo ważny dla nas", "pl"),
        ("这篇文章写得很好", "und"),
    ],
)
def test_a_language_that_is_not_fully_understood_waits_for_a_person(
    text: str, language: str
) -> None:
    verdict = screen(text)
    assert verdict.outcome is Outcome.HOLD
    assert verdict.language == language
    assert {finding.reason for finding in verdict.findings} == {"unknown_language"}


@pytest.mark.parametrize(
    "text", ["", " ", "🙂", "!!!", "1", "Merkel", "Ibrahim Al-Rashid", "Yes", "x"]
)
def test_a_text_too_short_to_tell_its_language_gets_the_benefit_of_the_doubt(text: str) -> None:
    assert screen(text).outcome is Outcome.PUBLISH


def test_a_rule_set_changes_bounds_and_words() -> None:
    text = "What a kerfuffle this is."
    house = RuleSet("house-1", words=(HouseWord("kerfuffle", "profanity", Severity.CLEAR),))
    verdict = screen(text, ruleset=house)
    assert (verdict.outcome, verdict.ruleset_version) == (Outcome.HOLD, "house-1")
    assert [(f.rule, f.reason, f.words) for f in verdict.findings] == [
        ("profanity", "house_word", "kerfuffle")
    ]
    lenient = RuleSet("house-2", bounds={"profanity": 0.99})
    assert screen("This is shit.", ruleset=lenient).outcome is Outcome.PUBLISH
    allowing = RuleSet("house-3", allowed=frozenset({"shit"}))
    assert screen("This is shit.", ruleset=allowing).outcome is Outcome.PUBLISH


def test_rules_are_numbered_one_to_nine_and_named_in_order() -> None:
    assert [rule.number for rule in rules.RULES] == list(range(1, 10))
    assert [rule.slug for rule in rules.RULES] == [
        "discrimination", "racism", "xenophobia", "personal_attack", "profanity", "threat",
        "privacy", "solicitation", "off_topic",
    ]  # fmt: skip


def test_every_reason_is_explained_in_both_voices() -> None:
    for reason, both in EXPLANATIONS.items():
        assert both.moderator != both.author
        assert all("{words}" not in voice for voice in explain(reason, "so"))
        assert set(EXPLANATIONS) >= rules.TECHNICAL


def test_words_with_braces_are_quoted_as_they_are() -> None:
    assert "{0}{words}" in explain("insult", "{0}{words}")[0]


def test_the_engine_imports_no_framework() -> None:
    code = "import sys, comments.screening.engine; print('django' in sys.modules)"
    answer = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.strip() == "False"


def test_the_command_line_answers_line_by_line() -> None:
    lines = [
        json.dumps({"id": 1, "text": "Thank you."}),
        json.dumps({"id": "b", "text": "You are an idiot."}),
        "not json",
        json.dumps({"id": 3}),
        json.dumps({"id": 4, "text": "\ud800 fine"}),
    ]
    answer = subprocess.run(
        [sys.executable, "-m", "comments.screening", "--jsonl"],
        input="\n".join(lines), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [row["id"] for row in rows] == [1, "b", None, 3, 4]
    assert [row["outcome"] for row in rows] == ["publish", "hold", "hold", "hold", "publish"]
    assert set(rows[1]["scores"]) == set(rules.HEADS)
    assert rows[1]["findings"][0]["words"] == "You are an idiot"


def test_the_command_line_shows_a_verdict_to_a_person() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "comments.screening", "You are an idiot."],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert answer.stdout.startswith("HOLD")
    assert "Rule 4, Personal attack" in answer.stdout
    assert "[You are an idiot]" in answer.stdout
