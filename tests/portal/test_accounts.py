import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group, User
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from mailing.models import OutboxMail
from portal import sessions
from portal.accounts import ACCOUNT_LIMIT
from portal.roles import ROLES, grant_permissions, home_of
from tests.factories.staff import PASSWORD, make_staff

pytestmark = pytest.mark.django_db

DESKS = ("/moderation/", "/moderation/safeguarding/", "/admin/")


def sign_in(client, user, password=PASSWORD):
    return client.post("/account/login/", {"login": user.email, "password": password})


def test_the_roles_are_there_and_each_has_its_permissions():
    assert set(Group.objects.values_list("name", flat=True)) >= set(ROLES)
    codes = Group.objects.get(name="moderator").permissions.values_list("codename", flat=True)
    assert list(codes) == ["moderate"]
    grant_permissions()
    assert Group.objects.filter(name="moderator").count() == 1


def test_an_operator_is_given_nothing_of_what_people_wrote():
    assert not Group.objects.get(name="operator").permissions.filter(
        content_type__app_label="comments"
    )


def test_one_address_makes_one_account_however_it_is_typed():
    make_staff(email="ana@lantern.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("other", "Ana@Lantern.example")


def test_staff_sign_in_with_their_address_and_reach_their_desk(client):
    user = make_staff("operator")
    response = sign_in(client, user)
    assert response.status_code == 302
    assert response["Location"] == home_of(user) == reverse("admin:index")


def test_the_address_is_taken_in_capitals_too(client):
    user = make_staff("operator")
    response = client.post("/account/login/", {"login": user.email.upper(), "password": PASSWORD})
    assert response.status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    user = make_staff()
    wrong = sign_in(client, user, "not this one at all")
    unknown = client.post(
        "/account/login/", {"login": "who@lantern.example", "password": "not this one at all"}
    )
    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_guessing_is_slowed_down_by_account(client):
    user = make_staff()
    for _attempt in range(ACCOUNT_LIMIT.count):
        sign_in(client, user, "not this one at all")
    response = sign_in(client, user)
    assert "Too many attempts" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client):
    assert client.get("/account/signup/").status_code == 404
    assert client.get("/account/email/").status_code == 404


def test_signing_out_is_a_post(client):
    client.force_login(make_staff())
    client.get("/account/logout/")
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_mailed_by_the_outbox_alone(client):
    user = make_staff()
    response = client.post("/account/password/reset/", {"email": user.email})
    assert response["Location"] == reverse("account_reset_password_done")
    assert [each.template for each in OutboxMail.objects.all()] == ["account_reset"]
    assert mail.outbox == []


def test_a_stranger_who_forgot_a_password_gets_the_same_answer_and_no_mail(client):
    response = client.post("/account/password/reset/", {"email": "who@lantern.example"})
    assert response["Location"] == reverse("account_reset_password_done")
    assert not OutboxMail.objects.exists()


def test_a_new_password_is_set_by_the_mailed_link(client, monkeypatch):
    sent = {}
    monkeypatch.setattr("portal.accounts.send_later", lambda **mail: sent.update(mail))
    user = make_staff()
    client.post("/account/password/reset/", {"email": user.email})
    path = sent["context"]["reset_url"].removeprefix("http://127.0.0.1:8000")
    assert path.startswith("/account/password/reset/key/")
    page = client.get(path, follow=True)
    new = "another lamp in the window"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)
    assert "no longer works" in client.get(path, follow=True).content.decode()


def test_a_site_lets_nobody_work_without_a_second_factor(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(make_staff("operator"))
    for address in ("/moderation/", "/desk/", "/staff/", "/admin/"):
        assert client.get(address)["Location"] == reverse("mfa_index")
    assert client.get("/account/").status_code == 200


def test_with_a_second_factor_the_code_is_asked_for(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    user = make_staff("operator")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    assert sign_in(client, user)["Location"] == reverse("mfa_authenticate")
    assert client.get("/admin/").status_code == 302
    assert "_auth_user_id" not in client.session
    code = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()[0]
    client.post("/account/2fa/authenticate/", {"code": code})
    assert client.get("/admin/").status_code == 200


def test_an_apps_secret_is_stored_encrypted():
    secret = generate_totp_secret()
    TOTP.activate(make_staff(), secret)
    assert secret not in str(Authenticator.objects.get().data)


@pytest.mark.parametrize(
    ("key", "age"),
    [(sessions.SEEN, 31 * 60), (sessions.BEGAN, 12 * 3600 + 1)],
    ids=["idle for half an hour", "open for half a day"],
)
def test_a_session_ends(client, key, age):
    client.force_login(make_staff("operator"))
    assert client.get("/account/").status_code == 200
    session = client.session
    session[key] = int(time.time()) - age
    session.save()
    assert client.get("/account/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_reader_is_given_no_session(client):
    assert client.get("/safety/").cookies == {}


def test_the_admin_has_no_door_of_its_own(client):
    ways = client.get("/admin/auth/user/", follow=True).redirect_chain
    assert ways[-1][0] == "/account/login/?next=/admin/auth/user/"


@pytest.mark.parametrize("role", ["moderator", "safeguarding"])
def test_the_admin_is_closed_to_everybody_else(client, role):
    client.force_login(make_staff(role))
    assert client.get("/admin/", follow=True).status_code == 403


def test_an_editor_finds_stories_in_the_admin_and_no_accounts(client):
    client.force_login(make_staff("editor"))
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/auth/user/").status_code == 403


@pytest.mark.parametrize("role", list(ROLES))
def test_the_account_page_leads_everybody_to_their_desk_and_to_no_closed_door(client, role):
    client.force_login(user := make_staff(role))
    page = client.get("/account/").content.decode()
    desks = [path for path in DESKS if f'class="row-link" href="{path}"' in page]
    assert desks == [home_of(user)]
    assert client.get(desks[0]).status_code == 200


def test_staff_at_a_closed_door_are_shown_the_way_to_their_own(client):
    client.force_login(make_staff("editor"))
    answer = client.get("/moderation/")
    assert answer.status_code == 403
    assert 'href="/account/"' in answer.content.decode().partition("<footer")[0]
