"""The app's place in Django, and which static files are collected."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Registers ``portal``."""

    name = "portal"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"


class CollectedFiles(StaticFilesConfig):
    """Static files without those of packages whose pages are not served here: half of the time."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "rest_framework",
        "django_comments_xtd",
        "flags",
        "*.min.js.map",
    ]
