"""``manage.py rescreen``: what it reads, how it reports, and that it can be stopped."""

import io
import json

import pytest
from django.conf import settings as portal
from django.core.management import CommandError

from comments import rescreening, rulesets
from comments.management.commands import rescreen as command
from comments.models import State
from comments.rescreening import Effect, Selection
from comments.rescreening_progress import Tally
from tests.comments.rescreening_steps import CLEAN, HOUSE, rescreen, state_of, use_own_rules
from tests.factories.comments import make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_rules():
    use_own_rules()


def test_other_rules_are_tried_dry_and_never_applied(story):
    comment = make_comment(HOUSE, story=story)
    rulesets.use("packaged-1")
    assert "taken out of sight" in rescreen("--version", "site-1")
    assert "1 are as before." in rescreen()
    with pytest.raises(CommandError, match="rules use site-1"):
        rescreen("--version", "site-1", "--apply")
    with pytest.raises(CommandError, match="There is no version site-7"):
        rescreen("--version", "site-7")
    assert state_of(comment) == State.PUBLISHED


def test_it_is_narrowed_by_state_time_and_story(story):
    make_comment(HOUSE, story=story)
    make_comment(HOUSE, story=story, state=State.HELD)
    make_comment(HOUSE)
    assert "over 3 comments" in rescreen()
    assert "over 1 comments" in rescreen("--state", "held")
    assert "over 2 comments" in rescreen("--story", str(story.pk))
    assert "over 2 comments" in rescreen("--story", story.slug)
    assert "over 0 comments" in rescreen("--since", "2099-01-01")
    assert "over 3 comments" in rescreen("--since", "2020-01-01T10:00")
    for words in (["--story", "no-such-story"], ["--story", "999999999"], ["--story", "9" * 40]):
        with pytest.raises(CommandError, match="no comments under a story"):
            rescreen(*words)
    with pytest.raises(CommandError, match="is no date"):
        rescreen("--since", "2026-13-45")


def test_a_run_that_was_stopped_goes_on(story, monkeypatch):
    monkeypatch.setattr(rescreening, "A_PAGE", 2)
    made = [make_comment(HOUSE, story=story) for _number in range(5)]
    real, calls = command.rescreen, []

    def interrupted(comment, rules, *, is_real):
        calls.append(comment.pk)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(comment, rules, is_real=is_real)

    monkeypatch.setattr(command, "rescreen", interrupted)
    with pytest.raises(CommandError, match=f"Stopped after comment {made[2].pk}"):
        rescreen("--apply")
    notes = (portal.DATA_DIR / "rescreen.json").read_text()
    assert json.loads(notes)["seen"] == 2  # the last whole page
    assert "crisis" not in notes
    monkeypatch.setattr(command, "rescreen", real)
    with pytest.raises(CommandError, match="other options"):
        rescreen("--resume")
    said = rescreen("--apply", "--resume")
    assert "over 5 comments" in said
    assert {state_of(comment) for comment in made} == {State.HELD}
    with pytest.raises(CommandError, match="No run was stopped"):
        rescreen("--apply", "--resume")


def test_memory_and_queries_do_not_grow_with_the_comments(story, monkeypatch):
    monkeypatch.setattr(rescreening, "A_PAGE", 3)
    for _number in range(7):
        make_comment(CLEAN, story=story)
    assert [len(page) for page in Selection().pages(0)] == [3, 3, 1]
    tally = Tally()
    for number in range(1, 1_001):
        tally.add(
            rescreening.Change(number, "held", "threat", "publish", "hold", Effect.STILL_HELD)
        )
    assert tally.table().endswith("18, 19, 20, …")
    assert len(tally.table().splitlines()) == 2


def test_a_bar_is_drawn_on_a_terminal_alone(story, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    make_comment(CLEAN, story=story)
    screen_, file = Terminal(), io.StringIO()
    for stream in (screen_, file):
        monkeypatch.setattr(command.sys, "stderr", stream)
        rescreen()
    assert "1 of 1" in screen_.getvalue()
    assert file.getvalue() == ""
