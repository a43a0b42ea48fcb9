"""What ``manage.py doctor`` looks at in the screening."""

from django.db import DatabaseError

from comments import rulesets
from comments.screening import model
from portal.checkup import Finding


def check_rules() -> Finding:
    """The rules in force can be read: without them every comment is held."""
    try:
        rules = rulesets.in_force()
    except rulesets.BadRuleSet as problem:
        mend = "Put another version in force: `manage.py rules list`, `manage.py rules use`."
        words = f"those in force cannot be read, and every comment is held ({problem})"
        return Finding("rules", False, words, mend)
    except DatabaseError as error:
        return Finding(
            "rules", False, f"cannot be asked for ({type(error).__name__})", "See the database."
        )
    return Finding("rules", True, f"{rules.version} are in force")


def check_model() -> Finding:
    """The model that reads comments is there and answers: without it everything clean is held."""
    problem = model.problem()
    if problem:
        mend = "Install the portal anew; until then the rules work alone and hold what they pass."
        return Finding("model", False, problem, mend)
    return Finding("model", True, "is read, and answers")


ALL_CHECKS = (check_rules, check_model)
