"""Filling the demo site."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.models import Article, Category, Tag
from campaigns.models import Campaign
from comments.models import ScreenedComment, State
from portal import roles
from portal.demo import files

pytestmark = pytest.mark.django_db


def seed() -> str:
    said = io.StringIO()
    call_command("seed_demo", stdout=said)
    return said.getvalue()


def test_the_demo_is_filled_once_and_a_second_time_changes_nothing():
    first = seed()
    before = set(Article.objects.values_list("pk", "title"))
    people = User.objects.count()
    again = seed()
    assert again.strip() == "The demonstration is here already."
    assert set(Article.objects.values_list("pk", "title")) == before
    assert User.objects.count() == people
    assert len(first.splitlines()) == people
    passwords = {line.split()[-1] for line in first.splitlines()}
    assert len(passwords) == people

    assert Article.objects.published().count() == 24
    assert Category.objects.filter(articles__isnull=False).distinct().count() == 6
    assert not Tag.objects.filter(articles__isnull=True).exists()
    assert Campaign.objects.count() == 5
    states = set(ScreenedComment.objects.values_list("state", flat=True))
    assert {State.PUBLISHED, State.HELD} <= states
    assert ScreenedComment.objects.count() >= 120
    for role in roles.ROLES:
        assert User.objects.filter(groups__name=role).exists(), role


def test_a_real_site_is_never_filled(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="Only a demo site"):
        seed()
    assert not Article.objects.exists()


def test_every_comment_of_the_demo_ends_where_its_row_says():
    seed()
    rows = files.table("comments")["comment"]
    reached = dict(ScreenedComment.objects.values_list("source_key", "state"))
    strayed = {
        row["key"]: reached[f"demo:{row['key']}"]
        for row in rows
        if reached[f"demo:{row['key']}"] != row["expected"]
    }
    assert strayed == {}
