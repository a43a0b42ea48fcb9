"""Ways round the rules that somebody with bad intent, or bad luck, would find."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from comments import answers, appeals, authorship, moderation, sweeping, verdicts
from comments.links import status_path
from comments.models import Follow, ScreenedComment, State
from comments.submission import Submission, submit_comment
from tests.factories.comments import make_comment, make_moderator
from tests.factories.staff import make_staff

pytestmark = pytest.mark.django_db
GIVEN = Submission(text="Who pays the fees?", name="Ada", email="ada@example.org", network="n")
CLEAN = "The report leaves out who pays the fees, and that is the whole story."


def test_who_knows_the_words_and_the_address_is_not_handed_the_comment(story):
    mine = submit_comment(story, GIVEN)
    assert submit_comment(story, replace(GIVEN, network="elsewhere")) != mine
    authorship.confirm(mine.pk)
    copied = submit_comment(story, GIVEN)
    assert copied != mine
    assert copied.state == State.UNCONFIRMED
    assert submit_comment(story, replace(GIVEN, is_confirmed=True)) == mine


def test_a_changed_comma_does_not_bring_back_what_readers_reported(story):
    comment = make_comment(CLEAN, story=story)
    for number in range(3):
        answers.report(comment, reporter=f"r{number}", reason="hate")
    authorship.revise(comment.pk, revision=1, text=f"{CLEAN}.")
    assert verdicts.screen_comment(comment.pk) == State.HELD


def test_one_verdict_that_cannot_be_stored_keeps_nobody_waiting(story, monkeypatch):
    an_hour_ago = timezone.now() - timedelta(hours=1)
    poisoned, behind = (
        make_comment(CLEAN, story=story, state=State.RECEIVED, received_at=an_hour_ago)
        for _number in range(2)
    )
    apply = verdicts.apply_verdict

    def fail(comment, verdict):
        if comment.pk == poisoned.pk:
            raise RuntimeError
        return apply(comment, verdict)

    monkeypatch.setattr(verdicts, "apply_verdict", fail)
    assert sweeping.sweep() == 1
    behind.refresh_from_db()
    assert behind.state == State.PUBLISHED


def test_networks_are_forgotten_within_a_day_and_wishes_with_their_comment(story):
    week_old = submit_comment(story, replace(GIVEN, follow="all"))
    ScreenedComment.objects.update(submitted_at=timezone.now() - timedelta(days=8))
    young = submit_comment(story, replace(GIVEN, email="ben@example.org"))
    sweeping.expire()
    networks = dict(ScreenedComment.objects.values_list("pk", "network"))
    assert networks == {week_old.pk: "", young.pk: "n"}
    assert not Follow.objects.exists()


def test_a_second_look_waits_from_the_moment_it_is_asked_for(story):
    comment = make_comment(story=story, state=State.DECLINED)
    ScreenedComment.objects.update(received_at=timezone.now() - timedelta(days=9))
    asked = appeals.appeal(comment.pk)
    assert timezone.now() - asked.received_at < timedelta(minutes=1)


def test_a_decision_for_a_version_that_is_not_there_yet_is_refused(story):
    comment = make_comment(story=story, state=State.HELD)
    with pytest.raises(moderation.Changed):
        moderation.approve(comment.pk, moderator=make_moderator(), revision=2)


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.RECEIVED, State.WITHDRAWN])
def test_nobody_at_the_desk_reads_what_is_not_screened_or_taken_back(client, story, state):
    comment = make_comment("He keeps my passport.", story=story, state=state)
    client.force_login(make_staff("moderator"))
    page = client.get(f"/moderation/{comment.pk}/").text
    assert "He keeps my passport." not in page


def test_a_report_s_note_reaches_the_moderator(client, story):
    comment = make_comment(story=story)
    answers.report(comment, reporter="r", reason="privacy", note="She lives <next> door.")
    client.force_login(make_staff("moderator"))
    assert "She lives &lt;next&gt; door." in client.get("/moderation/reported/").text
    assert "She lives &lt;next&gt; door." in client.get(f"/moderation/{comment.pk}/").text


def test_one_text_that_no_key_opens_breaks_no_page(client, story):
    lost = make_comment(story=story, state=State.HELD)
    make_comment("Still to be read.", story=story, state=State.HELD)
    ScreenedComment.objects.filter(pk=lost.pk).update(sealed_text=b"damaged")
    client.force_login(make_staff("moderator"))
    assert "Still to be read." in client.get("/moderation/").text
    assert client.get(status_path(lost)).status_code == 200
    answer = client.post(f"/moderation/{lost.pk}/approve/", {"revision": 1})
    assert answer.status_code == 409
    assert "No key of the site opens its text" in answer.text
    lost.refresh_from_db()
    assert (lost.state, lost.is_public) == (State.HELD, False)


@pytest.mark.parametrize("name", ["Win at evil.example", "WWW.evil", "casino.com"])
def test_a_name_carries_no_site_into_a_strangers_mailbox(write, name):
    assert write(name=name).status_code == 422


@pytest.mark.parametrize("name", ["J. R. Ames", "Dr. No", "Zoë O’Brien-Ng", "Ann.", "Mary Jo S."])
def test_names_with_dots_are_names(write, name):
    assert write(name=name).status_code == 303


def test_one_reader_who_clears_cookies_takes_no_comment_down(client, story):
    comment = make_comment(CLEAN, story=story)
    for _number in range(4):
        client.cookies.clear()
        client.post(f"/comments/{comment.pk}/report/", {"reason": "hate"})
    comment.refresh_from_db()
    assert (comment.state, comment.reports.count()) == (State.PUBLISHED, 4)


def test_a_changed_comma_does_not_bring_back_what_a_second_look_upheld(story):
    comment = make_comment(CLEAN, story=story, state=State.APPEALED)
    appeals.Appeal.objects.create(comment=comment, from_state=State.DECLINED)
    appeals.uphold(comment.pk, moderator=make_moderator())
    authorship.revise(comment.pk, revision=1, text=f"{CLEAN}.")
    assert verdicts.screen_comment(comment.pk) == State.HELD
