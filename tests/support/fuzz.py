"""Requests made up from the OpenAPI document, sent to an app in this process, their answers held to the document."""

import os
import random
import secrets
from collections.abc import Iterator
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import select

from qtable.accounts import tokens
from qtable.accounts.models import Membership, User
from qtable.accounts.roles import Role
from qtable.changes.entities import Entity, kinds
from qtable.changes.transaction import unlogged_transaction
from qtable.extensions import db
from tests.support.desk import Desk, colleague

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "8"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# How often the made-up value of a precondition stays: most of them would end every case at 400, 412 or 422.
STAYS = {"If-Match": 0.1, "Idempotency-Key": 0.3}
REAL = 0.9
ENOUGH = 3


class Fuzz:
    """Someone who sends made-up requests to a restaurant that always has guests, tables, sections and staff."""

    def __init__(self, app: Flask, desk: Desk) -> None:
        self.app, self.owner = app, desk
        self.document = schemathesis.openapi.from_wsgi("/openapi.json", _read_at_once(app))
        self.statuses: dict[int, int] = {}
        self.caller = colleague(desk, Role.ADMIN)

    def complaints(self, path: str, method: str, examples: int = EXAMPLES) -> list[str]:
        """Return what was wrong with the answers of one operation."""
        operation = self.document[path][method]
        self.chance = random.Random(f"{SEED} {method} {path}")
        self._restock()
        found: list[str] = []
        modes = [operation.as_strategy(mode) for mode in _modes(operation)]

        @seed(SEED)
        @settings(
            max_examples=examples,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.one_of(modes))
        def send(case: Any) -> None:
            found.extend(self._send(case))

        send()
        return found

    def _send(self, case: Any) -> Iterator[str]:
        self._make_real(case)
        try:
            answer = case.call(headers=self._login(case))
            self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as wrong:
            yield f"{case.as_curl_command()[:800]}\n" + "\n".join(
                f"{type(one).__name__}: {one}" for one in wrong.exceptions
            )

    def _login(self, case: Any) -> dict[str, str]:
        """Return the header of a login: of one of its own where the call may end it."""
        raw = case.operation.definition.raw
        if not raw["security"]:
            return {}
        if "x-capability" in raw:
            return {"Authorization": f"Bearer {self.caller.token}"}
        with self.app.app_context(), unlogged_transaction() as session:
            user = session.get_one(User, self.caller.user_id)
            login = tokens.open_session(session, user, self.owner.restaurant_id)
            session.flush()
            kind = "refresh_token" if "refresh" in str(raw["security"]) else "access_token"
            return {"Authorization": f"Bearer {tokens.issue(login)[kind]}"}

    def _make_real(self, case: Any) -> None:
        """Put ids that exist where ids go, mostly, and take most preconditions away."""
        ids = self._ids()
        for place in (case.path_parameters, case.query, case.body):
            self._fill(place, ids)
        for name, chance in STAYS.items():
            if name in (case.headers or {}) and self.chance.random() > chance:
                del case.headers[name]

    def _fill(self, place: Any, ids: dict[str, list[str]]) -> None:
        for name in list(place) if isinstance(place, dict) else []:
            kind = name.lower().replace("_", "").removesuffix("id")
            kind = {"currentguest": "guest", "assignedtable": "table", "entity": "guest"}.get(kind, kind)
            if name.lower().endswith("id") and ids.get(kind) and self.chance.random() < REAL:
                place[name] = self.chance.choice(ids[kind])
            else:
                self._fill(place[name], ids)
        for one in place if isinstance(place, list) else []:
            self._fill(one, ids)

    def _ids(self) -> dict[str, list[str]]:
        """Return the ids that exist, by what they name; the caller's own isn't among them."""
        mine = self.owner.restaurant_id
        with self.app.app_context():
            found = {
                kind.name: list(db.session.scalars(select(kind.model.id).where(kind.model.restaurant_id == mine)))
                for kind in kinds()
                if issubclass(kind.model, Entity)
            }
            staff = select(Membership.user_id).where(Membership.restaurant_id == mine)
            people = set(db.session.scalars(staff)) - {self.owner.user_id, self.caller.user_id}
        return found | {"restaurant": [mine], "user": sorted(people)}

    def _restock(self) -> None:
        """See to it that there are a waiting party, a seated one, free tables, a section and a colleague."""
        here, ids = self.owner, self._ids()
        if min(len(ids["guest"]), len(ids["table"]), len(ids["section"]) + 2, len(ids["server"]) + 2) < ENOUGH:
            here.act("POST", "/sections", {"name": secrets.token_hex(4)})
            here.act("POST", "/servers", {"name": "Ana", "onDuty": True})
            table, *_ = (here.table(self.chance.randrange(99_999), id=secrets.token_hex(4)) for _ in range(ENOUGH))
            guest, *_ = (here.guest(name) for name in ("Lee", "Silva", "Dana"))
            here.act("POST", f"/guests/{guest}/seat", {"table_id": table})
        if not ids["user"]:
            colleague(here, Role.HOST)


def _modes(operation: Any) -> list[GenerationMode]:
    """Return the good requests, twice as often as the bad ones; a route that takes nothing has no bad ones."""
    takes = operation.definition.raw["parameters"] or "requestBody" in operation.definition.raw
    return [GenerationMode.POSITIVE, GenerationMode.POSITIVE, *([GenerationMode.NEGATIVE] if takes else [])]


def _read_at_once(app: Flask) -> Any:
    """Read and close each answer: schemathesis leaves the files of a streamed one open."""

    def answer(environ: Any, start_response: Any) -> list[bytes]:
        streamed = app(environ, start_response)
        try:
            return [b"".join(streamed)]
        finally:
            streamed.close()

    return answer
