"""The app's place in Django."""

from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Registers ``comments``, and takes the hands of django-comments-xtd off it."""

    name = "comments"
    verbose_name = _("Comments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Disconnect the receiver that gives a comment's visibility to all of its replies.

        The app stands after django_comments_xtd in INSTALLED_APPS, which connects it.
        """
        from django_comments_xtd.models import publish_or_unpublish_on_pre_save

        pre_save.disconnect(publish_or_unpublish_on_pre_save, sender="comments.ScreenedComment")
