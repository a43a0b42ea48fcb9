"""To be heard, and to know what happened to one's words and why."""

import itertools
from pathlib import Path

from django.conf import settings

from articles.models import Article
from comments.models import ScreenedComment, State

PEOPLE = itertools.count(1)
CLEAN = "The report leaves out who pays the fees, and that is the whole story."
KINDER = "I read this differently, and I shall say why."
UNKIND = "You are a complete idiot and a liar, and nobody needs you here."
THREAT = "I will find you and kill you, you filthy whore."
TOLD = "When I was sixteen I was sold to a man and locked in his house for a year."
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def story():
    return Article.objects.published().filter(comment_policy="open").newest_first().first()


def somebody():
    return f"reader-{NUMBERS[next(PEOPLE) % 10]}-{next(PEOPLE)}@example.org"


def newest(address):
    return ScreenedComment.objects.filter(user_email=address).order_by("-pk").first()


def writes(visitor, text, address):
    visitor.open(story().get_absolute_url())
    visitor.form = "#comment-form"
    visitor.fill("Your comment", text)
    visitor.fill("Name", "Ada")
    visitor.fill("E-mail", address)
    visitor.press("Check and send")
    visitor.form = "main"


def confirms(visitor, address):
    """The mail's link asks first: opening it, as scanners do, confirms nothing."""
    visitor.sees("Confirm your e-mail")
    assert visitor.cookies == set()
    visitor.opens_the_mail(address, "is this comment yours")
    visitor.follow_to("/confirm/")
    visitor.sees("Is this comment yours?")
    assert newest(address).state == State.UNCONFIRMED
    visitor.press("Yes, it is mine")
    assert visitor.cookies == {"commenter"}


def assert_in_no_mail(words):
    mails = Path(settings.DEMO_MAIL_DIR).glob("*.eml")
    assert not any(words in mail.read_text(encoding="utf-8") for mail in mails)


def test_a_commenter_confirms_by_mail_and_is_read_by_everybody(visitor, somebody_else):
    address = somebody()
    text = f"{CLEAN} So says reader {address.partition('@')[0].replace('-', ' ')}."
    writes(visitor, text, address)
    somebody_else.open(story().get_absolute_url())
    somebody_else.sees_nothing_of(text)
    confirms(visitor, address)
    visitor.sees("See it in the conversation")
    visitor.follow("See it in the conversation")
    visitor.sees(text)
    somebody_else.open(story().get_absolute_url())
    somebody_else.sees(text)
    somebody_else.sees_nothing_of(address)
    assert somebody_else.cookies == set()
    assert_in_no_mail(CLEAN)


def test_a_held_commenter_sees_the_words_and_the_rule_and_says_it_kindly(visitor, somebody_else):
    address = somebody()
    writes(visitor, UNKIND, address)
    visitor.sees("Would you look at it once more?")
    assert "idiot" in visitor.page.locator("mark").first.inner_text()
    assert visitor.field("Your comment").input_value() == UNKIND
    visitor.press("Send anyway, a moderator will read it")
    confirms(visitor, address)
    visitor.sees("A moderator reads it first")
    visitor.look()
    assert "idiot" in visitor.page.locator("mark").first.inner_text()
    visitor.sees("Rule 4")
    visitor.opens_the_mail(address, "a moderator reads your comment")
    visitor.sees_nothing_of(UNKIND)
    visitor.follow_to("/status/")
    visitor.follow("Edit")
    visitor.fill("Your comment", KINDER)
    visitor.press("Check and send")
    visitor.sees("See it in the conversation")
    assert newest(address).state == State.PUBLISHED
    somebody_else.open(story().get_absolute_url())
    somebody_else.sees_nothing_of(UNKIND)
    assert_in_no_mail(UNKIND)


