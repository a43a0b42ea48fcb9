"""The engine needs neither database nor broker: what other tests prepare is left out here."""

import pytest


@pytest.fixture(autouse=True)
def _empty_broker() -> None:
    """No broker is asked."""


@pytest.fixture(autouse=True)
def _helplines_at_hand() -> None:
    """No page is drawn."""


@pytest.fixture(autouse=True)
def _quick_passwords() -> None:
    """Nobody signs in."""
