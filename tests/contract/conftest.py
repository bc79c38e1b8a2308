"""One stage for all examples: its devices are dear, and what each example finds is not."""

from collections.abc import Iterator

import pytest

from tests.contract.stage import Stage
from tests.support.servers import Servers


@pytest.fixture(scope="package")
def stage(servers: Servers) -> Iterator[Stage]:
    """A restaurant with a device at each door; at the end each of them must hold the truth."""
    stage = Stage(servers.on("sqlite").url)
    try:
        yield stage
        stage.settle()
        full = stage.api.full()
        for device in (stage.devices["delta"], stage.devices["both"], stage.devices["sync"]):
            assert device.store.differences(full) == [], device.name
            assert (device.store.gaps, device.store.duplicates) == (0, 0), device.name
    finally:
        stage.close()
