"""What the tables of stories promise."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, CallToAction
from tests.factories.articles import make_article, make_call, make_category, make_source, make_tag
from tests.factories.campaigns import make_campaign

pytestmark = pytest.mark.django_db

HOSTILE = (
    '<p onclick="x()">Read<script>alert(1)</script></p><iframe src="//x"></iframe>'
    '<img src="https://other.example/x.png" alt="a > b"><a href="javascript:x()">go</a>'
)
CLEAN = '<p>Read</p><a rel="noopener">go</a>'


def test_the_body_is_cleaned_by_saving():
    article = make_article(body=HOSTILE)
    assert article.body == CLEAN
    article.refresh_from_db()
    assert article.body == CLEAN


def test_the_body_is_cleaned_by_a_bulk_insert_and_by_updates():
    article = make_article()
    Article.objects.filter(pk=article.pk).update(body=HOSTILE)
    article.refresh_from_db()
    assert article.body == CLEAN
    article.body = HOSTILE
    Article.objects.bulk_update([article], ["body"])
    article.refresh_from_db()
    assert article.body == CLEAN
    fresh = Article(title="Two", slug="two", body=HOSTILE, category=make_category())
    Article.objects.bulk_create([fresh])
    assert Article.objects.get(slug="two").body == CLEAN


def test_titles_lose_control_characters_and_tricks_of_direction():
    article = make_article(title="A\x00 \u202etitle\x07\nhere")
    article.refresh_from_db()
    assert article.title == "A title here"


def test_the_year_of_the_address_is_fixed_at_first_publication():
    article = make_article(published_at=dt.datetime(2021, 3, 1, tzinfo=dt.UTC))
    address = article.get_absolute_url()
    assert address.startswith("/news/2021/")
    article.published_at = dt.datetime(2024, 3, 1, tzinfo=dt.UTC)
    article.save()
    assert article.get_absolute_url() == address


def test_publishing_without_an_hour_publishes_now():
    article = make_article(published_at=None)
    assert article.is_published
    assert article.year == timezone.localtime().year


@pytest.mark.parametrize("slug", ["2024", "05", "Under_score", "a--b", ""])
def test_a_slug_without_a_letter_or_with_odd_signs_is_refused(slug):
    article = make_article()
    article.slug = slug
    with pytest.raises(ValidationError):
        article.full_clean()


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"slug": "2024"}, "slug_holds_a_letter"),
        ({"published_at": None}, "live_story_has_a_date_and_a_year"),
        ({"year": None}, "live_story_has_a_date_and_a_year"),
        ({"correction": "It was 8 per cent."}, "correction_has_a_text_and_a_date"),
        ({"corrected_at": timezone.now()}, "correction_has_a_text_and_a_date"),
        ({"hero": "stories/a.webp"}, "picture_has_words_credit_and_consent"),
        (
            {"hero": "stories/a.webp", "hero_alt": "A boat", "hero_credit": "M. K."},
            "picture_has_words_credit_and_consent",
        ),
        ({"source_url": "https://example.org/"}, "source_address_has_a_source"),
    ],
)
def test_the_database_refuses_a_story_that_lacks_its_other_half(changes, constraint):
    article = make_article()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**changes)


def test_a_picture_of_a_childs_face_cannot_be_published():
    picture = {
        "hero": "stories/a.webp", "hero_alt": "A child", "hero_credit": "M. K.",
        "hero_consent": "written", "hero_shows_child": True,
    }  # fmt: skip
    pk = make_article(state="draft").pk
    Article.objects.filter(pk=pk).update(**picture, hero_width=9, hero_height=9)
    article = Article.objects.get(pk=pk)
    with pytest.raises(IntegrityError, match="child_face_is_not_published"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(state="live", year=2026)
    article.state = Article.State.LIVE
    with pytest.raises(ValidationError, match="child's face cannot be published"):
        article.full_clean()


def test_two_stories_of_a_year_have_two_slugs():
    make_article(slug="same")
    with pytest.raises(IntegrityError, match="story_has_its_own_address"), transaction.atomic():
        make_article(slug="same")
    old = make_article(slug="same", published_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert old.year == 2020


def test_a_story_has_one_next_step_and_each_campaign_once_at_a_place():
    article, campaign = make_article(), make_campaign()
    make_call(article, campaign, placement="end")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_call(article, make_campaign(), placement="end")
    make_call(article, campaign)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_call(article, campaign, after_paragraph=3)
    with pytest.raises(IntegrityError, match="after_a_paragraph"), transaction.atomic():
        CallToAction.objects.update(after_paragraph=0)


def test_a_story_says_how_old_it_is_and_when_it_last_changed():
    article = make_article(days_ago=366 * 8 + 2)
    assert article.age_in_years == 8
    assert make_article(days_ago=200).age_in_years == 0
    article.corrected_at = timezone.now()
    assert article.changed_at == article.corrected_at


def test_the_newest_first_is_a_total_order():
    moment = timezone.now()
    same = [make_article(published_at=moment) for _number in range(4)]
    assert list(Article.objects.newest_first()) == same[::-1]


def test_related_stories_share_tags_first_and_are_never_drafts_or_the_story_itself():
    source = make_source()
    tag, other = make_tag(), make_tag()
    category = make_category()
    story = make_article(category=category, tags=[tag, other], source=source)
    close = make_article(category=make_category(), tags=[tag, other], days_ago=50)
    near = make_article(category=category, days_ago=2)
    make_article(category=category, tags=[tag], state="draft")
    far = make_article(category=make_category())
    related = list(Article.objects.related_to(story))
    assert related == [close, near]
    assert far not in related
