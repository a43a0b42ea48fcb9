from comments.models import State


def test_a_comment_is_stored_sealed_and_unpublished(sent):
    comment = sent(comment="A guardian of their own would have seen it.")
    assert comment.state == State.UNCONFIRMED
    assert comment.text == "A guardian of their own would have seen it."
    assert (comment.comment, comment.is_public) == ("", False)
    assert b"guardian" not in bytes(comment.sealed_text)
