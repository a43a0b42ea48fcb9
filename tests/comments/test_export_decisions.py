"""Moderators' decisions as training data: no person, no disclosure, no moment."""

import gzip
import io
import json

import pytest
from django.core.management import CommandError, call_command

from comments import appeals, authorship, decisions, erasure, moderation, verdicts
from comments.models import ScreenedComment, ScreeningResult, State
from comments.screening.rules import HEADS
from tests.factories.comments import make_comment, make_moderator

pytestmark = pytest.mark.django_db
WORDS = "Who pays the fees, and who is asked"


@pytest.fixture
def person():
    return make_moderator()


@pytest.fixture
def export(tmp_path):
    """Run the command; the rows, and what it said."""

    def run(name="out.jsonl"):
        out = io.StringIO()
        call_command("export_decisions", str(tmp_path / name), stdout=out)
        opened = gzip.open if name.endswith(".gz") else open
        with opened(tmp_path / name, "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file], out.getvalue()

    return run


def decided(person, text, act, **given):
    """A held comment that a person decided on."""
    comment = make_comment(text, state=State.HELD)
    getattr(moderation, act)(comment.pk, moderator=person, revision=1, **given)
    return comment


@pytest.mark.parametrize(
    ("rule", "category", "labels"),
    [
        (1, "discrimination", {"hate": 1, "toxic": 1}),
        (2, "racism", {"hate": 1, "toxic": 1}),
        (3, "xenophobia", {"hate": 1, "toxic": 1}),
        (4, "personal_attack", {"toxic": 1}),
        (5, "profanity", {"toxic": 1}),
        (6, "threat", {"threat": 1}),
        (8, "solicitation", {"solicit": 1}),
        (9, "off_topic", {"spam": 1}),
    ],
)
def test_a_rule_that_was_chosen_becomes_labels(person, export, rule, category, labels):
    decided(person, f"{WORDS}?", "decline", rule=rule)
    (row,), said = export()
    assert (row["text"], row["source"]) == (f"{WORDS}?", "moderators")
    assert (row["category"], row["labels"]) == (category, labels)
    assert set(row) == {"text", "source", "category", "labels", "month", "screening"}
    assert len(row["month"]) == 7
    assert "1 decisions are in " in said
    assert "0 were left out." in said


def test_what_was_approved_is_nothing_of_all_that(person, export):
    comment = make_comment(f"{WORDS}?", state=State.RECEIVED)
    verdicts.hold(comment, "screening_overdue")
    ScreeningResult.objects.create(
        comment=comment, revision=1, outcome="hold", score=0.5, findings=[{"rule": "threat"}],
        engine_version="1.0", ruleset_version="site-1", milliseconds=1,
    )  # fmt: skip
    moderation.approve(comment.pk, moderator=person, revision=1)
    (row,), _said = export("out.jsonl.gz")
    assert row["labels"] == dict.fromkeys(HEADS, 0)
    assert row["category"] == "published"
    assert row["screening"] == {
        "outcome": "hold", "rules": ["threat"], "engine": "1.0", "ruleset": "site-1",
    }  # fmt: skip


def test_a_row_reads_as_one_of_the_data_pack(person, export):
    from comments.screening.training import data

    decided(person, "You fool.", "decline", rule=4)
    rows, _said = export("out.jsonl.gz")
    made = data.make_row(rows[0]["text"], rows[0]["labels"], weight=1.0)
    assert made.text == "You fool."
    assert sum(made.weights) == 1.0


def test_people_are_taken_out(person, export, story):
    make_comment("First.", story=story, user_name="Grace Hopper")
    comment = make_comment(
        "Hopper is right, write to me@example.org or 020 7946 0958, @ada, https://a.example/b",
        story=story, state=State.HELD, user_name="Ada",
    )  # fmt: skip
    moderation.decline(comment.pk, moderator=person, revision=1, rule=9)
    (row,), _said = export()
    assert row["text"] == "[name] is right, write to [email] or [number], [handle], [link]"
    written = json.dumps(row)
    assert str(comment.pk) not in written.replace("020", "")
    assert person.email not in written


def test_what_must_not_be_in_it_is_left_out_and_counted(person, export):
    returned = decided(person, f"{WORDS} 1?", "escalate")
    moderation.send_back(returned.pk, safeguarder=person, revision=1)
    moderation.approve(returned.pk, moderator=person, revision=1)
    decided(person, "Please help me, I was trafficked and he keeps my passport.", "approve")
    authorship.withdraw(decided(person, f"{WORDS} 2?", "approve").pk)
    erasure.erase(decided(person, f"{WORDS} 3?", "approve").pk)
    appeals.appeal(decided(person, f"{WORDS} 4?", "decline", rule=4).pk)
    decided(person, f"{WORDS} 5?", "decline", rule=7)
    moderation.undo(decided(person, f"{WORDS} 6?", "approve").pk, moderator=person)
    for _again in range(2):
        decided(person, f"{WORDS} 7?", "decline", rule=4)
    broken = decided(person, f"{WORDS} 8?", "approve")
    broken.revisions.update(sealed_text=b"damaged")
    make_comment(f"{WORDS} 9?")  # no person decided
    rows, said = export()
    assert [row["text"] for row in rows] == [f"{WORDS} 7?"]
    assert "8 were left out:" in said
    for count, why in [
        (2, "told of harm, or was with safeguarding"),
        (2, "taken back or erased"),
        (1, "waits for a second look"),
        (1, "declined for what it tells of somebody"),
        (1, "the same words and the same decision again"),
        (1, "no key at hand opens it"),
    ]:
        assert f"  {count:>6}  {why}\n" in said


def test_the_last_decision_on_each_revision_counts(person, export):
    comment = decided(person, "You fool.", "decline", rule=4)
    authorship.revise(comment.pk, revision=1, text="I disagree.")
    verdicts.hold(ScreenedComment.objects.get(pk=comment.pk), "screening_overdue")
    moderation.approve(comment.pk, moderator=person, revision=2)
    other = decided(person, "What a mess.", "decline", rule=5)
    appeals.appeal(other.pk)
    appeals.overturn(other.pk, moderator=make_moderator())
    rows, _said = export()
    assert {(row["text"], row["category"]) for row in rows} == {
        ("You fool.", "personal_attack"),
        ("I disagree.", "published"),
        ("What a mess.", "published"),
    }


def test_the_order_tells_nothing_and_pages_lose_nothing(person, export, monkeypatch):
    monkeypatch.setattr(decisions, "A_PAGE", 3)
    for number in range(12):
        decided(person, f"{WORDS} {number}?", "decline", rule=4)
    rows, _said = export()
    texts = [row["text"] for row in rows]
    assert len(texts) == 12
    assert sorted(texts) == sorted(f"{WORDS} {number}?" for number in range(12))
    assert texts != [f"{WORDS} {number}?" for number in range(12)]


def test_the_file_is_new_whole_and_its_owners(person, export, tmp_path):
    decided(person, "You fool.", "decline", rule=4)
    export()
    assert (tmp_path / "out.jsonl").stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["out.jsonl"]
    with pytest.raises(CommandError, match="is there already"):
        export()
    with pytest.raises(CommandError, match="cannot be written"):
        export("no-folder/out.jsonl")
