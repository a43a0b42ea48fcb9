"""What was measured of django-comments-xtd 2.10, one test a hazard."""

import inspect
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import pre_save
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse
from django_comments import get_model
from django_comments.models import Comment, CommentFlag
from django_comments_xtd.models import (
    BlackListedDomain,
    XtdComment,
    publish_or_unpublish_on_pre_save,
)

from comments import moderation, moves
from comments.models import ScreenedComment, State
from comments.moves import Move
from comments.states import Kind
from tests.factories.comments import make_comment, make_moderator

pytestmark = pytest.mark.django_db


def test_our_model_is_the_one_that_is_used_and_is_not_called_comment():
    assert get_model() is ScreenedComment
    assert ScreenedComment.__name__ != "Comment"


def test_the_receiver_that_publishes_whole_threads_is_disconnected(story):
    receivers = pre_save._live_receivers(ScreenedComment)[0]
    assert publish_or_unpublish_on_pre_save not in receivers


def test_approving_a_parent_leaves_its_held_and_declined_replies_alone(story):
    parent = make_comment(story=story, state=State.HELD)
    held = make_comment(parent=parent, state=State.HELD)
    declined = make_comment(parent=parent, state=State.DECLINED)
    moderation.approve(parent.pk, moderator=make_moderator(), revision=1)
    for reply in (held, declined):
        reply.refresh_from_db()
        assert not reply.is_public
        assert reply.comment == ""


def test_none_of_its_addresses_is_mounted():
    for name in ("comments-xtd-sent", "comments-xtd-reply", "comments-post-comment",
                 "comments-xtd-api-create", "comments-xtd-mute", "comments-flag"):  # fmt: skip
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in (
        "/comments/post/",
        "/comments/api/comment/",
        "/comments/sent/",
        "/comments/posted/",
    ):
        with pytest.raises(Resolver404):
            resolve(path)
    assert not [key for key in get_resolver().reverse_dict if "xtd" in str(key)]


def test_its_admin_pages_cannot_publish_past_the_moves():
    for model in (Comment, XtdComment, ScreenedComment, CommentFlag, BlackListedDomain):
        assert not admin.site.is_registered(model)


def test_nobody_uses_its_template_tags_mails_or_threads():
    folder = Path(inspect.getfile(ScreenedComment)).parents[1]
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "django_comments_xtd.utils" not in text
        assert "notify_comment_followers" not in text
    for path in (folder.parent / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "comments_xtd" not in text
        assert "gravatar" not in text.lower()


def test_the_salt_is_not_the_empty_one(settings):
    assert len(settings.COMMENTS_XTD_SALT) >= 32


def test_the_permission_to_moderate_is_our_own(story):
    moderator = make_moderator()
    assert moderator.has_perm("comments.moderate")
    assert not moderator.has_perm("django_comments.can_moderate")
    assert not moderator.has_perm("comments.safeguard")


def test_an_insert_writes_no_other_row_of_the_thread(story):
    parent = make_comment(story=story)
    for number in range(3):
        make_comment(f"Reply {number}", parent=parent)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        make_comment("One more", parent=parent, state=State.RECEIVED)
    sql = [each["sql"] for each in captured if each["sql"].startswith("UPDATE")]
    assert [
        each for each in sql if "comments_screenedcomment" in each or '"django_comments' in each
    ] == []


def test_a_thread_reads_in_the_order_of_its_paths(story):
    first = make_comment("first", story=story)
    second = make_comment("second", story=story)
    late_reply = make_comment("reply to first", parent=first)
    deeper = make_comment("deeper", parent=late_reply)
    later = make_comment("second reply to first", parent=first)
    order = ScreenedComment.objects.in_thread_order()
    assert list(order) == [first, late_reply, deeper, later, second]
    assert (deeper.level, deeper.thread_id, deeper.parent_id) == (2, first.pk, late_reply.pk)


def test_a_move_is_one_guarded_update_of_one_table(story):
    comment = make_comment(story=story, state=State.HELD)
    with CaptureQueriesContext(connection) as captured:
        moves.move(comment.pk, Move(kind=Kind.APPROVE, to=State.PUBLISHED), revision=1)
    updates = [
        each["sql"] for each in captured if 'UPDATE "comments_screenedcomment"' in each["sql"]
    ]
    assert len(updates) == 1
    assert "\"state\" = 'held'" in updates[0]
    assert '"revision" = 1' in updates[0]
    assert "SELECT" not in updates[0]


def test_the_database_refuses_a_public_comment_that_is_not_published(story):
    comment = make_comment(story=story, state=State.HELD)
    for change in ({"is_public": True}, {"comment": "leaked"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=comment.pk).update(**change)


def test_the_database_refuses_a_published_comment_that_is_not_public(story):
    comment = make_comment(story=story)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScreenedComment.objects.filter(pk=comment.pk).update(state=State.HELD)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_log_of_moves_is_never_changed_or_deleted(story):
    comment = make_comment(story=story)
    for act in (
        lambda: comment.events.update(reason="nothing"),
        lambda: comment.events.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.parametrize(
    "change",
    [
        {"state": "approved"},
        {"rule": 10},
        {"state": "declined", "rule": None},
        {"state": "published", "published_at": None},
        {"state": "received", "received_at": None},
        {"state": "erased"},
        {"revision": 0},
        {"paragraph_quote": "of nothing"},
    ],
    ids=str,
)
def test_the_database_refuses_what_cannot_be(story, change):
    comment = make_comment(story=story, state=State.UNCONFIRMED)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScreenedComment.objects.filter(pk=comment.pk).update(**change)
