"""What the tests of the rescreening have in common."""

import io

from django.core.management import call_command

from comments import rulesets
from comments.models import ScreenedComment

OWN = {"words": [{"words": "crisis actor", "rule": "personal_attack"}]}
HOUSE = "A crisis actor told the court about it, they say."
CLEAN = "The report leaves out who pays the fees, and that is the whole story."


def use_own_rules():
    """Put the site's own word in force."""
    rulesets.use(rulesets.add(OWN).version)
    rulesets.forget()


def rescreen(*words):
    """What the command says."""
    out = io.StringIO()
    call_command("rescreen", *words, stdout=out)
    return out.getvalue()


def state_of(comment):
    return ScreenedComment.objects.get(pk=comment.pk).state
