from datetime import timedelta

import pytest
from django.utils import timezone

from comments import appeals, claims, moderation
from comments.answers import report
from comments.models import ModerationEvent, ScreenedComment, ScreeningResult, State
from mailing.models import OutboxMail
from tests.factories.comments import make_comment
from tests.factories.staff import make_staff

pytestmark = pytest.mark.django_db
HELD = State.HELD


@pytest.fixture
def ana(client):
    person = make_staff("moderator", name="Ana")
    client.force_login(person)
    return person


@pytest.fixture
def ben():
    return make_staff("moderator", name="Ben")


def do(client, comment, name, **fields):
    filled = {"revision": comment.revision, "lane": "queue", **fields}
    return client.post(f"/moderation/{comment.pk}/{name}/", filled)


def found(comment, *findings):
    text = comment.text
    ScreeningResult.objects.create(
        comment=comment,
        revision=comment.revision,
        outcome="hold",
        score=0.8,
        findings=[
            {
                "rule": rule,
                "reason": reason,
                "start": text.index(words),
                "end": text.index(words) + len(words),
                "layer": "lexicon",
                "severity": severity,
            }
            for rule, reason, words, severity in findings
        ],
        engine_version="1",
        ruleset_version="1",
        milliseconds=1,
    )


def state_of(comment):
    return ScreenedComment.objects.get(pk=comment.pk).state


def page(client, address="/moderation/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_comment_that_waited_longest_comes_first(client, ana):
    now = timezone.now()
    for hours in (1, 3, 2):
        make_comment(
            f"It waited {hours} hours.", state=HELD, submitted_at=now - timedelta(hours=hours)
        )
    html = page(client)
    order = [html.index(f"It waited {hours} hours.") for hours in (3, 2, 1)]
    assert order == sorted(order)
    assert "oldest 3 h" in html


def test_the_marked_words_stand_with_their_rule_and_reason(client, ana):
    comment = make_comment("You are an idiot, and that is that.", state=HELD)
    found(comment, ("personal_attack", "insult", "idiot", 2))
    html = page(client)
    assert "<mark>idiot</mark>" in html
    assert "Rule 4" in html
    assert "insults somebody" in html


def test_severe_words_are_folded_away_and_not_repeated_beside(client, ana):
    comment = make_comment("A very severe thing.", state=HELD)
    found(comment, ("threat", "threat", "severe thing", 3))
    html = page(client)
    assert "Severe words: show the text" in html
    assert html.count("severe thing") == 1


def test_the_parent_is_quoted(client, ana):
    parent = make_comment("The fee was the debt.")
    make_comment("Nonsense.", parent=parent, state=HELD)
    assert "The fee was the debt." in page(client)


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


def test_reported_comments_wait_in_their_lane_until_somebody_lets_them_stand(client, ana):
    comment = make_comment("Reported by one reader.")
    report(comment, reporter="r", reason="insult")
    assert "1 reader says" in page(client, "/moderation/reported/")
    do(client, comment, "keep", lane="reported")
    assert "Reported by one reader." not in page(client, "/moderation/reported/")
    for reader in "abcd":
        report(comment, reporter=reader, reason="insult")
    assert state_of(comment) == State.PUBLISHED
    assert not OutboxMail.objects.exists()


def test_what_the_rules_declined_can_be_published_after_all(client, ana, ben):
    comment = make_comment("Declined too soon.", state=State.DECLINED)
    assert "Declined too soon." in page(client, "/moderation/declined/")
    do(client, comment, "publish", lane="declined")
    assert state_of(comment) == State.PUBLISHED


def test_what_a_person_declined_is_not_for_the_spot_check(client, ana, ben):
    comment = make_comment("Declined by a person.", state=HELD)
    moderation.decline(comment.pk, moderator=ben, revision=1, rule=4)
    assert "Declined by a person." not in page(client, "/moderation/declined/")
    assert do(client, comment, "publish").status_code == 409
    assert state_of(comment) == State.DECLINED


def test_a_second_look_goes_to_somebody_else(client, ana, ben):
    comment = make_comment("Look at me again.", state=HELD)
    moderation.decline(comment.pk, moderator=ana, revision=1, rule=4)
    appeals.appeal(comment.pk, statement="I quoted a court.")
    assert "Look at me again." not in page(client, "/moderation/second-look/")
    assert do(client, comment, "overturn").status_code == 409
    client.force_login(ben)
    assert "I quoted a court." in page(client, "/moderation/second-look/")
    do(client, comment, "overturn", lane="appeals")
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


def test_a_single_comment_shows_its_history(client, ana, ben):
    comment = make_comment("Once more.", state=HELD)
    moderation.approve(comment.pk, moderator=ben, revision=1)
    html = page(client, f"/moderation/{comment.pk}/")
    assert "Once more." in html
    assert "approved" in html
    assert "Ben" in html


def test_an_empty_queue_says_so(client, ana):
    assert "Queue clear." in page(client)


@pytest.mark.parametrize("after", ["x", "2026-01-01~1", "\x00~1", "~", "9" * 400])
def test_a_page_key_that_is_not_ours_is_the_first_page(client, ana, after):
    make_comment("Here.", state=HELD)
    assert client.get("/moderation/", {"after": after}).status_code == 200


def test_the_pages_of_a_lane_follow_each_other(client, ana):
    story = make_comment(state=HELD).conversation.target
    for number in range(11):
        make_comment(f"Number {number:02}.", story=story, state=HELD)
    first = client.get("/moderation/")
    second = client.get("/moderation/", {"after": first.context["older"]})
    cases = [*first.context["cases"], *second.context["cases"]]
    numbers = [case["card"].comment.pk for case in cases]
    assert len(numbers) == len(set(numbers)) == 12


def test_the_keys_can_be_switched_off(client, ana):
    assert "data-keys-off" not in page(client)
    client.post("/moderation/keys/", {"lane": "queue"})
    assert "data-keys-off" in page(client)


def test_unknown_numbers_and_acts_are_not_found(client, ana):
    comment = make_comment(state=HELD)
    assert client.get("/moderation/999999999999/").status_code == 404
    assert do(client, comment, "eat").status_code == 404
    assert client.post("/moderation/99999999/claim/").status_code == 404
    assert client.get(f"/moderation/{comment.pk}/approve/").status_code == 405


def test_comments_that_no_worker_screens_are_noticed(client, ana):
    make_comment(state=State.RECEIVED, submitted_at=timezone.now() - timedelta(minutes=11))
    assert "the worker may have stopped" in page(client)
