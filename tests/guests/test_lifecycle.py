"""The one table of legal transitions, cell by cell."""

import pytest

from qtable.guests.lifecycle import GuestStatus, verb_for

# from: what may follow, with the verb that leads there; every pair that isn't here is refused
LEGAL = {
    "waiting": {
        "arrived": "mark",
        "running_late": "mark",
        "seated": "seat",
        "cancelled": "cancel",
        "no_show": "no_show",
    },
    "arrived": {
        "waiting": "mark",
        "running_late": "mark",
        "seated": "seat",
        "cancelled": "cancel",
        "no_show": "no_show",
    },
    "running_late": {
        "waiting": "mark",
        "arrived": "mark",
        "seated": "seat",
        "cancelled": "cancel",
        "no_show": "no_show",
    },
    "seated": {"seated": "move", "waiting": "unseat", "arrived": "unseat", "finished": "finish"},
    "finished": {"waiting": "reopen", "arrived": "reopen", "seated": "reseat"},
    "cancelled": {"waiting": "reopen", "arrived": "reopen"},
    "no_show": {"waiting": "reopen", "arrived": "reopen"},
}


@pytest.mark.parametrize("old", GuestStatus)
@pytest.mark.parametrize("new", GuestStatus)
def test_every_pair_of_statuses_leads_where_the_contract_says(old: GuestStatus, new: GuestStatus) -> None:
    assert verb_for(old, new) == LEGAL[old].get(new)
