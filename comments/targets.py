"""What may be commented on: the setting names the models, the protocol says what they answer."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

from comments.models import Conversation
from common.html import Paragraph


@runtime_checkable
class Commentable(Protocol):
    """A model whose rows people talk about."""

    pk: int
    comment_policy: str

    def get_absolute_url(self) -> str:
        """Its page."""

    def comment_title(self) -> str:
        """Its name, as a conversation is headed."""

    def may_be_read(self) -> bool:
        """Whether the public sees it now."""

    def comment_paragraphs(self) -> Sequence[Paragraph]:
        """Its blocks, for comments on one of them."""


class NoSuchTarget(LookupError):
    """There is no such thing, or the public may not see it."""


def model_of(kind: str) -> type[models.Model]:
    """The model that the setting names for ``kind``.

    Raises:
        NoSuchTarget: the setting does not name it.
    """
    try:
        return apps.get_model(settings.COMMENT_TARGETS[kind])
    except KeyError as problem:
        raise NoSuchTarget(kind) from problem


def kind_of(target: models.Model) -> str:
    """The kind under which the setting names the model of ``target``."""
    for kind, label in settings.COMMENT_TARGETS.items():
        if isinstance(target, apps.get_model(label)):
            return str(kind)
    raise NoSuchTarget(target._meta.label)  # noqa: SLF001  the documented way to a model's label


def find_target(kind: str, number: int) -> Commentable:
    """The readable thing with that number.

    Raises:
        NoSuchTarget: nothing, or nothing that the public may see; the two look the same.
    """
    target = model_of(kind)._default_manager.filter(pk=number).first()  # noqa: SLF001
    if not isinstance(target, Commentable) or not target.may_be_read():
        raise NoSuchTarget(kind)
    return target


def target_of(conversation: Conversation) -> Commentable | None:
    """What the conversation is about; ``None`` where it is gone."""
    target = conversation.target
    return target if isinstance(target, Commentable) else None


def conversation_of(target: Commentable) -> Conversation:
    """The conversation about ``target``, made on the first comment, with its policy of today."""
    content_type = ContentType.objects.get_for_model(target)  # type: ignore[arg-type]
    conversation, made = Conversation.objects.get_or_create(
        content_type=content_type,
        object_id=target.pk,
        defaults={"policy": target.comment_policy},
    )
    if not made and conversation.policy != target.comment_policy:
        Conversation.objects.filter(pk=conversation.pk).update(policy=target.comment_policy)
        conversation.policy = target.comment_policy
    return conversation
