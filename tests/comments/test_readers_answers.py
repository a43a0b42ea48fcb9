"""Votes, reports, and mail to those who follow."""

import pytest

from comments import answers, following, limits, moderation, verdicts
from comments.links import follow_address
from comments.models import Follow, Report, ScreenedComment, State, Vote
from common.crypto import unseal
from common.ratelimit import Limit
from mailing.models import OutboxMail
from tests.factories.comments import make_comment, make_moderator

pytestmark = pytest.mark.django_db


def votes_of(comment):
    return ScreenedComment.objects.values_list("vote_count", flat=True).get(pk=comment.pk)


def follow(comment, **changes):
    values = {
        "conversation": comment.conversation,
        "participant": comment.participant,
        "email": comment.user_email,
        "scope": "all",
        "confirmed_at": comment.confirmed_at,
        **changes,
    }
    return Follow.objects.create(**values)


def letters():
    return [unseal(bytes(each.sealed)) for each in OutboxMail.objects.order_by("pk")]


def test_a_browser_votes_once_and_gets_its_cookie_by_voting(client, story):
    comment = make_comment(story=story)
    for _click in range(3):
        response = client.post(f"/comments/{comment.pk}/vote/")
        assert response.status_code == 303
        assert response["Location"] == f"/comments/{comment.pk}/"
    assert votes_of(comment) == Vote.objects.count() == 1
    client.cookies.clear()
    client.post(f"/comments/{comment.pk}/vote/")
    assert votes_of(comment) == 2


def test_a_vote_by_address_alone_is_no_vote(client, story):
    comment = make_comment(story=story)
    assert client.get(f"/comments/{comment.pk}/vote/").status_code == 405
    client.cookies["voter"] = "forged"
    client.post(f"/comments/{comment.pk}/vote/")
    assert Vote.objects.get().voter != "forged"


def test_a_network_votes_so_often_a_day(client, story, monkeypatch):
    monkeypatch.setattr(limits, "VOTES_A_DAY", Limit(1, 86_400))
    comment = make_comment(story=story)
    assert client.post(f"/comments/{comment.pk}/vote/").status_code == 303
    response = client.post(f"/comments/{comment.pk}/vote/")
    assert response.status_code == 429
    assert "Retry-After" in response


def test_a_report_says_why_and_reaches_the_moderators(client, story):
    comment = make_comment(story=story)
    address = f"/comments/{comment.pk}/report/"
    assert client.post(address, {}).status_code == 422
    response = client.post(address, {"reason": "privacy", "note": "She lives next door."})
    assert response.status_code == 200
    assert "A moderator sees your report" in response.text
    client.post(address, {"reason": "insult"})
    report = Report.objects.get()
    assert (report.reason, report.note, report.revision) == ("privacy", "She lives next door.", 1)
    assert b"next door" not in bytes(report.sealed_note)


def test_three_reports_hold_a_comment_that_no_person_has_read(story):
    comment = make_comment(story=story)
    for number in range(3):
        answers.report(comment, reporter=f"r{number}", reason="insult")
    comment.refresh_from_db()
    assert (comment.state, comment.is_public) == (State.HELD, False)


def test_what_a_moderator_let_stand_is_not_held_by_repeats(story):
    comment = make_comment(story=story, state=State.HELD)
    moderation.approve(comment.pk, moderator=make_moderator(), revision=1)
    comment = ScreenedComment.objects.get(pk=comment.pk)
    for number in range(5):
        answers.report(comment, reporter=f"r{number}", reason="insult")
    comment.refresh_from_db()
    assert comment.state == State.PUBLISHED


def test_followers_are_written_to_once_and_never_about_their_own_words(story):
    first = make_comment(story=story)
    follow(first)
    second = make_comment("Fresh words.", story=story)
    assert following.tell_followers(second.pk) == 1
    assert following.tell_followers(second.pk) == 0
    assert following.tell_followers(first.pk) == 0
    assert OutboxMail.objects.count() == 1


def test_followers_whom_a_lost_message_left_out_are_written_to_once(story):
    writer = make_comment("One.", story=story, email="ada@example.org")
    follow(writer)
    make_comment("Two.", story=story)
    assert [following.tell_forgotten(), following.tell_forgotten()] == [1, 0]


def test_the_first_lines_are_mailed_to_who_chose_them_alone(story):
    follow(make_comment(story=story))
    follow(make_comment(story=story), wants_text=True)
    following.tell_followers(make_comment("Fresh words.", story=story).pk)
    assert ["Fresh words." in letter for letter in letters()] == [False, True]


def test_who_wants_replies_hears_of_replies_alone(story):
    mine = make_comment(story=story)
    follow(mine, scope="replies")
    other = make_comment(story=story)
    assert following.tell_followers(other.pk) == 0
    assert following.tell_followers(make_comment("To another.", parent=other).pk) == 0
    assert following.tell_followers(make_comment("To me.", parent=mine).pk) == 1


@pytest.mark.parametrize("state", [State.HELD, State.RECEIVED, State.SAFEGUARDED, State.REMOVED])
def test_nobody_hears_of_what_is_not_public(story, state):
    follow(make_comment(story=story))
    assert following.tell_followers(make_comment(story=story, state=state).pk) == 0


def test_nobody_is_written_to_who_has_not_confirmed(story):
    follow(make_comment(story=story), confirmed_at=None)
    assert following.tell_followers(make_comment(story=story).pk) == 0


def test_one_click_stops_the_mail(client, story):
    wish = follow(make_comment(story=story))
    path = "/" + follow_address(wish).split("//", 1)[1].partition("/")[2]
    assert "Stop the mail" in client.get(path).text
    assert Follow.objects.exists()
    response = client.post(
        path, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 200
    assert not Follow.objects.exists()
    assert client.post(path).status_code == 200


def test_publishing_asks_the_worker_to_tell_the_followers(
    story, monkeypatch, django_capture_on_commit_callbacks
):
    from common import queue

    asked = []
    monkeypatch.setattr(
        queue.current_app, "send_task", lambda name, args, **_options: asked.append((name, args))
    )
    comment = make_comment("Who pays the fees?", story=story, state=State.RECEIVED)
    with django_capture_on_commit_callbacks(execute=True):
        verdicts.screen_comment(comment.pk)
    assert ("comments.tell_followers", (comment.pk,)) in asked
