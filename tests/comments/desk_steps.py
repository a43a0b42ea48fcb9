"""What the tests of the desk do again and again."""

from comments.models import ScreenedComment, ScreeningResult


def do(client, comment, name, **fields):
    """Send one act of the desk as its form does."""
    filled = {"revision": comment.revision, "lane": "queue", **fields}
    return client.post(f"/moderation/{comment.pk}/{name}/", filled)


def found(comment, *findings):
    """Write down what the screening found: rule, reason, words, severity."""
    text = comment.text
    ScreeningResult.objects.create(
        comment=comment,
        revision=comment.revision,
        outcome="hold",
        score=0.8,
        findings=[
            {
                "rule": rule,
                "reason": reason,
                "start": text.index(words),
                "end": text.index(words) + len(words),
                "layer": "lexicon",
                "severity": severity,
            }
            for rule, reason, words, severity in findings
        ],
        engine_version="1",
        ruleset_version="1",
        milliseconds=1,
    )


def state_of(comment):
    """Where the comment stands now."""
    return ScreenedComment.objects.get(pk=comment.pk).state


def page(client, address="/moderation/"):
    """The HTML of a page that answers."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()
