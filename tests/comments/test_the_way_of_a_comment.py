"""From the form under a story to its page, and back to its writer."""

import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from comments import moderation, verdicts
from comments.links import confirm_address, status_path
from comments.models import ModerationEvent, ScreenedComment, State
from mailing.models import OutboxMail
from tests.factories.comments import make_comment, make_moderator

pytestmark = pytest.mark.django_db
CLEAN = "The report leaves out who pays the fees, and that is the whole story."
INSULT = "You are a complete idiot and a liar, and nobody needs you here."
TOLD = "When I was sixteen I was sold to a man and locked in his house for a year."


def show(story, query=""):
    request = RequestFactory().get(f"/news/{query}")
    source = "{% load discussion %}{% conversation_on story %}"
    return Template(source).render(Context({"request": request, "story": story}))


def test_a_guest_writes_confirms_and_is_read(client, story, sent):
    comment = sent(comment=CLEAN)
    page = client.get(status_path(comment)).text
    assert "Confirm your e-mail" in page
    assert 'href="/demo/mail/"' in page
    path = confirm_address(comment).split("//", 1)[1].partition("/")[2]
    assert "Is this comment yours?" in client.get(f"/{path}").text
    comment.refresh_from_db()
    assert comment.state == State.UNCONFIRMED
    assert client.post(f"/{path}").status_code == 303
    waiting = client.get(status_path(comment))
    assert "Being read" in waiting.text
    assert waiting["Refresh"] == "3"
    assert verdicts.screen_comment(comment.pk) == State.PUBLISHED
    shown = client.get(status_path(comment))
    assert "Published" in shown.text
    assert "Refresh" not in shown
    assert CLEAN in show(story)
    assert client.get(f"/comments/{comment.pk}/")["Location"].endswith(f"#c{comment.pk}")


def test_a_confirmed_address_is_not_asked_again(client, sent):
    first = sent(comment=CLEAN)
    client.post("/" + confirm_address(first).split("//", 1)[1].partition("/")[2])
    second = sent(comment="A second thought: who keeps the count?")
    assert second.state == State.RECEIVED
    assert client.cookies["commenter"]["httponly"]
    assert "ada@example.org" not in client.cookies["commenter"].value


def test_an_insult_is_not_published_and_its_writer_learns_which_words(client, story):
    comment = make_comment(INSULT, story=story, state=State.RECEIVED)
    assert verdicts.screen_comment(comment.pk) in {State.HELD, State.DECLINED}
    page = client.get(status_path(comment)).text
    assert "<mark>" in page
    assert "rule" in page.lower()
    assert "idiot" not in show(story)


def test_the_stored_findings_hold_no_word_of_the_text(story):
    comment = make_comment(INSULT, story=story, state=State.RECEIVED)
    verdicts.screen_comment(comment.pk)
    result = comment.screening_results.get()
    assert result.findings
    assert "idiot" not in str(result.findings)


def test_a_disclosure_is_answered_with_help_and_with_no_verdict(client, story):
    comment = make_comment(TOLD, story=story, state=State.RECEIVED)
    mails = OutboxMail.objects.count()
    assert verdicts.screen_comment(comment.pk) == State.SAFEGUARDED
    languages = {"Accept-Language": "en-GB,en;q=0.9"}
    page = client.get(status_path(comment), headers=languages).text
    assert "Open question" not in page
    main = page[page.index("<main") : page.index("</main")]
    assert "Thank you for trusting us" in main
    assert "/help/" in main
    assert "In other countries" in main
    assert main.index("UK") < main.index("In other countries")
    assert TOLD not in page
    for word in ("declined", "not published", "rule", "moderator"):
        assert word not in re.sub(r"<[^>]*>", "", main).lower()
    assert OutboxMail.objects.count() == mails
    assert TOLD not in show(story)


def test_a_moderator_declines_and_the_writer_edits_and_sends_again(client, story):
    comment = make_comment(INSULT, story=story, state=State.HELD)
    moderator = make_moderator()
    moderation.decline(comment.pk, moderator=moderator, revision=1, rule=4, message="Be kind.")
    page = client.get(status_path(comment)).text
    assert "Be kind." in page
    assert "#rule-4" in page
    address = status_path(comment).replace("/status/", "/revise/")
    assert INSULT in client.get(address).text
    assert client.post(address, {"comment": CLEAN, "revision": "1"}).status_code == 303
    comment.refresh_from_db()
    assert (comment.state, comment.revision, comment.rule) == (State.RECEIVED, 2, None)
    assert verdicts.screen_comment(comment.pk) == State.HELD  # a person declined it: one reads it
    moderation.approve(comment.pk, moderator=moderator, revision=2)
    assert CLEAN in show(story)


def test_the_events_replayed_give_the_state(story):
    comment = make_comment(CLEAN, story=story, state=State.HELD)
    moderator = make_moderator()
    moderation.approve(comment.pk, moderator=moderator, revision=1)
    moderation.remove(comment.pk, moderator=moderator, revision=1, rule=9)
    state = ""
    for event in ModerationEvent.objects.filter(comment=comment.pk).oldest_first():
        assert event.from_state == state
        state = event.to_state
    assert state == ScreenedComment.objects.get(pk=comment.pk).state == State.REMOVED


def test_what_was_withdrawn_is_gone_and_its_replies_stay(client, story):
    parent = make_comment(CLEAN, story=story)
    make_comment("A reply that stays.", parent=parent)
    address = status_path(parent).replace("/status/", "/withdraw/")
    assert "Take your comment back?" in client.get(address).text
    assert client.post(address).status_code == 303
    page = show(story)
    assert CLEAN not in page
    assert "Taken back by its author." in page
    assert "A reply that stays." in page


def test_a_second_look_is_asked_for_once(client, story):
    comment = make_comment(INSULT, story=story, state=State.DECLINED, rule=4)
    address = status_path(comment).replace("/status/", "/appeal/")
    assert "Ask for a second look" in client.get(status_path(comment)).text
    assert client.post(address, {"statement": "I quoted somebody."}).status_code == 303
    comment.refresh_from_db()
    assert comment.state == State.APPEALED
    assert client.post(address, {"statement": "Again."}).status_code == 303
    assert comment.appeal.statement == "I quoted somebody."


def test_every_page_of_a_comment_opens_in_every_state(client, story):
    for state in State:
        if state in {State.EXPIRED, State.ERASED}:
            continue
        comment = make_comment(f"In the state {state}.", story=story, state=state)
        assert client.get(status_path(comment)).status_code == 200, state
