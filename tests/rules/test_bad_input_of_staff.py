"""Whoever works here can mistype too, and whoever stands at their door can try."""

import pytest

from comments.models import State
from tests.factories.comments import make_comment
from tests.factories.staff import make_staff
from tests.rules.addresses import all_addresses
from tests.rules.hostile import BODIES, EVERYTHING, SHAPED, SHORT, encoded
from tests.rules.sending import Sender

pytestmark = pytest.mark.django_db

FIELDS = ("revision", "rule", "message", "lane")
LANES = ("", "second-look/", "reported/", "declined/", "published/", "safeguarding/")
ACTS = ("approve", "decline", "escalate", "keep", "remove", "publish", "uphold", "overturn", "no")
A_FEW = ("NUL", "5,000 digits", "beyond 63 bits", "emoji")
FEW = {name: EVERYTHING[name] for name in A_FEW}
DOORS = {
    "/account/login/": {"login": "ana@lantern.example", "password": "x", "next": "/moderation/"},
    "/account/password/reset/": {"email": "ana@lantern.example"},
    "/account/2fa/authenticate/": {"code": "123456"},
    "/account/2fa/keys/login/": {"credential": "{}"},
}


class Desk(Sender):
    """Sends as somebody who is signed in."""

    forgets = False

    def __init__(self, person) -> None:
        super().__init__()
        self.client.force_login(person)


@pytest.fixture(params=["moderator", "safeguarding"])
def desk(request):
    desk = Desk(make_staff(request.param))
    yield desk
    assert desk.faults == []


@pytest.fixture
def comment():
    return make_comment("You idiot.", state=State.HELD)


def test_no_question_breaks_a_lane(desk):
    for lane in LANES:
        for what, value in {**(FEW if lane else SHORT), **SHAPED}.items():
            answer = desk.send("GET", f"/moderation/{lane}?after={encoded(value)}", what)
            assert answer.status_code in {200, 403}, (lane, what)


def test_nothing_that_can_be_sent_with_a_decision_breaks_it(desk, comment):
    for act in ACTS:
        body = {"revision": "1", "rule": "4", "message": "Be kind.", "lane": "queue"}
        for field in FIELDS:
            for what, value in (SHORT if act == "decline" else FEW).items():
                desk.post(f"/moderation/{comment.pk}/{act}/", {**body, field: value}, what)
        desk.post(f"/moderation/{comment.pk}/{act}/", {}, "nothing")
    for body, content_type in BODIES:
        address = f"/moderation/{comment.pk}/decline/"
        desk.send("POST", address, content_type[:40], data=body, content_type=content_type)


def test_no_number_of_a_comment_breaks_the_desk(desk):
    for what, value in SHORT.items():
        for ending in ("", "undo/", "claim/", "release/", "approve/"):
            path = f"/moderation/{encoded(value)}/{ending}"
            for method in ("GET", "POST"):
                answer = desk.send(method, path, what)
                assert answer.status_code in {204, 301, 403, 404, 405, 409, 422}, path[:80]


@pytest.fixture
def stranger():
    stranger = Sender()
    yield stranger
    assert stranger.faults == []


@pytest.mark.parametrize("door", DOORS)
def test_nothing_that_a_stranger_types_breaks_the_door(stranger, door, settings):
    settings.ACCOUNT_RATE_LIMITS = False  # or most of it would be refused unread
    for field in DOORS[door]:
        for what, value in EVERYTHING.items():
            stranger.post(door, {**DOORS[door], field: value}, f"{field} {what}")
    for body, content_type in BODIES:
        stranger.send("POST", door, content_type[:40], data=body, content_type=content_type)


def test_a_stranger_gets_behind_no_door(stranger):
    for address in all_addresses():
        if address.route.startswith(("moderation/", "desk/", "staff/")):
            for method in ("GET", "POST"):
                answer = stranger.send(method, address.filled(), address.name)
                assert answer.status_code in {302, 403, 404, 405}, address
            sent = stranger.post(address.filled(), {"a": "b"}, address.name)
            assert sent.status_code != 200
