"""The place of Django's admin, for the few who may work in it."""

from django.contrib.admin.apps import AdminConfig


class OperatorsAdminConfig(AdminConfig):
    """Registers the admin with the portal's own site."""

    default_site = "portal.admin_site.OperatorsSite"
