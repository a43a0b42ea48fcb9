import re

import pytest

from mailing import outbox
from tests.factories.campaigns import make_campaign
from tests.letterbox import letterbox

__all__ = ["letterbox"]


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def typed():
    """What a supporter types."""
    return {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "email": "ada@example.org",
        "country": "GB",
    }


@pytest.fixture
def post(letterbox):
    """Send what waits, and answer the links of the mails by their purpose, newest last."""

    def deliver():
        outbox.sweep()
        text = "\n".join(message.get_content() for message in letterbox.messages)
        found = re.findall(r"https?://[^/\s]+(/campaigns/[^\s]*/(confirm|withdraw)/[^\s]+)", text)
        return {
            purpose: [path for path, other in found if other == purpose]
            for purpose in ("confirm", "withdraw")
        }

    return deliver
