"""Fixtures: a paired tablet, and a host who has a PIN."""

import pytest

from qtable.accounts.roles import Role
from tests.accounts.tablet import Tablet, named, set_own
from tests.support.desk import Desk, colleague


@pytest.fixture
def host(desk: Desk) -> Desk:
    """A host with a PIN."""
    host = named(colleague(desk, Role.HOST), "Ana", "Lee")
    assert set_own(host).json == {"success": True}
    return host


@pytest.fixture
def tablet(desk: Desk) -> Tablet:
    return Tablet(desk)
