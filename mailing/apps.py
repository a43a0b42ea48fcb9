"""The app's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingConfig(AppConfig):
    """Registers ``mailing``."""

    name = "mailing"
    verbose_name = _("Mailing")
    default_auto_field = "django.db.models.BigAutoField"
