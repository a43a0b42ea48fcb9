"""Whatever is sent: a sentence at the field, 422, and the text comes back."""

import time
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from comments import moves
from comments.links import confirm_address, status_token
from comments.models import ScreenedComment, State
from comments.models.comment import LAST_LEVEL
from comments.submission import Muted, Submission, submit_comment
from tests.comments.conftest import comment_of
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_moderator, make_participant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"comment": ""}, "Write something first."),
        ({"comment": "\u200b \u202e\x00"}, "Write something first."),
        ({"comment": "a" * 10_001}, "at most 10000 characters"),
        ({"comment": "a" * 1_000_000}, "at most 10000 characters"),
        ({"name": ""}, "This field is required."),
        ({"name": "🕯️"}, "a letter in it"),
        ({"name": "Ada\r\nBcc: everybody@example.org"}, "A name is a single line."),
        ({"name": "ada@example.org"}, "A name holds no address."),
        ({"name": "see www.example.org"}, "A name holds no address."),
        ({"name": "Moderator"}, "This name belongs to the staff."),
        ({"name": "Ｍоderator"}, "This name belongs to the staff."),
        ({"name": "L a n t e r n"}, "This name belongs to the staff."),
        ({"name": "a" * 51}, "at most 50 characters"),
        ({"email": ""}, "This field is required."),
        ({"email": "nobody"}, "valid email address"),
        ({"email": "a@example.org, b@example.org"}, "valid email address"),
        ({"email": "ada@example.org\nBcc: b@example.org"}, "valid email address"),
        ({"notify": "everything"}, "is not one of the available choices"),
        ({"paragraph": "0123456789ab"}, "That paragraph has been changed since."),
        ({"honeypot": "buy"}, "Leave this field empty"),
        ({"security_hash": "f" * 40}, "was not made for this story"),
        ({"security_hash": "\x00é"}, "was not made for this story"),
        ({"object_pk": "999999"}, "was not made for this story"),
        ({"timestamp": "soon"}, "was not made for this story"),
        ({"reply_to": "9" * 30}, "is not there any more"),
        ({"reply_to": "-4"}, "is not there any more"),
        ({"reply_to": "first"}, "is not there any more"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_a_sentence(write, changes, sentence):
    response = write(**changes)
    assert response.status_code == 422
    assert sentence in response.text
    assert "This was not sent yet." in response.text
    assert (
        changes.get("comment", "The report leaves out")[:20].strip("\u200b\u202e\x00 ")
        in response.text
    )
    assert not ScreenedComment.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("🕯️🕯️🕯️", "🕯️🕯️🕯️"),
        ("\u202eevil\u202c text\x00", "evil text"),
        ("a" * 10_000, "a" * 10_000),
        ("one\r\ntwo\r\n\r\n\r\n\r\nthree", "one\ntwo\n\nthree"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
    ids=["emoji alone", "bidi and NUL", "10,000 characters", "line ends", "HTML"],
)
def test_odd_texts_are_taken_as_they_are_meant(sent, typed, kept):
    assert sent(comment=typed).text == kept


def test_html_is_shown_as_text(client, story):
    make_comment("<script>alert(1)</script> & <b>bold</b>", story=story)
    page = client.get(story.get_absolute_url()).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>bold" not in page


def test_the_name_and_the_address_of_the_staff_are_protected(write, client):
    make_moderator(first_name="Gráinne", last_name="Ni Bhriain", email="grainne@lantern.example")
    assert "belongs to the staff" in write(name="grainne NI bhriain").text
    assert "belongs to the staff" in write(email="Grainne@LANTERN.example").text


def test_the_staff_comment_under_their_own_name_with_a_mark(client, write, story):
    user = make_moderator(email="ines@lantern.example")
    client.force_login(user)
    comment = comment_of(write(name="Moderator", email="ines@lantern.example"))
    assert comment.is_staff_author
    assert comment.state == State.RECEIVED
    other = comment_of(write(name="Moderator", email="somebody@example.org"))
    assert other.state == State.UNCONFIRMED


def test_a_first_name_is_everybodys(sent):
    make_moderator(first_name="Ada", last_name="")
    assert sent(name="Ada").user_name == "Ada"


@pytest.mark.parametrize(
    "state", [each for each in State if each not in {State.PUBLISHED, State.EXPIRED, State.ERASED}]
)
def test_a_reply_to_what_is_not_public_is_refused(write, client, story, state):
    parent = make_comment(story=story, state=state)
    response = write(reply_to=str(parent.pk))
    assert response.status_code == 422
    assert "is not there any more" in response.text
    assert parent.text not in response.text
    assert client.get(f"/comments/{parent.pk}/reply/").status_code == 404


def test_a_reply_to_a_comment_of_another_story_is_refused(write):
    assert write(reply_to=str(make_comment().pk)).status_code == 422


def test_a_reply_below_the_last_level_is_refused(write, story, monkeypatch):
    monkeypatch.setattr("comments.forms.LAST_LEVEL", 2)
    parent = make_comment(story=story)
    for _level in range(2):
        parent = make_comment(parent=parent)
    response = write(reply_to=str(parent.pk))
    assert response.status_code == 422
    assert "has become very long" in response.text
    assert LAST_LEVEL > 2


def test_a_closed_story_takes_no_comment_and_keeps_the_text(write, client):
    story = make_article(comment_policy="closed")
    response = write(story)
    assert response.status_code == 422
    assert "This conversation is closed" in response.text
    assert "The report leaves out" in response.text
    assert "comment-form" not in client.get(story.get_absolute_url()).text


@pytest.mark.parametrize(
    "address",
    [
        "/comments/story/999999/post/",
        "/comments/story/99999999999999999999/post/",
        "/comments/parcel/1/post/",
        "/comments/999999/",
        "/comments/99999999999999999999/",
        "/comments/99999999999999999999/reply/",
        "/comments/99999999999999999999/report/",
        "/comments/forged/status/",
        "/comments/MTI:1xVp0p:O_G4FCSGp0N6ZQhmaOhVJBG0Dlx6pP0k-x4gsVHwXew/status/",
        "/comments/forged/revise/",
        "/comments/forged/withdraw/",
        "/comments/confirm/forged/",
        "/comments/confirm/%00/",
        "/comments/unfollow/forged/",
        "/comments/story/99999999999999999999/feed/",
    ],
)
def test_a_wrong_address_or_a_forged_token_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_draft_looks_like_nothing(client, write):
    draft = make_article(state="draft", published_at=None)
    assert client.get(f"/comments/story/{draft.pk}/post/").status_code == 404
    assert write(draft).status_code == 404


def test_a_link_made_for_one_purpose_opens_nothing_else(client, sent):
    comment = sent()
    token = status_token(comment)
    assert client.post(f"/comments/confirm/{token}/").status_code == 404
    mailed = confirm_address(comment).split("/")[-2]
    assert client.get(f"/comments/{mailed}/status/").status_code == 404


def test_a_link_of_last_week_says_so(client, sent):
    comment = sent()
    path = "/" + confirm_address(comment).split("//", 1)[1].partition("/")[2]
    later = time.time() + 8 * 86_400
    with patch("django.core.signing.time.time", return_value=later):
        response = client.get(path)
    assert response.status_code == 410
    assert "too old" in response.text


def test_a_muted_writer_is_told_until_when(write, story):
    participant = make_participant("ada@example.org")
    until = timezone.now() + timedelta(days=3)
    type(participant).objects.filter(pk=participant.pk).update(muted_until=until)
    response = write()
    assert response.status_code == 422
    assert until.date().isoformat() in response.text
    with pytest.raises(Muted):
        submit_comment(story, Submission(text="Again.", name="Ada", email="ADA@example.org"))


def test_nothing_of_the_posting_of_another_site_is_taken(client, story):
    response = client.post(
        f"/comments/story/{story.pk}/post/", {}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403


def test_a_stored_comment_cannot_be_saved_past_the_moves(story):
    comment = make_comment(story=story, state=State.HELD)
    comment.is_public = True
    with pytest.raises(TypeError):
        comment.save()
    assert moves.step_of(35) == "0000000z"
