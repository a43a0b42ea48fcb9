import pytest

from campaigns.forms import make_stamp
from campaigns.models import Signup
from common import queue
from mailing import outbox
from mailing.models import OutboxMail
from tests.factories.campaigns import make_campaign

pytestmark = pytest.mark.django_db

HOSTILE = ["\x00", "x" * 1_000_000, "\u202egro.elpmaxe@ada", "🧡" * 30, "<script>", "\ud800", "'--"]


@pytest.mark.parametrize(
    "field", ["first_name", "last_name", "email", "country", "source", "stamp"]
)
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_can_be_typed_breaks_the_form(client, campaign, typed, field, text):
    body = {**typed, field: text}.items()
    encoded = "&".join(f"{name}={_quoted(value)}" for name, value in body)
    answer = client.post(
        f"{campaign.get_absolute_url()}sign/",
        encoded,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in {303, 422}
    if answer.status_code == 422:
        assert "form-errors" in answer.content.decode()


def _quoted(value):
    from urllib.parse import quote

    return quote(value.encode("utf-8", "surrogatepass"))


def test_an_invalid_form_comes_back_with_what_was_typed(client, campaign, typed):
    answer = client.post(
        f"{campaign.get_absolute_url()}sign/",
        {**typed, "email": "ada(at)example.org", "show_name": "on", "country": "XX"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="ada(at)example.org"' in page
    assert 'value="Lovelace"' in page
    assert "Write one e-mail address, such as name@example.org." in page
    assert 'href="#sign-email"' in page
    assert 'aria-invalid="true"' in page
    assert "checked" in page
    assert not Signup.objects.exists()


def test_the_chosen_country_stays_chosen(client, campaign, typed):
    answer = client.post(f"{campaign.get_absolute_url()}sign/", {**typed, "email": ""})
    assert '<option value="GB" selected>United Kingdom</option>' in answer.content.decode()


@pytest.mark.parametrize(
    "name",
    ["Ángel", "O'Neil", "李小龍", "Anne-Marie", "მარიამ", "नेहा", "فاطمه", "Jr. Smith", "ʻAnakē"],
)
def test_names_of_every_script_are_names(client, campaign, typed, name):
    answer = client.post(f"{campaign.get_absolute_url()}sign/", {**typed, "first_name": name})
    assert answer.status_code == 303
    assert Signup.objects.get().first_name == name


@pytest.mark.parametrize("name", ["www.example.org", "http://x.org", "a@b.org", "Call 555", "!!"])
def test_addresses_and_numbers_are_no_names(client, campaign, typed, name):
    answer = client.post(f"{campaign.get_absolute_url()}sign/", {**typed, "first_name": name})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "token",
    ["x", "é", "a" * 3000, "WzEsMV0:1abc:forged", "%00", "..%2f..%2f", "WzEsMV0", ":::", "[1,1]"],
)
@pytest.mark.parametrize("page", ["confirm", "withdraw"])
def test_a_forged_link_gets_a_clear_answer(client, campaign, page, token):
    path = f"{campaign.get_absolute_url()}{page}/{token}/"
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 404


def test_a_token_for_another_purpose_is_forged(client, campaign):
    from common.signing import make_token
    from tests.factories.campaigns import make_signup

    signup = make_signup(campaign)
    for payload in ([signup.pk, 1], "text", {}, [1], [None, "x"]):
        for purpose in ("campaigns.withdraw", "campaigns.joined", "comments.confirm"):
            token = make_token(purpose, payload)
            path = f"{campaign.get_absolute_url()}confirm/{token}/"
            assert client.post(path).status_code == 404
    bad = make_token("campaigns.confirm", [None, "x"])
    assert client.post(f"{campaign.get_absolute_url()}confirm/{bad}/").status_code == 404


@pytest.mark.parametrize("joined", ["", "x", "\x00", "9" * 5000])
def test_nobody_forges_their_number(client, campaign, joined):
    page = client.get(f"{campaign.get_absolute_url()}thanks/", {"joined": joined})
    assert page.status_code == 200
    assert "supporter number" not in page.content.decode()


@pytest.mark.parametrize("query", ["state=%00", "state=nope", "older=%00~1", "older=x~" + "9" * 40])
def test_a_strange_question_gets_the_plain_list(client, campaign, query):
    assert client.get(f"/campaigns/?{query}").status_code == 200


def test_what_the_public_may_not_know_is_not_found(client, typed):
    hidden = make_campaign(state="draft").get_absolute_url()
    for path in ("", "sign/", "count.json", "thanks/", "check-your-email/", "confirm/x/"):
        assert client.get(hidden + path).status_code == 404
    assert client.post(f"{hidden}sign/", typed).status_code == 404


def test_a_program_that_fills_in_the_hidden_field_is_held_without_being_told(
    client, campaign, typed
):
    answer = client.post(
        f"{campaign.get_absolute_url()}sign/", {**typed, "homepage": "https://spam.example"}
    )
    assert answer.status_code == 303
    assert Signup.objects.get().state == "held"
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize(
    ("stamp", "state"),
    [("", "held"), ("2026-01-01.0123456789abcdef", "held"), ("x.y", "held"), (None, "pending")],
)
def test_a_form_that_was_not_fetched_here_is_held(client, campaign, typed, settings, stamp, state):
    settings.SIGNUP_HOLDS_UNSTAMPED = True
    stamp = make_stamp(campaign.pk) if stamp is None else stamp
    client.post(f"{campaign.get_absolute_url()}sign/", {**typed, "stamp": stamp})
    assert Signup.objects.get().state == state


def test_a_form_fetched_long_ago_is_held(client, campaign, typed, settings, time_machine):
    settings.SIGNUP_HOLDS_UNSTAMPED = True
    stamp = make_stamp(campaign.pk)
    time_machine.move_to("2099-01-01")
    client.post(f"{campaign.get_absolute_url()}sign/", {**typed, "stamp": stamp})
    assert Signup.objects.get().state == "held"


@pytest.mark.parametrize("scope", ["network", "address"])
def test_a_limit_says_when_to_come_back_and_keeps_what_was_typed(
    client, campaign, typed, settings, scope
):
    settings.SIGNUP_LIMITS = {**settings.SIGNUP_LIMITS, scope: (2, 3600)}
    path = f"{campaign.get_absolute_url()}sign/"
    assert [client.post(path, typed).status_code for _time in range(2)] == [303, 303]
    answer = client.post(path, typed)
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 1800
    page = answer.content.decode()
    assert "30 minutes" in page
    assert 'value="ada@example.org"' in page


@pytest.mark.django_db(transaction=True)
def test_a_sign_up_is_taken_while_the_broker_is_away(
    client, campaign, typed, monkeypatch, letterbox
):
    def away(*arguments, **options):
        raise ConnectionError

    monkeypatch.setattr("celery.current_app.send_task", away)
    monkeypatch.setattr(queue, "_open_until", 0.0)
    assert client.post(f"{campaign.get_absolute_url()}sign/", typed).status_code == 303
    monkeypatch.setattr(queue, "_open_until", 0.0)
    outbox.sweep()
    assert len(letterbox.messages) == 1


def test_a_form_of_another_site_is_refused(client, campaign, typed):
    answer = client.post(
        f"{campaign.get_absolute_url()}sign/", typed, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403
    assert not Signup.objects.exists()


@pytest.mark.django_db
def test_a_text_that_cannot_be_cleaned_comes_back_to_its_writer(admin_client):
    response = admin_client.post(
        "/admin/campaigns/campaign/add/", {"title": "T", "slug": "t", "body": "<q>" * 200}
    )
    assert response.status_code == 200
    assert "nested deeper than 100 levels" in response.text
