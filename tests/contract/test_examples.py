"""Every example of the original documents, sent as it stands there with only a token added."""

from typing import Any

import pytest

from tests.contract.playing import complaints, params
from tests.contract.stage import Stage


@pytest.mark.parametrize("example", params("guests", "guest_status", "tables", "reservations"))
def test_the_floor_and_the_book(stage: Stage, example: dict[str, Any]) -> None:
    assert complaints(stage, example) == []
