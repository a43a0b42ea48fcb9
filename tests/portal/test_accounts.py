import io
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from portal import roles

pytestmark = pytest.mark.django_db


def make_person(email="ana@example.org", role=roles.MODERATOR, password="a long enough password"):
    user = User.objects.create_user(email, email, password)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    roles.give_role(user, role)
    return user


def link_for(email):
    out = io.StringIO()
    call_command("signin_link", email, stdout=out)
    return re.search(r"/account/link/\S+", out.getvalue())[0]


def test_every_role_is_a_group_with_permissions():
    for role in roles.ROLES:
        assert Group.objects.get(name=role).permissions.exists(), role


def test_a_moderator_decides_on_comments_and_reads_no_disclosure():
    user = User.objects.get(pk=make_person().pk)
    assert user.has_perm("comments.moderate")
    assert not user.has_perm("comments.safeguard")
    assert not user.is_staff


def test_two_accounts_never_share_an_address():
    make_person("ana@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("other", "ANA@example.org", "x")


def test_a_sign_in_address_signs_in_once(client):
    person = make_person()
    link = link_for(person.email)
    assert client.get(link).status_code == 200
    assert "_auth_user_id" not in client.session, "opening the page must not sign in"
    assert client.post(link).status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)
    client.logout()
    assert client.post(link).status_code == 410
    assert "_auth_user_id" not in client.session


def test_a_sign_in_address_ends_after_ten_minutes(client):
    person = make_person()
    with time_machine.travel("2026-01-01 10:00"):
        link = link_for(person.email)
    with time_machine.travel("2026-01-01 10:11"):
        assert client.post(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "e30:1:1", "x" * 3000])
def test_a_forged_sign_in_address_is_refused(client, token):
    assert client.post(f"/account/link/{token}/").status_code == 410


def test_no_account_no_address():
    with pytest.raises(CommandError, match="add_staff"):
        call_command("signin_link", "nobody@example.org")


def test_an_operator_adds_staff_at_the_console(client):
    out = io.StringIO()
    call_command("add_staff", "Eve@Example.org", "--role", "editor", "--name", "Eve", stdout=out)
    call_command("add_staff", "eve@example.org", "--role", "moderator", stdout=out)
    user = User.objects.get(email="eve@example.org")
    assert set(user.groups.values_list("name", flat=True)) == {"editor", "moderator"}
    assert user.is_staff
    assert not user.has_usable_password()
    link = re.findall(r"/account/link/\S+", out.getvalue())[-1]
    assert client.post(link).status_code == 302


def test_nobody_signs_up_by_themselves(client):
    client.post(
        "/account/signup/",
        {"email": "a@example.org", "password1": "long enough 1", "password2": "long enough 1"},
    )
    assert not User.objects.exists()


def test_the_staff_sign_in_with_their_address(client):
    make_person()
    answer = client.post(
        "/account/login/", {"login": "Ana@example.org", "password": "a long enough password"}
    )
    assert answer.status_code == 302
    assert answer["Location"] == "/moderation/"


def test_a_session_ends_after_thirty_idle_minutes_and_after_twelve_hours(client):
    make_person(role=roles.OPERATOR)
    with time_machine.travel("2026-01-01 08:00", tick=False) as clock:
        client.post(
            "/account/login/", {"login": "ana@example.org", "password": "a long enough password"}
        )
        for _click in range(3):
            clock.shift(25 * 60)
            assert client.get("/admin/").status_code == 200
        clock.shift(31 * 60)
        assert client.get("/admin/").status_code == 302
        client.post(
            "/account/login/", {"login": "ana@example.org", "password": "a long enough password"}
        )
        for _click in range(28):
            clock.shift(25 * 60)
            client.get("/admin/")
        clock.shift(25 * 60)
        assert client.get("/admin/").status_code == 302


def test_a_site_demands_a_second_factor_of_its_staff(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(make_person(role=roles.OPERATOR))
    answer = client.get("/admin/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")


def test_the_admin_has_no_door_of_its_own(client):
    make_person()
    answer = client.get("/admin/login/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("role", [roles.MODERATOR, roles.SAFEGUARDING])
def test_moderators_do_not_enter_the_admin(client, role):
    client.force_login(make_person(role=role))
    assert client.get("/admin/").status_code in {302, 403}