def test_a_declined_commenter_reads_the_rule_and_asks_for_a_second_look(visitor, somebody_else):
    address = somebody()
    writes(visitor, UNKIND, address)
    visitor.sees("Would you look at it once more?")
    visitor.fill("Your comment", THREAT)
    visitor.form = "#comment-form"
    visitor.press("Check and send")  # nobody is asked twice
    visitor.form = "main"
    confirms(visitor, address)
    visitor.sees("Not published")
    visitor.look()
    visitor.sees("rule 6")
    assert visitor.page.locator("mark").count()
    visitor.opens_the_mail(address, "your comment is not published")
    visitor.sees_nothing_of(THREAT)
    visitor.follow_to("/status/")
    visitor.fill("What should the second moderator know?", "I quoted what was said to me.")
    visitor.press("Ask for a second look")
    visitor.sees("A second person is looking")
    assert newest(address).state == State.APPEALED
    somebody_else.open(story().get_absolute_url())
    somebody_else.sees_nothing_of(THREAT)
    assert_in_no_mail(THREAT)


def test_who_tells_what_was_done_to_them_is_shown_help_and_never_published(visitor, somebody_else):
    address = somebody()
    writes(visitor, TOLD, address)
    visitor.sees("Before you send this: help is here")
    assert visitor.page.locator('main a[href^="tel:"]').count()
    assert visitor.page.locator("mark").count() == 0
    visitor.form = "#comment-form"
    visitor.press("Check and send")
    visitor.form = "main"
    confirms(visitor, address)
    visitor.sees("Thank you for trusting us")
    visitor.look()
    assert visitor.page.locator('main a[href^="tel:"]').count()
    shown = visitor.page.locator("main").inner_text().lower()
    assert not any(word in shown for word in ("declined", "not published", "moderator", "rule "))
    visitor.sees_nothing_of(TOLD)
    assert newest(address).state == State.SAFEGUARDED
    for page in (story().get_absolute_url(), "/comments/feed/"):
        somebody_else.page.request.get(somebody_else.site + page)
        assert TOLD not in somebody_else.page.request.get(somebody_else.site + page).text()
    mails = [mail for mail in Path(settings.DEMO_MAIL_DIR).glob("*.eml")
             if address in mail.read_text(encoding="utf-8")]  # fmt: skip
    assert len(mails) == 1  # the one that asked to confirm
    assert_in_no_mail(TOLD)
    visitor.activate(visitor.page.locator("#leave"))
    visitor.comes_to("/robots.txt")


def test_a_known_commenter_is_not_asked_again_and_an_empty_form_keeps_what_was_typed(somebody_else):
    address = somebody()
    somebody_else.open(story().get_absolute_url())
    somebody_else.form = "#comment-form"
    somebody_else.fill("Name", "Ada")
    somebody_else.press("Check and send")
    somebody_else.sees("Write something first.")
    assert somebody_else.field("Name").input_value() == "Ada"
    assert somebody_else.cookies == set()
    writes(somebody_else, f"{CLEAN} Once more, with {address.partition('@')[0]}.", address)
    confirms(somebody_else, address)
    somebody_else.sees("See it in the conversation")
    writes(somebody_else, f"Second thoughts: who keeps the count, {NUMBERS[1]} or one?", address)
    somebody_else.sees("See it in the conversation")
    assert newest(address).state == State.PUBLISHED


def test_a_commenter_who_clicks_twice_and_goes_back_has_said_it_once(somebody_else):
    address = somebody()
    somebody_else.open(story().get_absolute_url())
    somebody_else.form = "#comment-form"
    somebody_else.fill("Your comment", CLEAN)
    somebody_else.fill("Name", "Ada")
    somebody_else.fill("E-mail", address)
    somebody_else.page.get_by_role("button", name="Check and send").dblclick()
    somebody_else.sees("Confirm your e-mail")
    somebody_else.page.go_back()
    assert somebody_else.field("Your comment").input_value() == CLEAN
    somebody_else.press("Check and send")
    somebody_else.sees("Confirm your e-mail")
    assert ScreenedComment.objects.filter(user_email=address).count() == 1
