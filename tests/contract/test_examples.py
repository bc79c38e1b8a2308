"""Every example of the original documents, sent as it stands there with only a token added."""

from typing import Any

import pytest

from tests.contract.playing import complaints, params
from tests.contract.stage import Stage


@pytest.mark.parametrize("example", params("guests", "guest_status"))
def test_guests(stage: Stage, example: dict[str, Any]) -> None:
    assert complaints(stage, example) == []


@pytest.mark.parametrize("example", params("tables", "reservations"))
def test_the_floor_and_the_book(stage: Stage, example: dict[str, Any]) -> None:
    assert complaints(stage, example) == []


@pytest.mark.parametrize("example", params("batches", "sync"))
def test_batches_and_catching_up(stage: Stage, example: dict[str, Any]) -> None:
    assert complaints(stage, example) == []


@pytest.mark.parametrize("example", params("accounts", "restaurant", "pages"))
def test_logins_the_restaurant_and_open_pages(stage: Stage, example: dict[str, Any]) -> None:
    assert complaints(stage, example) == []


@pytest.mark.parametrize("example", params("errors"))
def test_refusals(stage: Stage, example: dict[str, Any]) -> None:
    assert complaints(stage, example) == []
