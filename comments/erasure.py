"""Wiping: the text in every version, the name and the address go; a stub keeps the replies."""

from django.db import transaction
from django_comments.models import Comment

from comments.models import Appeal, CommentRevision, Report, ScreenedComment, ScreeningResult
from comments.moves import Move, move
from comments.states import Kind, State


@transaction.atomic
def erase(comment_id: int) -> ScreenedComment:
    """Wipe a comment and who wrote it, wherever it stands; its log stays, and holds no word of it.

    Raises:
        Changed: there is no such comment, or it was erased before.
    """
    comment = move(comment_id, Move(kind=Kind.ERASE, to=State.ERASED), writes=wiped())
    forget(comment)
    return comment


def wiped() -> dict[str, object]:
    """The columns of a comment whose text is gone for good."""
    return {
        "sealed_text": b"",
        "network": "",
        "message": "",
        "paragraph_key": "",
        "paragraph_quote": "",
        "only_once": None,
    }


def forget(comment: ScreenedComment) -> None:
    """Wipe what other tables hold of the writer's words and name."""
    CommentRevision.objects.filter(comment=comment.pk).update(sealed_text=b"")
    ScreeningResult.objects.filter(comment=comment.pk).update(findings=[])
    Appeal.objects.filter(comment=comment.pk).update(sealed_statement=b"")
    Report.objects.filter(comment=comment.pk).update(sealed_note=b"")
    Comment.objects.filter(pk=comment.pk).update(user_name="", user_email="", comment="")
