"""Who of the staff may do what. The groups are made by a migration; readers have no role."""

from typing import Any, Final

from django.contrib.auth.models import Group, Permission, User

MODERATOR, SAFEGUARDING, EDITOR = "moderator", "safeguarding", "editor"
CAMPAIGN_OWNER, OPERATOR = "campaign owner", "operator"
ROLES: Final = (MODERATOR, SAFEGUARDING, EDITOR, CAMPAIGN_OWNER, OPERATOR)

# An app's label alone stands for adding, changing, deleting and viewing everything in it.
GRANTS: Final[dict[str, tuple[str, ...]]] = {
    MODERATOR: ("comments.moderate",),
    SAFEGUARDING: ("comments.safeguard",),
    EDITOR: ("articles", "awareness"),
    CAMPAIGN_OWNER: ("campaigns.*_campaign", "campaigns.*_campaignupdate", "campaigns.*_target"),
    OPERATOR: ("comments.moderate", "articles", "awareness", "campaigns", "mailing", "auth"),
}
# Whom the Django admin lets in; moderators and safeguarding work at their own desk.
ADMIN_ROLES: Final = frozenset({EDITOR, CAMPAIGN_OWNER, OPERATOR})
WORKPLACES: Final = {
    "comments.moderate": "/moderation/",
    "comments.safeguard": "/moderation/",
    "articles.change_article": "/admin/articles/article/",
    "campaigns.change_campaign": "/admin/campaigns/campaign/",
}


def grant_permissions(**_signal: Any) -> None:  # noqa: ANN401
    """Give each group its permissions; runs after every migrate, when Django has made them."""
    for role, patterns in GRANTS.items():
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set(
            permission
            for permission in Permission.objects.select_related("content_type")
            if any(_fits(permission, pattern) for pattern in patterns)
        )


def _fits(permission: Permission, pattern: str) -> bool:
    label, _dot, codename = pattern.partition(".")
    if permission.content_type.app_label != label:
        return False
    if codename.startswith("*"):
        return permission.codename.partition("_")[2] == codename.removeprefix("*_")
    return codename in {"", permission.codename}


def give_role(user: User, role: str) -> None:
    """Let ``user`` work as ``role``; operators may do everything."""
    user.groups.add(Group.objects.get(name=role))
    if role in ADMIN_ROLES:
        user.is_staff = True
    user.is_superuser = user.is_superuser or role == OPERATOR
    user.save(update_fields=["is_staff", "is_superuser"])


def workplace(user: User) -> str:
    """The address where this person's work begins."""
    if user.is_superuser:
        return "/admin/"
    return next((address for name, address in WORKPLACES.items() if user.has_perm(name)), "/")
