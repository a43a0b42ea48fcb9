"""Decisions: guarded, logged, told, and taken back."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import appeals, authorship, claims, moderation
from comments.models import Claim, Conversation, ModerationEvent, ScreenedComment, State
from comments.moves import Changed
from comments.signals import comment_published, comment_removed
from mailing.models import OutboxMail
from tests.factories.comments import make_comment, make_moderator

pytestmark = pytest.mark.django_db


def state_of(comment):
    return ScreenedComment.objects.values_list("state", flat=True).get(pk=comment.pk)


def mails():
    return sorted(OutboxMail.objects.values_list("template", flat=True))


def test_approving_publishes_logs_and_tells_the_writer(story, django_capture_on_commit_callbacks):
    comment = make_comment("Said kindly.", story=story, state=State.HELD)
    moderator = make_moderator()
    told = []

    def hear(sender, **facts):
        del facts["signal"]
        told.append(facts)

    comment_published.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        moderation.approve(comment.pk, moderator=moderator, revision=1)
    comment_published.disconnect(hear)
    assert told == [{"comment_id": comment.pk, "conversation_id": comment.conversation_id}]
    comment.refresh_from_db()
    assert (comment.state, comment.is_public, comment.comment) == (
        "published",
        True,
        "Said kindly.",
    )
    event = comment.events.newest_first().first()
    assert (event.kind, event.actor, event.from_state) == ("approve", moderator, "held")
    assert mails() == ["comment_published"]
    assert Conversation.objects.get().published_count == 1


def test_declining_needs_one_of_the_nine_rules(story):
    comment = make_comment(story=story, state=State.HELD)
    for rule in (0, 10, -1):
        with pytest.raises(moderation.NeedsRule):
            moderation.decline(comment.pk, moderator=make_moderator(), revision=1, rule=rule)
    assert state_of(comment) == State.HELD


def test_removing_wipes_the_readable_text_and_tells_the_site(
    story, django_capture_on_commit_callbacks
):
    comment = make_comment(story=story)
    told = []

    def hear(sender, comment_id, **facts):
        told.append(comment_id)

    comment_removed.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        moderation.remove(comment.pk, moderator=make_moderator(), revision=1, rule=7)
    comment_removed.disconnect(hear)
    assert told == [comment.pk]
    comment.refresh_from_db()
    assert (comment.is_public, comment.comment) == (False, "")
    assert mails() == ["comment_removed"]
    assert Conversation.objects.get().published_count == 0
    comment.participant.refresh_from_db()
    assert (comment.participant.approved_count, comment.participant.declined_count) == (0, 1)


def test_a_stale_click_changes_nothing_and_says_who_was_first(story):
    comment = make_comment(story=story, state=State.HELD)
    first, second = make_moderator(), make_moderator()
    moderation.approve(comment.pk, moderator=first, revision=1)
    with pytest.raises(Changed) as refusal:
        moderation.decline(comment.pk, moderator=second, revision=1, rule=4)
    assert refusal.value.event.actor == first
    assert refusal.value.comment.state == State.PUBLISHED


def test_a_text_that_was_edited_meanwhile_is_not_decided(story):
    comment = make_comment(story=story, state=State.HELD)
    authorship.revise(comment.pk, revision=1, text="Otherwise.")
    with pytest.raises(Changed):
        moderation.approve(comment.pk, moderator=make_moderator(), revision=1)
    assert state_of(comment) == State.RECEIVED


@pytest.mark.parametrize("act", ["approve", "decline", "escalate"])
def test_a_decision_is_taken_back_within_ten_minutes(story, act):
    comment = make_comment(story=story, state=State.HELD)
    moderator = make_moderator()
    given = {"rule": 4} if act == "decline" else {}
    getattr(moderation, act)(comment.pk, moderator=moderator, revision=1, **given)
    moderation.undo(comment.pk, moderator=moderator)
    comment.refresh_from_db()
    assert (comment.state, comment.is_public, comment.rule) == (State.HELD, False, None)
    with pytest.raises(moderation.NotUndoable):
        moderation.undo(comment.pk, moderator=moderator)


def test_a_removal_taken_back_shows_the_comment_again(story):
    comment = make_comment("Here again.", story=story)
    moderator = make_moderator()
    moderation.remove(comment.pk, moderator=moderator, revision=1, rule=4)
    moderation.undo(comment.pk, moderator=moderator)
    comment.refresh_from_db()
    assert (comment.state, comment.comment) == (State.PUBLISHED, "Here again.")
    assert mails() == ["comment_removed", "comment_taken_back"]


def test_nobody_takes_back_another_persons_decision_nor_an_old_one(story, monkeypatch):
    comment = make_comment(story=story, state=State.HELD)
    moderator = make_moderator()
    moderation.approve(comment.pk, moderator=moderator, revision=1)
    with pytest.raises(moderation.NotUndoable):
        moderation.undo(comment.pk, moderator=make_moderator())
    monkeypatch.setattr("comments.moderation.UNDO_WITHIN", timedelta(0))
    with pytest.raises(moderation.NotUndoable):
        moderation.undo(comment.pk, moderator=moderator)


def test_safeguarding_sends_a_false_alarm_back_and_hands_the_others_over(story):
    user = make_moderator(safeguarding=True)
    false_alarm = make_comment(story=story, state=State.SAFEGUARDED)
    moderation.send_back(false_alarm.pk, safeguarder=user, revision=1)
    assert state_of(false_alarm) == State.HELD
    told = make_comment(story=story, state=State.SAFEGUARDED)
    moderation.close(told.pk, safeguarder=user, revision=1)
    assert state_of(told) == State.CLOSED
    assert mails() == []


def test_a_claim_keeps_colleagues_off_until_it_lapses(story):
    comment = make_comment(story=story, state=State.HELD)
    ana, ben = make_moderator(), make_moderator()
    claims.claim(comment.pk, moderator=ana)
    claims.claim(comment.pk, moderator=ana)
    with pytest.raises(moderation.ClaimedByAnother) as refusal:
        moderation.approve(comment.pk, moderator=ben, revision=1)
    assert refusal.value.moderator == ana
    with pytest.raises(moderation.ClaimedByAnother):
        claims.claim(comment.pk, moderator=ben)
    Claim.objects.update(expires_at=timezone.now())
    claims.claim(comment.pk, moderator=ben)
    moderation.approve(comment.pk, moderator=ben, revision=1)
    assert not Claim.objects.exists()


def test_the_second_look_is_given_by_somebody_else(story):
    comment = make_comment(story=story, state=State.HELD)
    ana, ben = make_moderator(), make_moderator()
    moderation.decline(comment.pk, moderator=ana, revision=1, rule=4)
    appeals.appeal(comment.pk, statement="I quoted.")
    with pytest.raises(appeals.SamePerson):
        appeals.overturn(comment.pk, moderator=ana)
    appeals.overturn(comment.pk, moderator=ben)
    assert state_of(comment) == State.PUBLISHED
    with pytest.raises(Changed):
        appeals.uphold(comment.pk, moderator=ben)
    assert mails() == ["comment_declined", "comment_second_look"]


def test_an_upheld_decision_keeps_its_rule(story):
    comment = make_comment(story=story, state=State.DECLINED, rule=6)
    appeals.appeal(comment.pk)
    appeals.uphold(comment.pk, moderator=make_moderator(), message="It is a threat.")
    comment.refresh_from_db()
    assert (comment.state, comment.rule, comment.message) == ("declined", 6, "It is a threat.")
    assert not appeals.may_appeal(comment)


def test_a_decision_costs_no_more_than_ten_queries(story):
    comment = make_comment(story=story, state=State.HELD)
    moderator = make_moderator()
    with CaptureQueriesContext(connection) as captured:
        moderation.decline(comment.pk, moderator=moderator, revision=1, rule=4)
    asked = [each for each in captured if "SAVEPOINT" not in each["sql"]]
    assert len(asked) <= 10, [each["sql"][:90] for each in asked]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_of_two_decisions_at_the_same_moment_one_wins(story, attempt):
    comment = make_comment(story=story, state=State.HELD)
    people = [make_moderator(), make_moderator()]
    start = threading.Barrier(2)
    results = []

    def decide(moderator, act, **given):
        start.wait()
        try:
            getattr(moderation, act)(comment.pk, moderator=moderator, revision=1, **given)
            results.append("won")
        except Changed:
            results.append("changed")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=decide, args=(people[0], "approve")),
        threading.Thread(target=decide, args=(people[1], "decline"), kwargs={"rule": 4}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["changed", "won"]
    decided = ModerationEvent.objects.filter(comment=comment.pk, actor__isnull=False)
    assert decided.count() == 1
    comment.refresh_from_db()
    assert comment.state == decided.get().to_state
    assert comment.is_public == (comment.state == State.PUBLISHED)
    with transaction.atomic():
        assert Conversation.objects.get().published_count == int(comment.is_public)
