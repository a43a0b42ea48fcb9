"""The demonstration's stories, as they come into the database."""

import pytest
from django.db.models import F
from django.utils import timezone

from articles.models import Article
from portal.demo.newsroom import load_stories

pytestmark = pytest.mark.django_db


def test_every_story_of_the_demonstration_is_published_and_has_a_caption() -> None:
    count = load_stories(timezone.now())
    stories = Article.objects.published()
    assert stories.count() == count
    assert not stories.filter(hero_caption="").exists()


def test_a_correction_in_the_file_is_a_correction_on_the_story() -> None:
    load_stories(timezone.now())
    corrected = Article.objects.get(corrected_at__gt=F("published_at"))
    assert corrected.slug == "act-means-purpose"
    assert corrected.correction
