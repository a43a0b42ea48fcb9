import pytest
from django.test import Client

from comments.models import State
from tests.factories.comments import make_comment
from tests.factories.staff import make_staff

pytestmark = pytest.mark.django_db

SECRET = "They keep my passport and I cannot leave."
LANES = ["", "second-look/", "reported/", "declined/", "published/"]


@pytest.mark.parametrize("lane", [*LANES, "safeguarding/", "1/"])
def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, lane):
    response = client.get(f"/moderation/{lane}")
    assert response["Location"] == f"/account/login/?next=/moderation/{lane}"


@pytest.mark.parametrize("role", ["editor", "campaign owner", "operator"])
def test_other_roles_see_nothing_of_the_desk(client, role):
    comment = make_comment(state=State.HELD)
    client.force_login(make_staff(role))
    for lane in [*LANES, "safeguarding/", f"{comment.pk}/"]:
        assert client.get(f"/moderation/{lane}").status_code == 403
    for act in ("approve", "undo", "claim", "release"):
        response = client.post(f"/moderation/{comment.pk}/{act}/", {"revision": 1})
        assert response.status_code == 403
    comment.refresh_from_db()
    assert comment.state == State.HELD


def test_somebody_who_was_closed_out_sees_nothing(client):
    person = make_staff("moderator")
    client.force_login(person)
    person.is_active = False
    person.save()
    assert client.get("/moderation/").status_code == 302


def test_safeguarding_sees_its_lane_alone(client):
    held = make_comment(state=State.HELD)
    client.force_login(make_staff("safeguarding"))
    assert client.get("/moderation/safeguarding/").status_code == 200
    for lane in LANES:
        assert client.get(f"/moderation/{lane}").status_code == 403
    assert client.get(f"/moderation/{held.pk}/").status_code == 404
    assert client.post(f"/moderation/{held.pk}/approve/", {"revision": 1}).status_code == 404


def test_a_moderator_never_reads_a_disclosure(client):
    comment = make_comment(SECRET, state=State.SAFEGUARDED)
    make_comment("An answer to it.", parent=comment, state=State.HELD)
    client.force_login(make_staff("moderator"))
    for lane in [*LANES, f"{comment.pk}/"]:
        assert SECRET not in client.get(f"/moderation/{lane}").content.decode()
    assert client.get("/moderation/safeguarding/").status_code == 403
    for act in ("send-back", "close"):
        assert client.post(f"/moderation/{comment.pk}/{act}/").status_code == 404
    assert client.post(f"/moderation/{comment.pk}/decline/", {"revision": 1}).status_code == 422
    response = client.post(
        f"/moderation/{comment.pk}/decline/", {"revision": 1}, headers={"X-Desk-Piece": "1"}
    )
    assert SECRET not in response.content.decode()


def test_a_disclosure_is_opened_alone_and_the_opening_is_noted_without_a_word_of_it(client, caplog):
    comment = make_comment(SECRET, state=State.SAFEGUARDED)
    lead = make_staff("safeguarding")
    client.force_login(lead)
    assert SECRET not in client.get("/moderation/safeguarding/").content.decode()
    with caplog.at_level("INFO", logger="comments.desk_views"):
        assert SECRET in client.get(f"/moderation/{comment.pk}/").content.decode()
    assert f"comment {comment.pk} opened" in caplog.text
    assert SECRET not in caplog.text


def test_a_false_alarm_goes_back_to_the_moderators(client):
    comment = make_comment(SECRET, state=State.SAFEGUARDED)
    client.force_login(make_staff("safeguarding"))
    client.post(f"/moderation/{comment.pk}/send-back/", {"revision": 1, "lane": "safeguarding"})
    comment.refresh_from_db()
    assert comment.state == State.HELD


def test_a_closed_disclosure_is_over(client):
    comment = make_comment(SECRET, state=State.SAFEGUARDED)
    client.force_login(make_staff("safeguarding"))
    client.post(f"/moderation/{comment.pk}/close/", {"revision": 1, "lane": "safeguarding"})
    comment.refresh_from_db()
    assert comment.state == State.CLOSED


def test_the_lanes_of_one_role_do_not_show_the_others(client):
    client.force_login(make_staff("moderator"))
    assert "/moderation/safeguarding/" not in client.get("/moderation/").content.decode()


def test_a_form_without_its_token_is_refused(client):
    comment = make_comment(state=State.HELD)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_staff("moderator"))
    response = strict.post(f"/moderation/{comment.pk}/approve/", {"revision": 1})
    assert response.status_code == 403
    comment.refresh_from_db()
    assert comment.state == State.HELD


def test_who_was_signed_out_meanwhile_is_shown_the_way_in():
    comment = make_comment(state=State.HELD)
    response = Client(enforce_csrf_checks=True).post(f"/moderation/{comment.pk}/approve/")
    assert response.status_code == 403
    assert "sign in again" in response.content.decode()
    response = Client().post(f"/moderation/{comment.pk}/approve/")
    assert response["Location"] == "/account/login/?next=/moderation/"
