import datetime as dt

import pytest
from django.utils import timezone

from campaigns.counting import fold_counts, recount
from campaigns.models import Campaign, Signup, SignupDelta
from mailing.models import ConsentEvent, OutboxMail, Suppression
from tests.factories.campaigns import make_campaign, make_signup

pytestmark = pytest.mark.django_db
State = Signup.State


def sign(client, campaign, typed, **changes):
    return client.post(f"{campaign.get_absolute_url()}sign/", {**typed, **changes})


def count_of(campaign):
    return Campaign.objects.with_fresh_count().get(pk=campaign.pk).count


def test_a_supporter_signs_confirms_is_counted_and_leaves(client, campaign, typed, post):
    answer = sign(client, campaign, typed, source="a-story", show_name="on", wants_updates="on")
    assert answer.status_code == 303
    assert answer["Location"] == f"/campaigns/{campaign.slug}/check-your-email/"
    assert "check your e-mail" in client.get(answer["Location"]).content.decode()
    assert count_of(campaign) == 0

    links = post()
    page = client.get(links["confirm"][0])
    assert "Ada Lovelace" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex"

    answer = client.post(links["confirm"][0])
    assert answer.status_code == 303
    assert "You are supporter number 1." in client.get(answer["Location"]).content.decode()
    assert count_of(campaign) == 1
    signup = Signup.objects.get()
    assert (signup.state, signup.source, signup.show_name) == (State.CONFIRMED, "a-story", True)
    granted = ConsentEvent.objects.values_list("purpose", "is_granted")
    assert set(granted) == {
        (f"campaign:{campaign.pk}:sign", True),
        (f"campaign:{campaign.pk}:updates", True),
    }

    assert "Take your name off" in client.get(links["withdraw"][0]).content.decode()
    answer = client.post(links["withdraw"][0])
    assert "Your name is off the list" in client.get(answer["Location"]).content.decode()
    assert count_of(campaign) == 0
    signup.refresh_from_db()
    assert (signup.state, signup.email, signup.first_name) == (State.WITHDRAWN, "", "")
    assert ConsentEvent.objects.filter(is_granted=False).count() == 2
    fold_counts()
    assert not recount(campaign.pk).repaired


def test_the_form_works_from_inside_a_story_that_another_page_shows(client, campaign, typed, post):
    answer = sign(client, campaign, typed, source="../evil?x=1")
    assert answer.status_code == 303
    assert Signup.objects.get().source == ""


def test_nobody_learns_whether_an_address_has_signed(client, campaign, typed, post):
    first = sign(client, campaign, typed)
    client.post(post()["confirm"][0])
    second = sign(client, campaign, typed, first_name="Mallory")
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Signup.objects.get().first_name == "Ada"


def test_somebody_who_signed_is_told_so_by_mail(client, campaign, typed, post, letterbox):
    sign(client, campaign, typed)
    client.post(post()["confirm"][0])
    sign(client, campaign, typed, email=" ADA@Example.org ")
    post()
    assert [message["Subject"] for message in letterbox.messages] == [
        f"Please confirm: {campaign.title}",
        f"You have joined already: {campaign.title}",
    ]


def test_an_address_gets_three_mails_of_a_campaign_at_most(campaign, client, typed, post):
    for _time in range(6):
        assert sign(client, campaign, typed).status_code == 303
        Signup.objects.update(mailed_at=None)
    assert OutboxMail.objects.count() == 3


def test_a_double_click_mails_once(client, campaign, typed):
    sign(client, campaign, typed)
    sign(client, campaign, typed)
    assert Signup.objects.count() == OutboxMail.objects.count() == 1


def test_what_was_typed_last_holds_until_it_is_confirmed(client, campaign, typed, post):
    sign(client, campaign, typed, first_name="Adda")
    sign(client, campaign, typed)
    assert Signup.objects.get().first_name == "Ada"


