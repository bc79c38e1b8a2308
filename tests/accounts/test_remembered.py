"""Rights are remembered, and yet what is taken away or given is so at the very next request."""

import pytest

from qtable.accounts.roles import Role
from qtable.realtime import news
from tests.support.desk import Desk, colleague
from tests.support.spoken import spoken

LEE = {"name": "Lee", "partySize": 2}


@pytest.fixture
def host(desk: Desk) -> Desk:
    """A host whose rights have just been looked up."""
    host = colleague(desk, Role.HOST)
    assert host.act("POST", "/guests", LEE).status_code == 201
    return host


def looked_up(desk: Desk) -> list[str]:
    """Return what was asked about people while somebody listed the guests."""
    with spoken(desk.app) as said:
        desk.read("/api/guests")
    return [one for one in said if one in ("SELECT login_sessions", "SELECT memberships")]


def test_rights_are_looked_up_once(host: Desk) -> None:
    host.app.extensions["qtable.remembered"].forget()
    assert looked_up(host) == ["SELECT login_sessions", "SELECT memberships"]
    assert looked_up(host) == []


def test_a_role_that_an_admin_changes_counts_at_the_next_request(desk: Desk, host: Desk) -> None:
    for role, may in ((Role.VIEWER, 403), (Role.MANAGER, 201), (Role.VIEWER, 403)):
        assert desk.act("PUT", f"/users/{host.user_id}", {"role": role}).status_code == 200
        assert host.act("POST", "/guests", LEE).status_code == may


def test_who_is_removed_is_out_at_the_next_request(desk: Desk, host: Desk) -> None:
    assert desk.act("DELETE", f"/users/{host.user_id}").status_code == 200
    assert host.act("POST", "/guests", LEE).status_code == 401
    assert host.send("GET", "/api/guests").status_code == 401


def test_a_role_change_that_is_refused_or_fails_changes_nothing(desk: Desk, host: Desk) -> None:
    assert desk.act("PUT", f"/users/{desk.user_id}", {"role": "viewer"}).status_code == 409
    assert host.act("PUT", f"/users/{desk.user_id}", {"role": "viewer"}).status_code == 403
    assert desk.act("POST", "/guests", LEE).status_code == 201


def test_another_workers_word_that_logins_ended_empties_the_memory(host: Desk) -> None:
    assert looked_up(host) == []
    news._hear(host.app, {"logins": True})
    assert looked_up(host) == ["SELECT login_sessions", "SELECT memberships"]
    assert looked_up(host) == []
