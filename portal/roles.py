"""The roles of the staff: groups, what each may do, and where each begins."""

from typing import Any, Final

from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.urls import NoReverseMatch, reverse

MODERATOR: Final = "moderator"
SAFEGUARDING: Final = "safeguarding"
EDITOR: Final = "editor"
CAMPAIGN_OWNER: Final = "campaign owner"
OPERATOR: Final = "operator"

# Each role's permissions, as "app.codename"; "app" alone is all of the app's, "app.*_model" all of
# the model's.
ROLES: Final[dict[str, tuple[str, ...]]] = {
    MODERATOR: ("comments.moderate",),
    SAFEGUARDING: ("comments.safeguard",),
    EDITOR: ("articles", "awareness", "campaigns.view_campaign"),  # to name one in a story
    CAMPAIGN_OWNER: ("campaigns.*_campaign", "campaigns.*_campaignupdate", "campaigns.*_target"),
    # What people wrote and disclosed is read by those two roles alone, never by an operator.
    OPERATOR: ("articles", "awareness", "campaigns", "mailing", "auth", "account", "mfa"),
}
# Who works in Django's admin: operators, and the others as far as their own tables.
ADMIN_ROLES: Final = (OPERATOR, EDITOR, CAMPAIGN_OWNER)
# Where each role begins, in order: the first that a person has decides.
HOMES: Final = (
    (MODERATOR, "moderation:queue"),
    (SAFEGUARDING, "moderation:safeguarding"),
    (EDITOR, "admin:index"),
    (CAMPAIGN_OWNER, "admin:index"),
    (OPERATOR, "admin:index"),
)


def grant_permissions(**_signal: Any) -> None:  # noqa: ANN401  whatever Django sends along
    """Make the groups and give each its permissions; runs after every migrate, safe to repeat."""
    for name, wanted in ROLES.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set(
            [permission for each in wanted for permission in _permissions_of(each)]
        )


def give_role(user: User, role: str) -> None:
    """Let ``user`` work as ``role``.

    Operators may do anything in the admin; what people wrote or disclosed is still not theirs.
    """
    user.groups.add(Group.objects.get(name=role))
    user.is_staff = True
    user.is_superuser = user.is_superuser or role == OPERATOR
    user.save(update_fields=["is_staff", "is_superuser"])


def roles_of(user: User | AnonymousUser) -> list[str]:
    """The roles a person has, in the order of ``ROLES``; none for who is not signed in."""
    if not user.is_authenticated or not user.is_active:
        return []
    held = set(user.groups.filter(name__in=ROLES).values_list("name", flat=True))
    return [name for name in ROLES if name in held]


def home_of(user: User | AnonymousUser) -> str:
    """The address where a person's work begins; the account page for who has no desk."""
    held = set(roles_of(user))
    if user.is_superuser:
        held.add(OPERATOR)
    for role, name in HOMES:
        if role in held:
            try:
                return reverse(name)
            except NoReverseMatch:
                continue
    return reverse("account")


def _permissions_of(name: str) -> list[Permission]:
    app, _dot, codename = name.partition(".")
    permissions = Permission.objects.filter(content_type__app_label=app)
    if codename.startswith("*"):
        permissions = permissions.filter(content_type__model=codename.removeprefix("*_"))
    elif codename:
        permissions = permissions.filter(codename=codename)
    return list(permissions)
