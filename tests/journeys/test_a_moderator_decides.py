"""One queue, the reason beside each text, a decision, and a way back."""

from comments.models import ScreenedComment, State
from tests.browser import wait_until

WORDS = "Please say it without the insult; the point is a good one."


def comes_in(visitor, sign_ins):
    address, password = sign_ins["moderator"]
    visitor.open("/moderation/")
    visitor.comes_to("/account/login/?next=/moderation/")
    visitor.fill("Email", address)
    visitor.fill("Password", password)
    visitor.press("Sign in")
    visitor.comes_to("/moderation/")


def first_case(visitor):
    number = int(visitor.page.locator(".case").first.get_attribute("data-case"))
    visitor.form = f"#c{number}"
    return ScreenedComment.objects.get(pk=number)


def does(visitor, name):
    visitor.touch(visitor.page.locator(visitor.form).get_by_role("button", name=name, exact=True))


def becomes(comment, state):
    wait_until(lambda: ScreenedComment.objects.get(pk=comment.pk).state == state)


def test_a_moderator_publishes_and_the_author_is_written_to(visitor, sign_ins, somebody_else):
    comes_in(visitor, sign_ins)
    comment = first_case(visitor)
    visitor.sees("Why it is here")
    assert visitor.page.locator(".case mark").count()
    does(visitor, "Publish")
    becomes(comment, State.PUBLISHED)
    visitor.sees(f"Undo the decision on #{comment.pk}")
    somebody_else.opens_the_mail(comment.user_email, "your comment is published")
    somebody_else.follow_to(f"/comments/{comment.pk}/")
    words = ScreenedComment.objects.get(pk=comment.pk).comment.split(".")[0]
    somebody_else.sees(words)
    assert somebody_else.cookies == set()


def test_a_moderator_takes_a_decision_back(visitor, sign_ins):
    comes_in(visitor, sign_ins)
    comment = first_case(visitor)
    does(visitor, "Publish")
    becomes(comment, State.PUBLISHED)
    visitor.form = "#undo"
    visitor.press(f"Undo the decision on #{comment.pk}")
    becomes(comment, State.HELD)
    visitor.sees("Taken back")
    visitor.page.locator(f"#c{comment.pk}").wait_for()


def test_a_moderator_declines_by_a_rule_and_the_author_reads_which(visitor, sign_ins):
    comes_in(visitor, sign_ins)
    comment = first_case(visitor)
    visitor.touch(visitor.page.locator(visitor.form).locator("summary", has_text="Decline"))
    visitor.look()
    visitor.tick("4 Personal attack")
    visitor.fill("A word to the author", WORDS)
    does(visitor, "Decline")
    becomes(comment, State.DECLINED)
    assert ScreenedComment.objects.get(pk=comment.pk).rule == 4
    visitor.form = "main"
    visitor.opens_the_mail(comment.user_email, "your comment is not published")
    visitor.sees(WORDS)
    visitor.sees_nothing_of(comment.text)
    visitor.follow_to("/status/")
    visitor.sees(WORDS)
    visitor.sees("Ask for a second look")


def test_a_moderator_works_with_single_keys(somebody_else, sign_ins):
    comes_in(somebody_else, sign_ins)
    comment = first_case(somebody_else)
    keys = somebody_else.page.keyboard
    keys.press("j")
    keys.press("k")
    keys.press("d")
    keys.press("5")
    keys.press("Enter")
    becomes(comment, State.DECLINED)
    assert ScreenedComment.objects.get(pk=comment.pk).rule == 5
    somebody_else.page.locator("#undo").wait_for()
    keys.press("u")
    becomes(comment, State.HELD)


def test_a_disclosure_is_not_for_moderators(somebody_else, sign_ins):
    comes_in(somebody_else, sign_ins)
    answer = somebody_else.page.goto(f"{somebody_else.site}/moderation/safeguarding/")
    assert answer.status == 403
    sealed = ScreenedComment.objects.filter(state=State.SAFEGUARDED).first()
    answer = somebody_else.page.goto(f"{somebody_else.site}/moderation/{sealed.pk}/")
    assert answer.status in {200, 403, 404}
    somebody_else.sees_nothing_of(sealed.text)
