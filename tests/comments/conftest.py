import pytest

from comments import nudging, rulesets
from comments.forms import CommentForm
from comments.links import read_status
from comments.models import ScreenedComment
from tests.factories.articles import make_article
from tests.factories.staff import make_staff


@pytest.fixture
def story(db):
    """A live story with a paragraph worth quoting."""
    return make_article(
        body="<p>A guardian is somebody who is on the child's side and on nobody else's.</p>"
        "<p>Courts that appoint one early find that fewer children disappear from care.</p>"
    )


@pytest.fixture
def write(client, story):
    """Fill in the form under the story and send it; every field may be changed."""

    def send(target=story, **changes):
        form = CommentForm(target)
        filled = {
            **form.hidden,
            "reply_to": "0",
            "honeypot": "",
            "comment": "The report leaves out who pays the fees, and that is the whole story.",
            "name": "Ada",
            "email": "ada@example.org",
            "notify": "none",
            **changes,
        }
        return client.post(f"/comments/story/{target.pk}/post/", filled)

    return send


@pytest.fixture
def sent(write):
    """Send as ``write`` does, and answer the stored comment."""

    def store(*args, **changes):
        response = write(*args, **changes)
        assert response.status_code == 303, response.content.decode()[:2000]
        return comment_of(response)

    return store


def comment_of(response):
    token = response["Location"].split("/")[2]
    return ScreenedComment.objects.get(pk=read_status(token))


@pytest.fixture
def ana(client, db):
    """A moderator who is signed in."""
    person = make_staff("moderator", name="Ana")
    client.force_login(person)
    return person


@pytest.fixture
def ben(db):
    """A moderator who works elsewhere."""
    return make_staff("moderator", name="Ben")


@pytest.fixture
def patient(monkeypatch):
    """Where time is not what is tried, a machine with other things to do is given some."""
    monkeypatch.setattr(nudging, "PATIENCE", 20.0)
    monkeypatch.setattr(nudging, "STEP", 5.0)
    nudging.client_of.cache_clear()
    yield
    nudging.client_of.cache_clear()


@pytest.fixture(autouse=True)
def _rules_of_this_test():
    """No test goes by the rules that another one put in force."""
    rulesets.forget()
    yield
    rulesets.forget()
