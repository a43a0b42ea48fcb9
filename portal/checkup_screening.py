"""What ``manage.py doctor`` looks at in the screening."""

from django.db import DatabaseError

from comments import rulesets
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
