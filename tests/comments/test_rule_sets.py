"""The site's own rules: versions that are never changed, and one of them in force."""

import io
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from comments import rulesets, verdicts
from comments.models import RuleSet, RuleSetUse, State
from comments.screening import engine
from comments.screening.ruleset import PACKAGED
from tests.factories.comments import make_comment
from tests.factories.staff import make_staff

pytestmark = pytest.mark.django_db
OWN = {"words": [{"words": "crisis actor", "rule": "personal_attack"}]}
HOUSE = "A crisis actor told the court about it, they say."


def rules(*words):
    """What the command says."""
    out = io.StringIO()
    call_command("rules", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def in_force():
    """The site's own word, in force in this process too."""
    version = rulesets.add(OWN).version
    rulesets.use(version)
    rulesets.forget()
    return version


def test_without_a_version_of_its_own_the_packaged_rules_hold():
    assert rulesets.in_force() is PACKAGED
    assert rulesets.current() is PACKAGED


def test_a_new_version_is_not_in_force_before_it_is_used():
    version = rulesets.add(OWN).version
    assert rulesets.in_force() is PACKAGED
    rulesets.use(version)
    assert rulesets.in_force().version == version == "site-1"
    rulesets.use(PACKAGED.version)
    assert rulesets.in_force() is PACKAGED
    assert RuleSetUse.objects.count() == 2


def test_the_screening_goes_by_the_rules_in_force_and_stores_the_versions(story, in_force):
    comment = make_comment(HOUSE, story=story, state=State.RECEIVED)
    assert verdicts.screen_comment(comment.pk) == State.HELD
    result = comment.screening_results.get()
    assert result.ruleset_version == in_force
    assert result.engine_version == engine.screen(HOUSE).engine_version


def test_by_the_packaged_rules_the_same_comment_is_published(story):
    comment = make_comment(HOUSE, story=story, state=State.RECEIVED)
    assert verdicts.screen_comment(comment.pk) == State.PUBLISHED
    assert comment.screening_results.get().ruleset_version == PACKAGED.version


def test_a_stored_version_that_cannot_be_understood_publishes_nothing(story):
    row = RuleSet.objects.create(number=1, bounds={"no such rule": 1})
    RuleSetUse.objects.create(ruleset=row)
    rulesets.forget()
    comment = make_comment("A clean comment.", story=story, state=State.RECEIVED)
    assert verdicts.screen_comment(comment.pk) == State.HELD
    assert comment.events.newest_first()[0].reason == "screening_failed"


def test_a_process_asks_the_database_every_other_second(
    monkeypatch, django_assert_num_queries, in_force
):
    now = [100.0]
    monkeypatch.setattr(rulesets.time, "monotonic", lambda: now[0])
    with django_assert_num_queries(2):
        assert rulesets.current().version == in_force
    rulesets.use(rulesets.add({}).version)
    with django_assert_num_queries(0):
        assert rulesets.current().version == in_force
    now[0] += 2
    with django_assert_num_queries(2):
        assert rulesets.current().version == "site-2"
    now[0] += 2
    with django_assert_num_queries(1):  # versions never change
        assert rulesets.current().version == "site-2"


@pytest.mark.parametrize("model", [RuleSet, RuleSetUse])
def test_nothing_of_it_is_changed_or_deleted(model, in_force):
    rows = model.objects.all()
    changes = {"note": "x"} if model is RuleSet else {"begun_by": None}
    for attempt in (lambda: rows.update(**changes), rows.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


@pytest.mark.parametrize("values", [{"number": 0}, {"number": 9, "default_bound": 1.5}])
def test_the_database_refuses_what_no_rule_set_has(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleSet.objects.create(**values)


def test_words_that_call_for_help_are_never_allowed():
    with pytest.raises(rulesets.BadRuleSet) as refused:
        rulesets.check({"allowed": ["I was trafficked", "damn"]})
    assert len(refused.value.problems) == 1


@pytest.mark.parametrize(
    "version", ["site-2", "site-0", "site-01", "site-", "site", "", "1", "house-1", "site-²",
                "site-99999999999999999999", "site-1\x00"],
)  # fmt: skip
def test_there_is_no_version_by_another_name(version):
    rulesets.add(OWN)
    with pytest.raises(rulesets.NoSuchVersion):
        rulesets.find(version)


@pytest.mark.django_db(transaction=True)
def test_two_who_add_at_once_get_two_numbers():
    start, versions = threading.Barrier(2), []

    def run():
        start.wait()
        versions.append(rulesets.add(OWN).version)
        connection.close()

    threads = [threading.Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(versions) == ["site-1", "site-2"]


def test_the_command_adds_uses_lists_and_shows(tmp_path):
    person = make_staff("moderator", email="ana@lantern.example")
    file = tmp_path / "rules.toml"
    file.write_text('[[words]]\nwords = "crisis actor"\nrule = "personal_attack"\n')
    assert "fit to be added: 0 bounds, 1 own words" in rules("add", str(file), "--dry-run")
    assert not RuleSet.objects.exists()
    said = rules("add", str(file), "--note", "November", "--by", "Ana@lantern.example")
    assert "site-1 is stored" in said
    assert "manage.py rules use site-1" in said
    assert rulesets.in_force() is PACKAGED
    assert "site-1 is in force" in rules("use", "site-1", "--by", person.email)
    listed = rules("list").splitlines()
    assert listed[0].startswith("site-1       in force")
    assert listed[0].endswith("by ana@lantern.example  November")
    assert listed[1].startswith("packaged-1             comes")
    shown = rules("show")
    assert shown.startswith("# site-1\n")
    file.write_text(shown)
    assert "site-2 is in force" in rules("add", str(file), "--use")
    assert RuleSet.objects.get(number=2).words == RuleSet.objects.get(number=1).words
    assert rules("show", "packaged-1").startswith("# packaged-1\ndefault_bound = 0.5\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["use", "site-9"], "There is no version site-9"),
        (["show", "x"], "There is no version x"),
        (["add", "/nowhere.toml"], "/nowhere.toml cannot be read: No such file"),
        (["add", "/dev/null", "--by", "eve@lantern.example"], "eve@lantern.example is nobody of"),
    ],
)
def test_the_command_says_what_is_wrong(words, sentence):
    with pytest.raises(CommandError) as refused:
        rules(*words)
    assert str(refused.value).startswith(sentence)


def test_the_command_says_all_that_is_wrong_with_a_file(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text("x = 1\ndefault_bound = 2\n")
    with pytest.raises(CommandError) as refused:
        rules("add", str(file))
    assert str(refused.value).count("\n- ") == 2
    file.write_bytes(b"\xff")
    with pytest.raises(CommandError, match="is not UTF-8"):
        rules("add", str(file))
