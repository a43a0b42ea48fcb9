"""A door for those who work here, and no trace of it in anybody else's browser."""

from portal.signin import make_link


def signs_in(visitor, address, password):
    visitor.open("/account/login/")
    visitor.fill("Email", address)
    visitor.fill("Password", password)
    visitor.press("Sign in")


def test_staff_sign_in_reach_their_desk_and_sign_out(visitor, sign_ins):
    address, password = sign_ins["moderator"]
    signs_in(visitor, address, "not the password")
    visitor.sees("This was not sent yet.")
    visitor.comes_to("/account/login/")
    signs_in(visitor, address, password)
    visitor.comes_to("/moderation/")
    visitor.sees("Signed in as")
    visitor.press("Sign out")
    answer = visitor.page.goto(f"{visitor.site}/moderation/")
    assert answer.ok
    visitor.comes_to("/account/login/?next=/moderation/")


def test_a_link_from_the_console_signs_in_once_and_only_when_asked(visitor, sign_ins):
    link = make_link(sign_ins["safeguarding"][0])
    visitor.open(link)
    visitor.sees("It works once.")
    visitor.press("Sign in")
    visitor.comes_to("/moderation/safeguarding/")
    visitor.page.context.clear_cookies()
    answer = visitor.page.goto(link)
    assert answer.status == 410
    visitor.sees("This link no longer works")
