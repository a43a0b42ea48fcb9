"""A comment: what was said is kept sealed, and stands readable only while it is public."""

from typing import TYPE_CHECKING, Any, Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DecimalRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from comments.querysets import ScreenedCommentQuerySet
from comments.states import State
from common.crypto import Unreadable, unseal

if TYPE_CHECKING:
    from comments.models.record import ModerationEvent

SHOWN_LEVELS: Final = 3  # replies are nested so deep, and flat below
LAST_LEVEL: Final = 20  # a reply below this level is refused
STEP_LENGTH: Final = 8  # characters of a path for each level


class ScreenedComment(XtdComment):
    """A comment that is read before it is published.

    ``state``, ``revision`` and ``path`` are columns of this table, so that ``moves`` can guard
    them in one UPDATE; ``is_public`` and ``comment`` of the parent tables follow it.
    """

    State = State

    conversation = models.ForeignKey("comments.Conversation", models.PROTECT, related_name="+")
    participant = models.ForeignKey("comments.Participant", models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, editable=False)
    revision = models.PositiveSmallIntegerField(_("revision"), default=1, editable=False)
    path = models.TextField(_("place in the thread"), db_collation="C", editable=False)
    sealed_text = models.BinaryField(_("sealed text"))
    language = models.CharField(_("language"), max_length=12, blank=True)
    paragraph_key = models.CharField(_("paragraph"), max_length=12, blank=True)
    paragraph_quote = models.CharField(_("quoted from it"), max_length=300, blank=True)
    is_staff_author = models.BooleanField(_("by the staff"), default=False)
    vote_count = models.PositiveIntegerField(_("found helpful"), default=0)
    attempts = models.PositiveSmallIntegerField(_("times screening began"), default=0)
    attempted_at = models.DateTimeField(_("screening began at"), null=True)
    rule = models.PositiveSmallIntegerField(_("rule"), null=True)
    message = models.TextField(_("message to the author"), blank=True)
    network = models.CharField(_("network of the day"), max_length=16, blank=True)
    source_key = models.CharField(_("key of the import"), max_length=120, null=True)  # noqa: DJ001
    # The text's fingerprint as a number, widened to ten minutes: two of them never overlap.
    only_once = DecimalRangeField(_("only once"), null=True, editable=False)  # type: ignore[misc]
    submitted_at = models.DateTimeField(_("sent at"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    received_at = models.DateTimeField(_("waiting since"), null=True)
    published_at = models.DateTimeField(_("published at"), null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)

    objects = ScreenedCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering: list[str] = []
        default_permissions = ()
        permissions = [
            ("moderate", _("Can decide on comments")),
            ("safeguard", _("Can read what people disclosed")),
        ]
        indexes = [
            models.Index(
                fields=["conversation", "path"],
                name="comment_thread",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(
                fields=["-published_at"], name="comment_newest", condition=Q(state="published")
            ),
            models.Index(
                fields=["received_at"], name="comment_received", condition=Q(state="received")
            ),
            models.Index(fields=["received_at"], name="comment_held", condition=Q(state="held")),
            models.Index(
                fields=["submitted_at"],
                name="comment_unconfirmed",
                condition=Q(state="unconfirmed"),
            ),
            models.Index(
                fields=["state", "received_at"],
                name="comment_other_lanes",
                condition=Q(state__in=["appealed", "safeguarded"]),
            ),
            models.Index(
                fields=["-decided_at"], name="comment_declined", condition=Q(state="declined")
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["path"], name="comment_place_once"),
            models.UniqueConstraint(fields=["source_key"], name="comment_import_once"),
            ExclusionConstraint(
                name="comment_sent_once_in_ten_minutes",
                expressions=[("only_once", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="comment_state_is_legal", condition=Q(state__in=[str(each) for each in State])
            ),
            models.CheckConstraint(
                name="comment_published_has_its_time",
                condition=~Q(state="published") | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="comment_decided_names_its_rule",
                condition=~Q(state__in=["declined", "removed"]) | Q(rule__isnull=False),
            ),
            models.CheckConstraint(
                name="comment_rule_is_one_of_nine", condition=Q(rule__range=(1, 9))
            ),
            models.CheckConstraint(
                name="comment_received_has_its_time",
                condition=Q(state__in=["unconfirmed", "expired", "erased"])
                | Q(received_at__isnull=False),
            ),
            models.CheckConstraint(
                name="comment_erased_is_wiped",
                condition=~Q(state__in=["expired", "erased"]) | Q(sealed_text=b""),
            ),
            models.CheckConstraint(
                name="comment_quote_has_its_paragraph",
                condition=Q(paragraph_quote="") | ~Q(paragraph_key=""),
            ),
            models.CheckConstraint(
                name="comment_revisions_count_from_one", condition=Q(revision__gte=1)
            ),
            models.CheckConstraint(
                name="comment_confirmed_after_it_was_sent",
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=F("submitted_at")),
            ),
        ]

    # The log row of the move that this instance has just made.
    latest_event: "ModerationEvent | None" = None

    if TYPE_CHECKING:
        conversation_id: int
        participant_id: int
        user_name: str
        user_email: str

    def __str__(self) -> str:
        return f"#{self.pk} ({self.get_state_display()})"

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002
        """Refuse: ``moves.store`` inserts a comment and ``moves.move`` changes it."""
        raise TypeError("A comment is stored and moved by comments.moves alone.")

    def get_absolute_url(self) -> str:
        """The permalink, which finds the right page."""
        return reverse("comments:permalink", args=[self.pk])

    @property
    def text(self) -> str:
        """What was said; empty once it is wiped."""
        return unseal(bytes(self.sealed_text)) if self.sealed_text else ""

    @property
    def readable_text(self) -> str:
        """``text`` for a page: empty also where no key opens it, so that no row breaks a page."""
        try:
            return self.text
        except Unreadable:
            return ""

    @property
    def is_reply(self) -> bool:
        """Whether it answers another comment."""
        return bool(self.parent_id) and self.parent_id != self.pk

    @property
    def is_imported(self) -> bool:
        """Whether it came from another site; its address was never confirmed here."""
        return self.source_key is not None and self.confirmed_at is None

    @property
    def shown_level(self) -> int:
        """How deep it is nested on the page."""
        return min(int(self.level), SHOWN_LEVELS)


class CommentRevision(models.Model):
    """One version of a comment's text, sealed."""

    comment = models.ForeignKey(ScreenedComment, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("revision"))
    sealed_text = models.BinaryField(_("sealed text"))
    written_at = models.DateTimeField(_("written at"), db_default=Now())

    class Meta:
        verbose_name = _("version of a comment")
        verbose_name_plural = _("versions of comments")
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="revision_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.comment_id}.{self.number}"

    @property
    def text(self) -> str:
        """What that version said; empty once it is wiped."""
        return unseal(bytes(self.sealed_text)) if self.sealed_text else ""
