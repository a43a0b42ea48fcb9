"""Thirty seconds to join, a count that tells the truth, and a way out for ever."""

import itertools
import re

from campaigns.models import Campaign, Signup

JOIN = re.compile("Add my name|Make the pledge|Join in")
NAMES = itertools.count(1)
STORY = "/news/2026/who-pays-for-the-hiring/"


def count_of(campaign):
    return Campaign.objects.with_fresh_count().get(pk=campaign.pk).count


def fills_in(visitor, address):
    visitor.form = ".sign-up"
    visitor.fill("First name", "Ada")
    visitor.fill("E-mail", address)
    visitor.choose("Country", "Kenya")
    visitor.press(JOIN)
    visitor.form = "main"


def confirms(visitor, campaign, address, before):
    """The mail's link asks first: opening it, as scanners do, counts nobody."""
    visitor.sees("One more step: check your e-mail")
    assert visitor.cookies == set()
    visitor.opens_the_mail(address, "Please confirm")
    withdraw = visitor.page.locator('a[href*="/withdraw/"]').get_attribute("href")
    visitor.follow_to("/confirm/")
    visitor.sees("Shall we count you?")
    assert count_of(campaign) == before
    visitor.press("Yes, count me")
    visitor.sees(f"You are supporter number {before + 1:,}.")
    assert count_of(campaign) == before + 1
    return withdraw


def leaves(visitor, campaign, withdraw, before):
    visitor.open(withdraw)
    assert count_of(campaign) == before + 1
    visitor.press("Take my name off")
    visitor.sees("Your name is off the list")
    assert count_of(campaign) == before
    assert visitor.cookies == set()


def test_a_supporter_joins_on_the_page_of_a_campaign_and_leaves_again(visitor):
    campaign = Campaign.objects.open().newest_first().first()
    before, address = count_of(campaign), f"ada.{next(NAMES)}@example.org"
    visitor.open("/campaigns/")
    visitor.follow(campaign.title)
    visitor.comes_to(campaign.get_absolute_url())
    fills_in(visitor, address)
    withdraw = confirms(visitor, campaign, address, before)
    visitor.open(campaign.get_absolute_url())
    visitor.sees(f"{before + 1:,}")
    leaves(visitor, campaign, withdraw, before)


def test_a_supporter_joins_from_inside_a_story_and_leaves_again(visitor):
    campaign = Campaign.objects.get(slug="no-fees-for-a-job")
    before, address = count_of(campaign), f"ada.{next(NAMES)}@example.org"
    visitor.open(STORY)
    assert visitor.page.locator("#next-steps").is_visible()
    fills_in(visitor, address)
    withdraw = confirms(visitor, campaign, address, before)
    leaves(visitor, campaign, withdraw, before)


def test_a_supporter_who_forgets_something_is_told_where_and_keeps_the_rest(visitor):
    campaign = Campaign.objects.open().newest_first().first()
    visitor.open(campaign.get_absolute_url())
    visitor.form = ".sign-up"
    visitor.fill("First name", "Ada")
    visitor.press(JOIN)
    visitor.sees("Write your e-mail address")
    visitor.activate(visitor.page.locator('#form-errors a[href="#sign-email"]'))
    assert visitor.page.get_by_label("First name", exact=True).input_value() == "Ada"
    assert visitor.page.locator("#sign-email").get_attribute("aria-invalid") == "true"
    assert visitor.cookies == set()


def test_a_supporter_who_clicks_twice_everywhere_is_counted_once(somebody_else):
    campaign = Campaign.objects.open().newest_first().first()
    before, address = count_of(campaign), f"ada.{next(NAMES)}@example.org"
    somebody_else.open(campaign.get_absolute_url())
    somebody_else.form = ".sign-up"
    somebody_else.fill("First name", "Ada")
    somebody_else.fill("E-mail", address)
    somebody_else.choose("Country", "Kenya")
    somebody_else.page.get_by_role("button", name=JOIN).first.dblclick()
    somebody_else.sees("One more step: check your e-mail")
    somebody_else.opens_the_mail(address, "Please confirm")
    mail = somebody_else.page.url
    somebody_else.follow_to("/confirm/")
    somebody_else.page.get_by_role("button", name="Yes, count me").dblclick()
    somebody_else.sees("Thank you")
    somebody_else.open(mail)
    somebody_else.follow_to("/confirm/")
    somebody_else.sees("You are counted already")
    assert count_of(campaign) == before + 1
    assert Signup.objects.filter(email=address).count() == 1
