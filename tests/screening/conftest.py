"""The engine needs neither database nor broker: what other tests prepare is left out here."""

import pytest

from comments.screening.verdict import Outcome


@pytest.fixture(autouse=True)
def _empty_broker() -> None:
    """No broker is asked."""


@pytest.fixture(autouse=True)
def _helplines_at_hand() -> None:
    """No page is drawn."""


@pytest.fixture(autouse=True)
def _quick_passwords() -> None:
    """Nobody signs in."""


@pytest.fixture(autouse=True)
def _rules_alone(request, monkeypatch) -> None:
    """The rules are tried without the model, case by case; what both do is counted over many."""
    if request.node.get_closest_marker("with_model") is None:
        monkeypatch.setattr("comments.screening.model.reader", lambda: None)
        monkeypatch.setattr("comments.screening.policy.CLEAN_WITHOUT_MODEL", Outcome.PUBLISH)
