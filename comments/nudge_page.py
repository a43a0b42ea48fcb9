"""What a writer sees before a comment is sent: a second thought, or where help is."""

from comments import nudging
from comments.forms import CommentForm
from comments.models import Conversation
from comments.reasons import marked
from comments.status_page import help_near
from comments.submission import Submission
from mailing.addresses import email_key


def second_thought(
    form: CommentForm, given: Submission, languages: str
) -> dict[str, object] | None:
    """The page's part beside a valid form, once; ``None`` where the comment is simply sent.

    A disclosure is answered with help alone, in a page of the same address, title and status, so
    that neither a log nor a list of visited pages tells one from the other. ``languages`` is what
    the browser asks for.
    """
    is_closed = form.target_object.comment_policy == Conversation.Policy.CLOSED
    if is_closed or nudging.was_asked(form.cleaned_data):
        return None
    question = nudging.Question(
        text=given.text,
        parent_text=given.parent.comment if given.parent else "",
        network=given.network,
        address=email_key(given.email).hex(),
    )
    advice = nudging.ask(question)
    return _part(advice, given.text, languages) if advice else None


def _part(advice: nudging.Advice, text: str, languages: str) -> dict[str, object]:
    part: dict[str, object] = {
        "is_disclosure": advice.is_disclosure,
        "token": nudging.token_of(advice, text),
        "reasons": advice.reasons,
        "pieces": marked(text, advice.reasons),
    }
    return part | (help_near(languages) if advice.is_disclosure else {})
