"""The business day: past midnight, and on both nights of a clock change."""

import pytest

from qtable.clock import parse, rfc3339
from qtable.restaurants.business_day import start_of_business_day

ZONE = "America/New_York"


@pytest.mark.parametrize(
    ("moment", "start"),
    [
        ("2026-11-20T23:30:00-05:00", "2026-11-20T09:00:00.000Z"),  # an evening
        ("2026-11-21T03:59:00-05:00", "2026-11-20T09:00:00.000Z"),  # past midnight, the same evening
        ("2026-11-21T04:00:00-05:00", "2026-11-21T09:00:00.000Z"),  # the cut-off begins a new day
        ("2026-03-08T12:00:00-04:00", "2026-03-08T08:00:00.000Z"),  # the night that loses an hour
        ("2026-11-01T12:00:00-05:00", "2026-11-01T09:00:00.000Z"),  # the night that has an hour twice
        ("2026-11-01T03:30:00-05:00", "2026-10-31T08:00:00.000Z"),
    ],
)
def test_a_moment_belongs_to_the_day_that_began_at_the_last_cutoff(moment: str, start: str) -> None:
    assert rfc3339(start_of_business_day(parse(moment), ZONE, 4)) == start


def test_a_cutoff_inside_the_skipped_hour_begins_right_after_it() -> None:
    start = start_of_business_day(parse("2026-03-08T12:00:00-04:00"), ZONE, 2)
    assert rfc3339(start) == "2026-03-08T07:00:00.000Z"
