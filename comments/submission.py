"""Taking a comment in: stored sealed and unpublished, once, and confirmed by its writer."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.db import connection, transaction
from psycopg2.extras import NumericRange

from comments import clock, letters, limits, moves
from comments.models import Conversation, Follow, Participant, ScreenedComment, State
from comments.nudging import is_sent_anyway
from comments.screening.rules import SENT_ANYWAY
from comments.targets import Commentable, conversation_of
from common.crypto import seal
from common.requests import keyed_hash
from mailing.addresses import email_key

if TYPE_CHECKING:
    from comments.forms import CommentForm

SAME_WITHIN: Final = 600  # seconds in which the same text is the same click


class ConversationClosed(Exception):
    """No new comments are taken here."""


class Muted(Exception):
    """The writer cannot comment until ``until``."""

    def __init__(self, until: dt.datetime) -> None:
        super().__init__("This writer cannot comment now.")
        self.until = until


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One filled-in form, and what is known of who sent it.

    ``is_confirmed`` says that the address is known to be the sender's, ``is_sent_anyway`` that they
    were asked to reconsider.
    """

    text: str
    name: str
    email: str
    parent: ScreenedComment | None = None
    paragraph_key: str = ""
    paragraph_quote: str = ""
    follow: str = ""
    wants_text: bool = False
    network: str = ""
    is_confirmed: bool = False
    is_staff: bool = False
    is_sent_anyway: bool = False

    @classmethod
    def from_form(
        cls, form: "CommentForm", *, network: str, is_confirmed: bool, is_staff: bool
    ) -> "Submission":
        """What a valid form says."""
        given = form.cleaned_data
        notify = given["notify"]
        return cls(
            text=given["comment"],
            name=given["name"],
            email=given["email"],
            parent=form.parent,
            paragraph_key=given["paragraph"],
            paragraph_quote=form.quote,
            follow=notify if notify in Follow.Scope.values else "",
            wants_text=given["wants_text"],
            network=network,
            is_confirmed=is_confirmed,
            is_staff=is_staff,
            is_sent_anyway=is_sent_anyway(given),
        )


@transaction.atomic
def submit_comment(
    target: Commentable, given: Submission, *, source_key: str | None = None
) -> ScreenedComment:
    """Keep a comment: screened at once where the address is known, else confirmed by mail first.

    Sending the same text twice within ten minutes makes one row, whichever click comes first.

    Raises:
        ConversationClosed: the story takes no comments.
        Muted: its writer may not comment now.
        limits.TooMany: too many from this network or address.
    """
    conversation = conversation_of(target)
    if conversation.policy == Conversation.Policy.CLOSED:
        raise ConversationClosed
    key, moment = email_key(given.email), clock.now()
    fingerprint = _fingerprint(conversation, given, key)
    stretch = _stretch(fingerprint, moment)
    _wait_for_twin(fingerprint)
    twin = ScreenedComment.objects.filter(only_once__overlap=stretch).first()
    # Whoever only knows the address and the words is not handed somebody else's comment.
    if twin is not None and (given.is_confirmed or twin.state == State.UNCONFIRMED):
        return twin
    participant = _participant(key, moment)
    if not clock.is_past():
        limits.take_comment(network=given.network, address=key.hex(), conversation=conversation.pk)
    comment = _new(conversation, participant, given, moment)
    comment.only_once, comment.source_key = None if twin else stretch, source_key
    moves.store(comment, parent=given.parent, reason=SENT_ANYWAY if given.is_sent_anyway else "")
    _follow(comment, given)
    if not given.is_confirmed:
        letters.ask_to_confirm(comment)
    return comment


def _new(
    conversation: Conversation, participant: Participant, given: Submission, moment: dt.datetime
) -> ScreenedComment:
    known = moment if given.is_confirmed else None
    return ScreenedComment(
        conversation=conversation,
        participant=participant,
        state=State.RECEIVED if given.is_confirmed else State.UNCONFIRMED,
        sealed_text=seal(given.text),
        user_name=given.name,
        user_email=given.email,
        paragraph_key=given.paragraph_key,
        paragraph_quote=given.paragraph_quote,
        network=given.network,
        is_staff_author=given.is_staff,
        submitted_at=moment,
        confirmed_at=known,
        received_at=known,
    )


def _participant(key: bytes, moment: dt.datetime) -> Participant:
    participant, _made = Participant.objects.get_or_create(email_key=key)
    if participant.muted_until is not None and participant.muted_until > moment:
        raise Muted(participant.muted_until)
    return participant


def _fingerprint(conversation: Conversation, given: Submission, key: bytes) -> int:
    """A number of 60 bits that stands for who says what where, and from which network."""
    parent = given.parent.pk if given.parent else 0
    said = f"{conversation.pk}\n{parent}\n{key.hex()}\n{given.network}\n{given.text}"
    return int(keyed_hash("comment", said)[:15], 16)


def _stretch(fingerprint: int, moment: dt.datetime) -> NumericRange:
    """Ten minutes of this fingerprint's own: no two of them overlap in the table."""
    # Whole milliseconds in whole numbers: arithmetic on Decimal rounds to 28 digits.
    start = fingerprint * 10**15 + int(moment.timestamp() * 1000)
    end = start + SAME_WITHIN * 1000
    return NumericRange(Decimal(start), Decimal(end))  # type: ignore[arg-type]


def _wait_for_twin(fingerprint: int) -> None:
    """The second of two clicks at once waits here until the first is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [fingerprint])


def _follow(comment: ScreenedComment, given: Submission) -> None:
    """Note what the writer wants to hear of; nobody is written to before they have confirmed."""
    mine = Follow.objects.filter(
        conversation=comment.conversation_id, participant=comment.participant_id
    )
    if not given.is_confirmed:
        mine.filter(confirmed_at__isnull=True).delete()
    if not given.follow:
        return
    wish = {
        "email": given.email,
        "scope": given.follow,
        "wants_text": given.wants_text,
        "confirmed_at": comment.confirmed_at,
    }
    if given.is_confirmed:
        Follow.objects.update_or_create(
            conversation=comment.conversation, participant=comment.participant, defaults=wish
        )
    elif not mine.exists():
        Follow.objects.create(
            conversation=comment.conversation, participant=comment.participant, **wish
        )
