"""Conversations, comments, and everything that is kept about them."""

from comments.models.answers import Appeal, Report, Vote
from comments.models.comment import CommentRevision, ScreenedComment
from comments.models.conversation import Conversation, Follow, Participant
from comments.models.record import Claim, ModerationEvent, ScreeningResult
from comments.models.rules import RuleSet, RuleSetUse
from comments.states import Kind, State

__all__ = [
    "Appeal",
    "Claim",
    "CommentRevision",
    "Conversation",
    "Follow",
    "Kind",
    "ModerationEvent",
    "Participant",
    "Report",
    "RuleSet",
    "RuleSetUse",
    "ScreenedComment",
    "ScreeningResult",
    "State",
    "Vote",
]
