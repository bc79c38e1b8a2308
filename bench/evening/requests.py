"""One row as a request, sent until it is answered, and what its answer is worth."""

import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from bench.clients.api import Api
from bench.evening.actions import ADD, EDIT, PARTY_ACTIONS, TABLE_ACTIONS
from bench.evening.plan import Step
from bench.evening.rows import Row

PATIENCE_SECONDS = 30
AGAIN_SECONDS = 0.05


@dataclass
class Request:
    """A mutation and its idempotency key; `tries` counts how often it went out before it was answered."""

    method: str
    path: str
    body: dict[str, Any]
    key: str
    tries: int = 0

    def send(self, api: Api) -> httpx.Response:
        """Send it, and again under the same key after a lost connection or a 503. Raises TimeoutError."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            self.tries += 1
            try:
                headers = {"Idempotency-Key": self.key}
                answer = api.send(self.method, api.base + self.path, json=self.body, headers=headers)
            except httpx.TransportError:
                time.sleep(AGAIN_SECONDS)
                continue
            if answer.status_code != 503:
                return answer
            time.sleep(AGAIN_SECONDS)
        raise TimeoutError(f"{self.method} {self.path}: no answer within {PATIENCE_SECONDS} s")


@dataclass
class Outcome:
    """What became of a row. `current` is who sits at its table as a refusal says; `wrong` what must not happen."""

    step: Step
    code: str = ""
    seq: int | None = None
    seconds: float = 0.0
    retries: int = 0
    done_before: bool = False
    current: str | None = None
    sent_twice: bool = False
    replayed: bool = False
    wrong: list[str] = field(default_factory=list)

    @property
    def accepted(self) -> bool:
        """Tell whether the server did it."""
        return self.seq is not None

    def read(self, answer: httpx.Response, sitting: set[str]) -> None:
        """Take the server's answer, and compare it with what this row was owed. `sitting` are the ids at its table."""
        row, body = self.step.row, answer.json()
        if answer.status_code >= 400:
            self.code = body["error"]["code"]
            self.current = body["error"]["details"].get("current", {}).get("id")
            if self.code != row.expect and not (row.expect == "race" and self.code == "table_occupied"):
                self.wrong.append(f"{answer.status_code} {self.code}, {body['detail']}")
            elif self.code == "table_occupied" and self.current not in sitting:
                self.wrong.append("the refusal doesn't name who sits there")
            return
        self.seq = int(answer.headers["X-QTable-Seq"])
        self.done_before = answer.headers.get("Idempotency-Replayed") == "true"
        if self.done_before and not self.retries:
            self.wrong.append("answered as a replay, but it was sent once")
        if row.expect not in ("", "race"):
            self.wrong.append(f"accepted, but {row.expect} was owed")
        after = _after(row)
        said = body.get("new_status", body.get("status"))
        if after and said != after:
            self.wrong.append(f"answered {said}, not {after}")


def request_for(row: Row, key: str, guest: str, tables: dict[str, str], day: str) -> Request:
    """Return a row as a request; `tables` are ids by label, `day` is the date of its bookings."""
    action = PARTY_ACTIONS.get(row.action) or TABLE_ACTIONS[row.action]
    body = dict(action.body)
    if action in (ADD, EDIT):
        body |= _details(row, day)
    if action.seats:
        body["table_id"] = tables[row.table]
    if row.action in ("close", "open"):
        body["notes"] = row.notes
    table = tables.get(row.table, "")
    return Request(action.method, action.path.format(guest=guest, table=table), body, key)


def _details(row: Row, day: str) -> dict[str, Any]:
    told = {
        "name": row.name,
        "partySize": row.size,
        "source": row.source,
        "reservationTime": f"{day}T{row.booked_for}:00Z" if row.booked_for else None,
        "quotedWait": row.quoted,
        "phoneNumber": row.phone,
        "tags": list(row.tags),
        "notes": row.notes,
    }
    return {name: value for name, value in told.items() if value}


def _after(row: Row) -> str:
    action = PARTY_ACTIONS.get(row.action) or TABLE_ACTIONS[row.action]
    return "" if row.action == "delete" else action.after