def test_a_discreet_campaign_is_not_named_in_a_subject(client, typed, post, letterbox):
    campaign = make_campaign(discreet_mail=True)
    sign(client, campaign, typed)
    post()
    (message,) = letterbox.messages
    assert campaign.title not in message["Subject"]


def test_scanners_that_open_every_link_change_no_count(client, campaign, typed, post):
    sign(client, campaign, typed)
    links = post()
    for path in (*links["confirm"], *links["withdraw"]) * 3:
        client.get(path)
        client.head(path)
        client.options(path)
    assert Signup.objects.get().state == State.PENDING
    client.post(links["confirm"][0])
    client.get(links["withdraw"][0])
    assert count_of(campaign) == 1


def test_confirming_twice_counts_once(client, campaign, typed, post):
    sign(client, campaign, typed)
    link = post()["confirm"][0]
    client.post(link)
    again = client.post(link)
    assert again["Location"] == f"/campaigns/{campaign.slug}/thanks/"
    assert "counted already" in client.get(link).content.decode()
    assert count_of(campaign) == 1
    assert SignupDelta.objects.count() == 1


def test_who_left_may_come_back_and_old_links_no_longer_work(client, campaign, typed, post):
    sign(client, campaign, typed)
    links = post()
    client.post(links["confirm"][0])
    client.post(links["withdraw"][0])
    sign(client, campaign, typed)
    assert client.get(links["confirm"][0]).status_code == 404
    assert client.post(links["withdraw"][0]).status_code == 404
    links = post()
    client.post(links["confirm"][-1])
    assert count_of(campaign) == 1


def test_a_link_of_another_campaign_is_not_taken(client, campaign, typed, post):
    other = make_campaign()
    sign(client, campaign, typed)
    link = post()["confirm"][0].replace(campaign.slug, other.slug)
    assert client.post(link).status_code == 404
    assert Signup.objects.get().state == State.PENDING


def test_a_link_to_confirm_works_for_fourteen_days_and_one_to_leave_for_ever(
    client, campaign, typed, post, time_machine
):
    sign(client, campaign, typed)
    links = post()
    time_machine.move_to("2099-01-01")
    late = client.post(links["confirm"][0])
    assert late.status_code == 410
    assert "too old" in late.content.decode()
    assert client.post(links["withdraw"][0]).status_code == 303


def test_a_confirmation_after_the_end_is_told_kindly(client, campaign, typed, post):
    sign(client, campaign, typed)
    Campaign.objects.update(state="closed")
    link = post()["confirm"][0]
    assert "This list is closed" in client.get(link).content.decode()
    assert "This list is closed" in client.post(link).content.decode()
    assert count_of(campaign) == 0


def test_a_closed_campaign_says_how_it_ended_and_takes_nobody(client, typed):
    campaign = make_campaign(state="won", outcome="They said yes.")
    for answer in (client.get(campaign.get_absolute_url()), sign(client, campaign, typed)):
        page = answer.content.decode()
        assert "This campaign was won." in page
        assert "They said yes." in page
    assert answer.status_code == 409
    assert not Signup.objects.exists()


def test_an_address_that_refuses_mail_is_rejected_unless_it_counts(
    client, campaign, typed, post, letterbox
):
    counted = make_signup(make_campaign(), email="ada@example.org", state=State.CONFIRMED)
    letterbox.answers["RCPT"] = "550 no such person"
    sign(client, campaign, typed)
    post()
    waiting = Signup.objects.get(campaign=campaign)
    counted.refresh_from_db()
    assert (waiting.state, counted.state) == (State.REJECTED, State.CONFIRMED)
    assert (waiting.email, waiting.last_name) == ("", "")


def test_a_mailbox_that_comes_back_may_be_signed_with_again(
    client, campaign, typed, post, letterbox
):
    letterbox.answers["RCPT"] = "550 no such person"
    sign(client, campaign, typed)
    post()
    letterbox.answers.clear()
    Suppression.objects.update(created_at=timezone.now() - dt.timedelta(days=31))
    sign(client, campaign, typed)
    client.post(post()["confirm"][0])
    assert count_of(campaign) == 1
