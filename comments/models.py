"""Comments as the portal keeps them."""

from django_comments_xtd.models import XtdComment


class ScreenedComment(XtdComment):
    """A comment that is read before it is published."""
