"""What a commenter fills in."""

from django_comments_xtd.forms import XtdCommentForm


class CommentForm(XtdCommentForm):
    """The form under a story."""
