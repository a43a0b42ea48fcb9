"""Newer rules over stored comments: dry by default, and never over a person's decision."""

import threading

import pytest
from django.db import connection

from comments import moderation, rescreening, rulesets
from comments.models import ScreenedComment, ScreeningResult, State
from comments.rescreening import Effect
from comments.screening.engine import screen
from comments.states import Kind
from mailing.models import OutboxMail
from tests.comments.rescreening_steps import CLEAN, HOUSE, rescreen, state_of, use_own_rules
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_moderator
from tests.rules.house import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_rules():
    use_own_rules()


def comments_of_every_kind(story):
    """One in each place, all with the word that is a fault now."""
    return {
        state: make_comment(HOUSE, story=story, state=state)
        for state in State
        if state not in {State.EXPIRED, State.ERASED}
    }


def test_a_dry_run_says_what_would_change_and_changes_nothing(story):
    made = comments_of_every_kind(story)
    make_comment(CLEAN, story=story)
    before = list(ScreenedComment.objects.order_by("pk").values())
    said = rescreen()
    assert list(ScreenedComment.objects.order_by("pk").values()) == before
    assert ScreeningResult.objects.count() == 0
    assert "site-1 over 4 comments: a dry run, nothing is changed." in said
    number = made[State.PUBLISHED].pk
    row = f"personal_attack  published  -       hold  taken out of sight  1         {number}"
    assert row in said.splitlines()
    assert "1 are as before." in said
    assert "crisis" not in said


def test_for_real_only_what_is_public_moves_and_what_is_held_gets_new_reasons(story):
    made = comments_of_every_kind(story)
    said = rescreen("--apply")
    assert "for real" in said
    for state, comment in made.items():
        assert state_of(comment) == (
            State.HELD if state in {State.PUBLISHED, State.RECEIVED} else state
        )
        touched = state in rescreening.STATES
        assert comment.screening_results.count() == touched
    hidden = made[State.PUBLISHED]
    event = hidden.events.newest_first()[0]
    assert (event.kind, event.actor, event.reason) == (Kind.RESCREEN, None, "rescreened")
    result = hidden.screening_results.get()
    assert (result.outcome, result.ruleset_version) == ("hold", "site-1")
    assert "words" not in result.findings[0]
    assert not ScreenedComment.objects.get(pk=hidden.pk).is_public
    assert ScreenedComment.objects.get(pk=hidden.pk).comment == ""


def test_a_second_run_adds_nothing(story):
    comments_of_every_kind(story)
    rescreen("--apply")
    results = ScreeningResult.objects.count()
    assert "3 are as before." in rescreen("--apply")
    assert ScreeningResult.objects.count() == results


@pytest.mark.parametrize("how", ["approve", "let_stand", "undo"])
def test_what_a_person_let_stand_stays_in_sight(story, how):
    person = make_moderator()
    if how == "approve":
        comment = make_comment(HOUSE, story=story, state=State.HELD)
        moderation.approve(comment.pk, moderator=person, revision=1)
    else:
        comment = make_comment(HOUSE, story=story)
        if how == "let_stand":
            moderation.let_stand(comment.pk, moderator=person, revision=1)
        else:
            moderation.remove(comment.pk, moderator=person, revision=1, rule=4)
            moderation.undo(comment.pk, moderator=person)
    assert "stays, a person let it stand" in rescreen("--apply")
    assert state_of(comment) == State.PUBLISHED
    assert comment.screening_results.count() == 0


def test_nothing_is_published_that_was_stopped(story):
    person = make_moderator()
    held = make_comment(CLEAN, story=story, state=State.HELD)
    declined = make_comment(CLEAN, story=story, state=State.HELD)
    moderation.decline(declined.pk, moderator=person, revision=1, rule=4)
    said = rescreen("--apply")
    assert "stays held" in said
    assert (state_of(held), state_of(declined)) == (State.HELD, State.DECLINED)
    assert held.screening_results.get().outcome == "publish"


def test_a_disclosure_that_is_found_late_waits_out_of_sight(story):
    comment = make_comment(
        "Please help me, I was trafficked and he keeps my passport.", story=story
    )
    assert "disclosure" in rescreen("--apply")
    assert state_of(comment) == State.HELD
    assert comment.screening_results.get().outcome == "safeguard"


def test_a_story_that_is_premoderated_now_hides_nothing_that_was_let_through():
    story = make_article(comment_policy="premoderated")
    parent = make_comment(CLEAN, story=story)
    reply = make_comment(CLEAN, parent=parent)
    moderation.remove(parent.pk, moderator=make_moderator(), revision=1, rule=9)
    rescreen("--apply")
    assert state_of(reply) == State.PUBLISHED


def test_what_is_with_safeguarding_is_not_opened(story, monkeypatch):
    comment = make_comment(HOUSE, story=story, state=State.SAFEGUARDED)
    monkeypatch.setattr(rescreening, "screen", None)
    change = rescreening.rescreen(comment, rulesets.in_force(), is_real=True)
    assert (change.effect, change.now) == (Effect.MOVED, "-")


def test_nobody_is_written_to(story):
    make_comment(HOUSE, story=story)
    rescreen("--apply")
    assert OutboxMail.objects.count() == 0


def test_an_engine_that_fails_hides_nothing(story, monkeypatch):
    comment = make_comment(CLEAN, story=story)
    sealed = make_comment(CLEAN, story=story)
    ScreenedComment.objects.filter(pk=sealed.pk).update(sealed_text=b"damaged")
    monkeypatch.setattr(
        rescreening, "screen", lambda _text, _context, rules: screen(None, None, rules)
    )
    assert rescreen("--apply").count("could not be read") == 2
    assert state_of(comment) == state_of(sealed) == State.PUBLISHED


@pytest.mark.django_db(transaction=True)
def test_a_moderator_who_is_quicker_wins():
    comment = make_comment(HOUSE, story=make_article())
    person, rules = make_moderator(), rulesets.in_force()
    read = ScreenedComment.objects.select_related("conversation", "participant").get(pk=comment.pk)
    start = threading.Barrier(2)
    effects = []

    def stand():
        start.wait()
        try:
            moderation.let_stand(comment.pk, moderator=person, revision=1)
        except moderation.Changed:
            effects.append("too late")
        connection.close()

    def hide():
        start.wait()
        effects.append(rescreening.rescreen(read, rules, is_real=True).effect)
        connection.close()

    threads = [threading.Thread(target=each) for each in (stand, hide)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    hidden = Effect.HIDDEN in effects
    assert state_of(comment) == (State.HELD if hidden else State.PUBLISHED)
    assert ("too late" in effects) == hidden


def test_the_desk_can_say_why():
    written = (ROOT / "comments" / "desk_cards.py").read_text(encoding="utf-8")
    assert '"rescreened"' in written
