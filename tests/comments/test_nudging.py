"""Before a comment is sent: one second thought, or help; never a wall."""

import pytest

from comments import authorship, nudging, verdicts
from comments.links import status_path
from comments.models import ScreenedComment, State
from comments.submission import Submission, submit_comment
from tests.comments.asking import (
    CLEAN,
    HELP,
    TOLD,
    UNKIND,
    WARNING,
    listener,
    question,
    token_in,
)
from tests.comments.conftest import comment_of
from tests.factories.articles import make_article
from tests.factories.comments import make_comment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]
ROOM = "A guardian of their own would have seen it. "
NO_ROOM_LEFT = 10_000


@pytest.fixture(scope="module", autouse=True)
def _somebody_listens(django_db_setup):
    with listener():
        yield


def screened(comment):
    authorship.confirm(comment.pk)
    verdicts.screen_comment(comment.pk)
    return ScreenedComment.objects.get(pk=comment.pk)


def test_an_insult_is_asked_about_before_it_is_sent_and_nothing_is_kept(write):
    page = write(comment=UNKIND)
    assert page.status_code == 422
    assert WARNING in page.text
    assert "<mark>" in page.text
    assert "Rule 4" in page.text
    assert "Could you" in page.text  # the gentler of the two voices
    assert f">\n{UNKIND}</textarea>" in page.text
    assert page["Cache-Control"] == "no-store"
    assert page.cookies == {}
    assert not ScreenedComment.objects.exists()


def test_what_breaks_no_rule_is_simply_sent(write):
    texts = (CLEAN, "Damals wusste niemand, wer die Gebühren bezahlt hat.")
    assert [write(comment=text).status_code for text in texts] == [303, 303]


def test_who_says_it_differently_is_not_asked_again_and_is_screened_like_anybody(write):
    token = token_in(write(comment=UNKIND))
    changed = comment_of(write(comment=CLEAN, asked=token))
    assert screened(changed).state == State.PUBLISHED
    still = write(comment="You are a liar, I say.", asked=token)
    assert still.status_code == 303


@pytest.mark.parametrize(
    ("text", "anyway"), [(UNKIND, "yes"), (UNKIND, ""), (f" {UNKIND}!", ""), (CLEAN, "yes")]
)
def test_what_is_sent_anyway_is_read_by_a_moderator_first(client, write, ana, text, anyway):
    token = token_in(write(comment=UNKIND))
    comment = screened(comment_of(write(comment=text, asked=token, anyway=anyway)))
    assert comment.state == State.HELD
    assert comment.events.newest_first()[0].reason == "sent_anyway"
    assert (
        "You sent it after we asked for a second thought" in client.get(status_path(comment)).text
    )
    desk = client.get("/moderation/").text
    assert "The author was asked to reconsider and sent it anyway." in desk
    history = client.get(f"/moderation/{comment.pk}/").text
    assert "the author was asked to reconsider and sent it anyway" in history


def test_what_the_rules_would_decline_is_read_by_a_moderator_once_that_was_promised(write):
    threat = "I will find you and kill you, you filthy whore."
    token, other = token_in(write(comment=threat)), token_in(write(comment=UNKIND))
    declined = screened(comment_of(write(comment=threat, email="b@example.org", asked=other)))
    assert declined.state == State.DECLINED
    held = screened(comment_of(write(comment=threat, asked=token, anyway="yes")))
    assert (held.state, held.rule) == (State.HELD, None)


def test_a_new_version_of_what_was_sent_anyway_is_screened_like_any_other(write):
    token = token_in(write(comment=UNKIND))
    held = screened(comment_of(write(comment=UNKIND, asked=token, anyway="yes")))
    authorship.revise(held.pk, revision=1, text=CLEAN)
    assert verdicts.screen_comment(held.pk) == State.PUBLISHED


def test_two_clicks_on_sending_anyway_make_one_comment(write):
    token = token_in(write(comment=UNKIND))
    first, second = (comment_of(write(comment=UNKIND, asked=token, anyway="yes")) for _ in "12")
    assert first == second
    assert first.events.count() == 1


