"""Taking in WordPress exports."""

import io
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from articles.models import Article, Category, Tag

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).resolve().parent / "samples"
SMALL = SAMPLES / "small.xml"


def take(path: Path, **options: bool) -> str:
    said = io.StringIO()
    call_command("import_wordpress", str(path), stdout=said, **options)
    return said.getvalue()


def test_a_published_post_becomes_a_story_with_its_date_category_tags_and_author(client: Client):
    said = take(SMALL)
    story = Article.objects.published().get()
    assert story.get_absolute_url() == "/news/2019/what-a-deckhand-is-owed/"
    assert (story.category.name, story.byline) == ("Fishing", "Mira K.")
    assert [tag.slug for tag in story.tags.all()] == ["wages"]
    assert story.published_at is not None
    assert story.published_at.isoformat() == "2019-05-04T08:30:00+00:00"
    assert "Stories: 1 published, 2 kept as drafts" in said
    assert client.get(story.get_absolute_url()).status_code == 200


def test_the_text_is_cleaned_on_its_way_in():
    said = take(SMALL)
    body = Article.objects.published().get().body
    first, second = body.split("</p>")[:2]
    assert first == "<p>A wage is a <strong>debt</strong> of the employer."
    assert second.strip() == "<p>It is due."
    assert "script" not in body
    assert "onclick" not in body
    assert "1 picture of another host left out" in said


def test_drafts_and_password_posts_are_never_public(client: Client):
    said = take(SMALL)
    for title in ("Not finished", "For members"):
        story = Article.objects.get(title=title)
        assert story.state == Article.State.DRAFT
        assert client.get(story.get_absolute_url()).status_code == 404
    assert "“For members”: kept as a draft: it had a password." in said


def test_a_text_without_tags_gets_its_paragraphs():
    take(SMALL)
    story = Article.objects.get(title="For members")
    assert story.body.startswith("<p>First block.</p>")
    assert "<p>Second block<br>" in story.body


def test_pages_and_attachments_are_skipped_with_a_line_each():
    said = take(SMALL)
    assert "Skipped “About”: its kind is “page”, and only posts are taken." in said
    assert "Skipped “boat.jpg”" in said


def test_taking_an_export_twice_changes_nothing():
    take(SMALL)
    Article.objects.update(title="An editor’s own title")
    said = take(SMALL)
    assert "0 published, 0 kept as drafts, 3 here already" in said
    assert "New categories: 0. New tags: 0." in said
    assert Article.objects.count() == 3
    assert set(Article.objects.values_list("title", flat=True)) == {"An editor’s own title"}


def test_a_dry_run_reports_the_same_and_stores_nothing():
    said = take(SMALL, dry_run=True)
    assert "Stories: 1 published, 2 kept as drafts" in said
    assert said.rstrip().endswith("This was a dry run: nothing was stored.")
    assert not Article.objects.exists()
    assert not Category.objects.exists()
    assert not Tag.objects.exists()


def test_a_file_cut_short_changes_nothing_and_says_where(tmp_path):
    cut = tmp_path / "cut.xml"
    cut.write_bytes(SMALL.read_bytes()[:-400])
    with pytest.raises(CommandError, match=r"damaged at line \d+.*Nothing was imported"):
        take(cut)
    assert not Article.objects.exists()


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(CommandError, match=r"none\.xml cannot be read: No such file"):
        take(Path("none.xml"))


def test_an_item_that_cannot_be_stored_leaves_the_others(tmp_path):
    deep = tmp_path / "deep.xml"
    deep.write_text(SMALL.read_text().replace("It is due.", "<blockquote>" * 5000))
    said = take(deep)
    assert "Skipped “What a deckhand is owed”: The text is nested deeper" in said
    assert Article.objects.count() == 2


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "published", "drafts"),
    [
        ("missing-version-tag.xml", 0, 0),
        ("small-export.xml", 5, 1),
        ("test-serialized-comment-meta.xml", 0, 1),
        ("theme-preview.xml", 7, 0),
        ("valid-wxr-1.0.xml", 3, 0),
        ("wxr-comprehensive.xml", 1, 0),
        ("wxr-utf-8-challenges.xml", 1, 0),
    ],
)
def test_exports_that_others_wrote_are_taken(client: Client, name, published, drafts):
    folder = samples_folder()
    said = take(folder / name)
    assert f"Stories: {published} published, {drafts} kept as drafts" in said
    assert Article.objects.published().count() == published
    for story in Article.objects.published():
        page = client.get(story.get_absolute_url())
        assert page.status_code == 200
        assert "\u202e" not in page.content.decode()
    assert f"{published + drafts} here already" in take(folder / name)


@pytest.mark.samples
def test_an_export_that_others_cut_short_is_refused():
    with pytest.raises(CommandError, match="damaged at line 14"):
        take(samples_folder() / "malformed-simple.xml")


def samples_folder() -> Path:
    if "PORTAL_SAMPLES" not in os.environ:
        pytest.skip("PORTAL_SAMPLES names no folder of samples")
    return Path(os.environ["PORTAL_SAMPLES"]) / "fixtures" / "wordpress"


def test_approved_comments_come_along_with_their_threads(client: Client):
    said = take(SMALL)
    assert "Comments: 2 taken, 0 here already, 2 skipped; 0 new ones wait" in said
    assert "comment 23: it was not approved" in said
    story = Article.objects.published().get()
    page = client.get(story.get_absolute_url()).content.decode()
    assert "The report took two years to appear." in page
    assert page.index("The report took") < page.index("Did he get it in the end?")
    assert "Cheap watches" not in page
    assert "Comments: 0 taken, 2 here already" in take(SMALL)
