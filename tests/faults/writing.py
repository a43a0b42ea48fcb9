"""What people send to a site in trouble."""

from comments.forms import CommentForm

CLEAN = "The report leaves out who pays the fees, and that is the whole story."


def comment_on(web, story):
    form = {**CommentForm(story).hidden, "reply_to": "0", "honeypot": "", "notify": "none"}
    form |= {"comment": CLEAN, "name": "Ada", "email": "ada@example.org"}
    return web.post(f"/comments/story/{story.pk}/post/", form)


def sign(web, campaign):
    form = {"first_name": "Ada", "email": "ada@example.org", "country": "GB"}
    return web.post(f"{campaign.get_absolute_url()}sign/", form)


def mails_in(folder):
    return [mail.read_text(encoding="utf-8") for mail in folder.glob("*.eml")]
