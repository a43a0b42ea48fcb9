"""Editing stories in the admin."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from articles.models import Article
from portal.roles import EDITOR, give_role
from tests.factories.articles import make_article, make_category
from tests.factories.campaigns import make_campaign

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"


@pytest.fixture
def editor(admin_client: Client, settings: Any, tmp_path: Any) -> Client:
    settings.MEDIA_ROOT = tmp_path
    settings.SECOND_FACTOR_REQUIRED = False
    return admin_client


def picture(size: tuple[int, int] = (64, 36), kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#0C3C4C").save(out, kind, **options)
    return out.getvalue()


def filled_in(**changes: Any) -> dict[str, Any]:
    values = {
        "title": "A story",
        "slug": "a-story",
        "standfirst": "What it says.",
        "body": "<p>Text.</p>",
        "category": make_category().pk,
        "state": "live",
        "published_at_0": "2026-01-02",
        "published_at_1": "08:00:00",
        "comment_policy": "open",
        "calls_to_action-TOTAL_FORMS": "0",
        "calls_to_action-INITIAL_FORMS": "0",
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


def errors(response: Any) -> str:
    return str(response.context["errors"])


def test_an_editor_publishes_a_story_with_a_campaign_at_its_end(editor: Client):
    campaign = make_campaign()
    inline = {
        "calls_to_action-TOTAL_FORMS": "1",
        "calls_to_action-0-campaign": campaign.pk,
        "calls_to_action-0-placement": "end",
        "calls_to_action-0-after_paragraph": "1",
    }
    assert editor.post(ADD, filled_in(**inline)).status_code == 302
    story = Article.objects.get()
    assert story.get_absolute_url() == "/news/2026/a-story/"
    page = editor.get(story.get_absolute_url()).content.decode()
    assert campaign.title in page


def test_what_an_editor_pastes_is_cleaned(editor: Client):
    editor.post(ADD, filled_in(body='<p onclick="x()">Hi<script>alert(1)</script></p>'))
    assert Article.objects.get().body == "<p>Hi</p>"


def test_a_body_that_is_nested_too_deep_comes_back_with_a_sentence(editor: Client):
    response = editor.post(ADD, filled_in(body="<blockquote>" * 500))
    assert "nested deeper" in errors(response)


def test_a_picture_needs_words_a_credit_and_consent(editor: Client):
    hero = SimpleUploadedFile("boat.jpg", picture())
    response = editor.post(ADD, filled_in(hero=hero, hero_alt="A boat"))
    assert "A picture needs words, a credit and a consent basis." in errors(response)


def with_picture(data: bytes, name: str = "boat.jpg") -> dict[str, Any]:
    return filled_in(
        hero=SimpleUploadedFile(name, data),
        hero_alt="A boat",
        hero_credit="M. K.",
        hero_consent="nobody",
    )


def test_a_picture_is_written_anew_without_what_the_camera_knew(editor: Client):
    exif = Image.Exif()
    exif[0x010F] = "Camera of Mira"
    exif[0x0112] = 6  # turned
    assert editor.post(ADD, with_picture(picture(exif=exif))).status_code == 302
    story = Article.objects.get()
    assert story.hero.name.endswith(".webp")
    with story.hero.open() as file, Image.open(file) as stored:
        assert not stored.getexif()
        assert stored.size == (story.hero_width, story.hero_height) == (36, 64)
    response = editor.get(story.hero.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"Camera" not in b"".join(response.streaming_content)
    page = editor.get(story.get_absolute_url()).content.decode()
    assert 'alt="A boat"' in page
    assert "M. K." in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>', "cannot be read"),
        (b"GIF89a<script>alert(1)</script>", "cannot be read"),
        (b"%PDF-1.7", "cannot be read"),
        (picture((7000, 7000), "PNG"), "more than 40 megapixels"),
        (picture()[:300], "cannot be read"),
    ],
    ids=["svg", "polyglot", "pdf", "bomb", "cut"],
)
def test_an_unsafe_picture_is_refused_with_a_sentence(editor: Client, data, sentence):
    assert sentence in errors(editor.post(ADD, with_picture(data)))
    assert not Article.objects.exists()


def test_a_childs_face_blocks_publication(editor: Client):
    values = with_picture(picture()) | {"hero_shows_child": "on"}
    assert "child&#x27;s face cannot be published" in errors(editor.post(ADD, values))
    values = with_picture(picture()) | {"hero_shows_child": "on", "state": "draft"}
    assert editor.post(ADD, values).status_code == 302


def test_changing_the_text_of_a_published_story_is_an_update_and_its_slug_stays(editor: Client):
    story = make_article()
    address = f"/admin/articles/article/{story.pk}/change/"
    values = filled_in(title=story.title, slug="another", standfirst=story.standfirst)
    values |= {"body": story.body, "category": story.category.pk}
    editor.post(address, values)
    story.refresh_from_db()
    assert story.updated_at is None
    editor.post(address, values | {"body": "<p>New.</p>"})
    story.refresh_from_db()
    assert story.updated_at is not None
    assert story.slug != "another"


def test_a_correction_without_a_date_is_made_now(editor: Client):
    editor.post(ADD, filled_in(correction="It was 8 per cent, not 9."))
    story = Article.objects.get()
    assert story.corrected_at is not None
    assert abs((timezone.now() - story.corrected_at).total_seconds()) < 60
    page = editor.get("/corrections/").content.decode()
    assert "It was 8 per cent, not 9." in page


@pytest.mark.parametrize("page", ["article", "category", "tag", "source"])
def test_the_lists_of_the_admin_open(editor: Client, page):
    make_article()
    assert editor.get(f"/admin/articles/{page}/").status_code == 200
    assert editor.get(f"/admin/articles/{page}/add/").status_code == 200


def test_somebody_with_the_role_of_editor_can_write_a_story_and_name_a_campaign(client: Client):
    campaign = make_campaign(title="No fees for a job")
    editor = User.objects.create_user("dara", "dara@example.org")
    give_role(editor, EDITOR)
    client.force_login(editor)
    assert client.get(ADD).status_code == 200
    asked = {
        "app_label": "articles", "model_name": "calltoaction", "field_name": "campaign",
        "term": "fees",
    }  # fmt: skip
    found = client.get("/admin/autocomplete/", asked).json()
    assert [each["text"] for each in found["results"]] == [str(campaign)]
