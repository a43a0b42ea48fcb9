from datetime import timedelta

import pytest

from comments import claims, moderation
from comments.models import ModerationEvent, State
from mailing.models import OutboxMail
from tests.comments.desk_steps import do, page, state_of
from tests.factories.comments import make_comment

pytestmark = pytest.mark.django_db
HELD = State.HELD


def test_approving_publishes_and_writes_to_the_author(client, ana):
    comment = make_comment(state=HELD)
    response = do(client, comment, "approve")
    assert (response.status_code, response["Location"]) == (303, "/moderation/")
    assert state_of(comment) == State.PUBLISHED
    event = ModerationEvent.objects.newest_first().first()
    assert (event.kind, event.actor) == ("approve", ana)
    assert OutboxMail.objects.filter(template="comment_published").count() == 1
    assert "Published. The author is written to." in page(client)


def test_declining_names_a_rule_and_says_it_to_the_author(client, ana):
    comment = make_comment(state=HELD)
    do(client, comment, "decline", rule="4", message="Please leave the insult out.")
    comment.refresh_from_db()
    assert (comment.state, comment.rule) == (State.DECLINED, 4)
    assert comment.message == "Please leave the insult out."
    assert OutboxMail.objects.filter(template="comment_declined").count() == 1


@pytest.mark.parametrize("rule", ["", "0", "10", "four"])
def test_declining_without_a_rule_comes_back_with_what_was_typed(client, ana, rule):
    comment = make_comment(state=HELD)
    response = do(client, comment, "decline", rule=rule, message="My own words.")
    assert response.status_code == 422
    assert "My own words." in response.content.decode()
    assert state_of(comment) == HELD


def test_a_published_comment_is_removed_under_a_rule(client, ana):
    comment = make_comment()
    do(client, comment, "remove", rule="3", lane="published")
    assert state_of(comment) == State.REMOVED


def test_a_stale_click_changes_nothing_and_says_who_was_first(client, ana, ben):
    comment = make_comment(state=HELD)
    moderation.decline(comment.pk, moderator=ben, revision=1, rule=5)
    response = do(client, comment, "approve")
    assert response.status_code == 409
    said = response.content.decode()
    assert "Changed while you looked" in said
    assert "declined by Ben" in said
    assert state_of(comment) == State.DECLINED


def test_a_click_on_an_older_version_changes_nothing(client, ana):
    comment = make_comment(state=HELD)
    assert do(client, comment, "approve", revision=7).status_code == 409
    assert state_of(comment) == HELD


def test_what_a_colleague_is_reading_is_shown_and_left_to_them(client, ana, ben):
    comment = make_comment(state=HELD)
    claims.claim(comment.pk, moderator=ben)
    assert "Ben is reading this." in page(client)
    response = do(client, comment, "approve")
    assert response.status_code == 409
    assert "Ben is reading this comment" in response.content.decode()
    assert state_of(comment) == HELD


def test_a_claim_is_made_renewed_and_let_go(client, ana, ben):
    comment = make_comment(state=HELD)
    assert client.post(f"/moderation/{comment.pk}/claim/").status_code == 204
    with pytest.raises(moderation.ClaimedByAnother):
        claims.claim(comment.pk, moderator=ben)
    client.post(f"/moderation/{comment.pk}/release/")
    claims.claim(comment.pk, moderator=ben)
    assert client.post(f"/moderation/{comment.pk}/claim/").status_code == 409


def test_a_decision_is_taken_back_by_who_made_it(client, ana):
    comment = make_comment(state=HELD)
    do(client, comment, "decline", rule="4")
    assert f"/moderation/{comment.pk}/undo/" in page(client)
    response = client.post(f"/moderation/{comment.pk}/undo/", {"lane": "queue"})
    assert response["Location"] == f"/moderation/#c{comment.pk}"
    assert state_of(comment) == HELD
    assert f"/moderation/{comment.pk}/undo/" not in page(client)


def test_a_colleagues_decision_is_not_taken_back(client, ana, ben):
    comment = make_comment(state=HELD)
    moderation.approve(comment.pk, moderator=ben, revision=1)
    assert client.post(f"/moderation/{comment.pk}/undo/").status_code == 409
    assert state_of(comment) == State.PUBLISHED


def test_after_ten_minutes_undo_is_gone(client, ana, monkeypatch):
    comment = make_comment(state=HELD)
    do(client, comment, "approve")
    monkeypatch.setattr(moderation, "UNDO_WITHIN", timedelta(0))
    assert client.post(f"/moderation/{comment.pk}/undo/").status_code == 409
    assert state_of(comment) == State.PUBLISHED


def test_the_script_gets_a_piece_with_what_was_done_and_what_is_left(client, ana):
    comment, _other = make_comment(state=HELD), make_comment(state=HELD)
    response = client.post(
        f"/moderation/{comment.pk}/approve/",
        {"revision": 1, "lane": "queue"},
        headers={"X-Desk-Piece": "1"},
    )
    html = response.content.decode()
    assert "<html" not in html
    assert "Published." in html
    assert "/undo/" in html
    assert response["X-Desk-Waiting"] == "1"


def test_unknown_numbers_and_acts_are_not_found(client, ana):
    comment = make_comment(state=HELD)
    assert client.get("/moderation/999999999999/").status_code == 404
    assert do(client, comment, "eat").status_code == 404
    assert client.post("/moderation/99999999/claim/").status_code == 404
    assert client.get(f"/moderation/{comment.pk}/approve/").status_code == 405