def test_a_disclosure_is_answered_with_help_and_may_be_sent(client, write):
    page = write(comment=TOLD)
    assert HELP in page.text
    main = page.text.partition("<main")[2].partition("</main>")[0]
    assert 'href="tel:' in main
    form = main.partition('id="comment-form"')[0]
    assert not any(word in form for word in (WARNING, "<mark>", "moderator", "rule", "declined"))
    assert f">\n{TOLD}</textarea>" in main
    sent = screened(comment_of(write(comment=TOLD, asked=token_in(page))))
    assert sent.state == State.SAFEGUARDED
    assert set(sent.events.values_list("reason", flat=True)) == {""}


def test_the_helplines_of_the_readers_country_come_first(client, story, write):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en-GB,en;q=0.9"
    assert "Helplines that may be near you" in write(comment=TOLD).text


def test_a_disclosure_looks_like_a_warning_to_a_log_and_to_a_list_of_visited_pages(write):
    warned, helped = write(comment=UNKIND), write(comment=TOLD)
    assert warned.status_code == helped.status_code
    assert dict(warned.headers).keys() == dict(helped.headers).keys()
    titles = {page.text.partition("<title>")[2].partition("<")[0] for page in (warned, helped)}
    assert len(titles) == 1


def test_a_disclosure_that_is_sent_anyway_goes_to_safeguarding_alone(write):
    token = token_in(write(comment=UNKIND))
    sent = screened(comment_of(write(comment=TOLD, asked=token, anyway="yes")))
    assert sent.state == State.SAFEGUARDED


def test_who_was_shown_help_is_not_asked_about_other_words(write):
    token = token_in(write(comment=TOLD))
    sent = screened(comment_of(write(comment=UNKIND, asked=token, anyway="yes")))
    assert sent.state == State.HELD
    assert sent.events.newest_first()[0].reason == ""


@pytest.mark.parametrize("token", ["", "forged", "x" * 1500, "\x00", "ünüblich"])
def test_a_token_that_is_not_ours_is_no_token(write, token):
    assert WARNING in write(comment=UNKIND, asked=token, anyway="yes").text
    assert not ScreenedComment.objects.exists()


@pytest.mark.parametrize("tail", ["", f" {UNKIND}", f" {TOLD}"])
def test_ten_thousand_characters_are_read_to_their_end(write, tail):
    length = NO_ROOM_LEFT - len(tail)
    page = write(comment=(ROOM * 300)[:length].rstrip() + tail)
    expected = {"": 303, f" {UNKIND}": 422, f" {TOLD}": 422}
    assert page.status_code == expected[tail]


def test_an_answer_is_asked_about_too_and_stays_an_answer(story, write):
    parent = make_comment(story=story)
    page = write(comment=UNKIND, reply_to=str(parent.pk))
    assert "You are answering" in page.text
    sent = comment_of(write(comment=UNKIND, reply_to=str(parent.pk), asked=token_in(page)))
    assert sent.parent_id == parent.pk


def test_where_nothing_is_taken_nothing_is_asked(write):
    page = write(make_article(comment_policy="closed"), comment=UNKIND)
    assert WARNING not in page.text
    assert "This conversation is closed" in page.text


def test_who_asks_too_often_sends_without_being_asked(settings):
    settings.COMMENT_LIMITS = {**settings.COMMENT_LIMITS, "address": (2, 3600)}
    answers = [nudging.ask(question(UNKIND, address="often")) for _time in range(4)]
    assert [answer is not None for answer in answers] == [True, True, False, False]


def test_it_can_be_switched_off(write, settings):
    settings.COMMENT_NUDGE = False
    assert write(comment=UNKIND).status_code == 303


def test_who_was_asked_is_not_asked_again_after_a_mistake_in_the_form(write):
    token = token_in(write(comment=UNKIND))
    again = write(comment=UNKIND, email="nobody", asked=token)
    assert "form-errors" in again.text
    assert write(comment=UNKIND, asked=token_in(again)).status_code == 303


def test_what_was_said_to_be_sent_anyway_is_held_even_where_nothing_is_found(story):
    given = Submission(text=CLEAN, name="Ada", email="ada@example.org", is_sent_anyway=True)
    comment = screened(submit_comment(story, given))
    assert comment.state == State.HELD
    assert comment.screening_results.get().outcome == "publish"
