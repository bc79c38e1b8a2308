"""Who may do what: the one table cell by cell, and every route behind it."""

import re

import pytest
from flask import Flask

from qtable.accounts.roles import ALLOWED, Capability, Role
from tests.support.calls import name_of
from tests.support.desk import Desk, colleague

ACTS = {
    Capability.READ: ("GET", "/guests", {}),
    Capability.HOST_GUESTS: ("POST", "/guests", {"name": "Lee", "partySize": 2}),
    Capability.ARRANGE_FLOOR: ("POST", "/tables", {"number": 9, "capacity": 2}),
    Capability.SET_POLICIES: ("PUT", "/policies", {"clean_after_finish": True}),
    Capability.PAIR_DEVICES: ("POST", "/devices", {"name": "Tablet at the door"}),
    Capability.ADMINISTER: ("PUT", "", {"name": "Another Name"}),
}
MAY = {
    "admin": {"read", "host_guests", "arrange_floor", "set_policies", "pair_devices", "administer"},
    "manager": {"read", "host_guests", "arrange_floor", "set_policies", "pair_devices"},
    "host": {"read", "host_guests"},
    "viewer": {"read"},
}
# Routes that name no restaurant: open ones, and those that concern only the person who calls.
UNGUARDED = {
    "accounts.login",
    "atomic.atomic_health",
    "accounts.logout",
    "accounts.change_password",
    "accounts.me",
    "accounts.refresh",
    "accounts.register",
    "accounts.rename",
    "docs.docs",
    "setup.set_up",
    "setup.state",
    "pins.log_in",
    "pins.people",
    "pins.set_own_pin",
    "docs.openapi",
    "health.health",
    "health.live",
    "host_stand.host",
    "host_stand.index",
    "host_stand.static",
    "scrape.numbers",
    "docs.live",
    "sync.health",
}


def test_every_capability_has_an_act_that_asks_for_it() -> None:
    assert set(ACTS) == set(Capability)


def test_the_table_of_roles_is_the_documented_one() -> None:
    assert {role: set(may) for role, may in ALLOWED.items()} == MAY


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("capability", ACTS)
def test_each_role_may_do_exactly_what_the_table_says(desk: Desk, role: Role, capability: Capability) -> None:
    method, path, body = ACTS[capability]
    answer = colleague(desk, role).act(method, path, body)
    assert (answer.status_code < 400) == (capability in MAY[role])
    if answer.status_code >= 400:
        assert (answer.status_code, answer.json["error"]["code"]) == (403, "forbidden")
        assert desk.full()["seq"] == 0


def test_a_host_writes_notes_and_statuses_on_a_table_but_does_not_rearrange_the_floor(desk: Desk) -> None:
    table_id = desk.table(1)
    host = colleague(desk, Role.HOST)
    same = {"capacity": 4, "tableNumber": "1", "status": "reserved", "notes": "wobbles"}
    assert host.act("PUT", f"/tables/{table_id}", same).status_code == 200
    for body in ({"capacity": 50}, {"tableNumber": "ZZ"}, {"position": {"x": 0.1, "y": 0.1}}):
        assert host.act("PATCH", f"/tables/{table_id}", body).status_code == 403
        assert colleague(desk, Role.MANAGER).act("PATCH", f"/tables/{table_id}", body).status_code == 200


def test_every_route_is_guarded_or_listed_as_open(app: Flask) -> None:
    unguarded = {
        name_of(rule.endpoint)
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "capability")
    }
    assert {name for name in unguarded if not name.startswith("lobby.")} == UNGUARDED


def test_every_guarded_route_refuses_who_is_not_logged_in(app: Flask) -> None:
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if name_of(rule.endpoint) in UNGUARDED or rule.endpoint.startswith("lobby."):  # whoever holds the link
            continue
        path = re.sub(r"<\w+>", "some-id", str(rule))
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            assert client.open(path, method=method).status_code == 401, (method, path)
