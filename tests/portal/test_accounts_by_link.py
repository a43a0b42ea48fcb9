from io import StringIO
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.signin import make_link
from tests.factories.staff import make_staff

pytestmark = pytest.mark.django_db


def path_of(link):
    return urlsplit(link).path


def printed(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().split()


def test_a_link_signs_its_person_in_once(client):
    user = make_staff("operator")
    path = path_of(printed("signin_link", user.email.upper())[-1])
    assert client.get(path).status_code == 200
    assert "_auth_user_id" not in client.session
    client.post(path)
    assert client.session["_auth_user_id"] == str(user.pk)
    client.post("/account/logout/")
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410
    assert "_auth_user_id" not in client.session


def test_a_link_lasts_ten_minutes(client):
    user = make_staff()
    with time_machine.travel("2026-11-24T09:00:00Z", tick=False):
        path = path_of(make_link(user.email))
    with time_machine.travel("2026-11-24T09:09:59Z", tick=False):
        assert client.get(path).status_code == 200
    with time_machine.travel("2026-11-24T09:10:01Z", tick=False):
        assert client.post(path).status_code == 410


def test_a_forged_link_opens_nothing(client):
    user = make_staff()
    path = path_of(make_link(user.email))
    assert client.post(path[:-3] + "x/").status_code == 410
    assert client.post("/account/link/x/").status_code == 410


def test_a_link_of_a_closed_account_opens_nothing(client):
    user = make_staff()
    path = path_of(make_link(user.email))
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.post(path).status_code == 410


def test_a_link_makes_nobody():
    with pytest.raises(CommandError, match="add_staff"):
        call_command("signin_link", "who@lantern.example")
    assert not User.objects.exists()


def test_after_a_link_the_second_factor_is_still_asked_for(client):
    user = make_staff("operator")
    TOTP.activate(user, generate_totp_secret())
    path = path_of(make_link(user.email))
    assert client.post(path)["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.post(path).status_code == 410


def test_an_operator_invites_the_first_of_the_staff(client):
    words = printed("add_staff", "Ana@lantern.example", "--role", "moderator", "--name", "Ana")
    user = User.objects.get()
    assert (user.email, user.first_name) == ("ana@lantern.example", "Ana")
    assert not user.has_usable_password()
    client.post(path_of(words[-1]))
    assert client.get("/account/password/set/").status_code == 200
    assert client.get("/account/2fa/totp/activate/").status_code == 200


def test_inviting_twice_adds_roles_and_keeps_the_account():
    call_command("add_staff", "ana@lantern.example", "--role", "moderator", stdout=StringIO())
    call_command("add_staff", "Ana@lantern.example", "--role", "editor", stdout=StringIO())
    assert set(User.objects.get().groups.values_list("name", flat=True)) == {"moderator", "editor"}


def test_a_bad_address_is_refused():
    with pytest.raises(CommandError, match="not a mail address"):
        call_command("add_staff", "ana", "--role", "moderator")
