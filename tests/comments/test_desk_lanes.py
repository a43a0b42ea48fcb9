from datetime import timedelta

import pytest
from django.utils import timezone

from comments import appeals, moderation
from comments.answers import report
from comments.models import State
from mailing.models import OutboxMail
from tests.comments.desk_steps import do, found, page, state_of
from tests.factories.comments import make_comment

pytestmark = pytest.mark.django_db
HELD = State.HELD


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


def test_comments_that_no_worker_screens_are_noticed(client, ana):
    make_comment(state=State.RECEIVED, submitted_at=timezone.now() - timedelta(minutes=11))
    assert "the worker may have stopped" in page(client)
