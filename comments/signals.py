"""Facts about comments, sent after they are committed."""

from django.dispatch import Signal

# comment_id: int, conversation_id: int. Anybody can read the comment now.
comment_published = Signal()
# comment_id: int, conversation_id: int. Nobody can read the comment any more, for whatever reason.
comment_removed = Signal()
# comment_id: int. The comment waits for the safeguarding role.
comment_safeguarded = Signal()
