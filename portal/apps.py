"""The project's place in Django, and which static files are collected."""

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Registers ``portal``, and keeps the roles' permissions in step with the models."""

    name = "portal"
    default = True  # of the two in this module
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what reacts to Django's signals and to facts of the apps."""
        from portal import receivers
        from portal.roles import grant_permissions
        from portal.sessions import begin_session

        receivers.connect()
        # Sent for each app in turn: after the last one all permissions are there.
        post_migrate.connect(grant_permissions, sender=list(apps.get_app_configs())[-1])
        user_logged_in.connect(begin_session)


class CollectedFiles(StaticFilesConfig):
    """Static files without those of packages whose pages are not served here: half of the time."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "rest_framework",
        "django_comments_xtd",
        "flags",
        "*.min.js.map",
    ]
