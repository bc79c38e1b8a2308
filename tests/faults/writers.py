"""Hosts at work: random acts, each under a key of its own and sent until it is answered."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import httpx

from bench.evening.actions import ADD, DELETE, EDIT, PARTY_ACTIONS, Action
from tests.faults.people import Person

PAUSE_SECONDS = (0.01, 0.08)
AGAIN_SECONDS = 0.05
PATIENCE_SECONDS = 60
FEWEST, MOST = 4, 12
BATCH = "batch"
# What a host may be told when another one was faster.
FAIR = ("table_occupied", "table_not_available", "illegal_transition", "conflict")


@dataclass
class Done:
    """An act that was acknowledged, with its answer and the seq that it got."""

    method: str
    path: str
    body: dict[str, Any]
    key: str
    status: int
    answer: dict[str, Any]
    seq: int


class Writer(threading.Thread):
    """One host; who holds `between_acts` keeps it from acting. `wrong` must not happen, the rest are counts."""

    def __init__(self, api: Person, name: str, dice: random.Random, tables: list[str]) -> None:
        super().__init__(name=name, daemon=True)
        self.api, self.prefix, self.dice, self.tables = api, name, dice, tables
        self.parties: dict[str, tuple[str, str]] = {}
        self.done: list[Done] = []
        self.refused: Counter[str] = Counter()
        self.lost = self.unavailable = 0
        self.longest = 0.0
        self.wrong: list[str] = []
        self.progress = threading.Condition()
        self.between_acts = threading.Lock()
        self._rest = threading.Event()
        self._number = 0

    def run(self) -> None:
        """Work until told to rest."""
        while not self._rest.wait(self.dice.uniform(*PAUSE_SECONDS)) and not self.wrong:
            with self.between_acts:
                self._act()

    def rest(self) -> None:
        """Finish what is under way."""
        self._rest.set()
        self.join()

    def does(self, more: int, patience: float) -> bool:
        """Wait until so many more acts were answered."""
        with self.progress:
            wanted = self._answered() + more
            return self.progress.wait_for(lambda: self._answered() >= wanted or self.wrong, patience)

    def _answered(self) -> int:
        return len(self.done) + self.refused.total()

    def _act(self) -> None:
        self._number += 1
        guest, verb = self._choose()
        action = EDIT if verb == BATCH else PARTY_ACTIONS[verb]
        table = self.dice.choice([table for table in self.tables if table != self.parties.get(guest, ("", ""))[1]])
        method, path, body = self._request(guest, verb, action, table)
        key = f"{self.prefix}-{self._number:05}-key-of-its-own"
        answer = self._send(method, path, body, key)
        with self.progress:
            if answer is None or answer.status_code >= 300:
                self._take_refusal(answer, f"{method} {path}")
            else:
                seq = int(answer.headers["X-QTable-Seq"])
                self.done.append(Done(method, path, body, key, answer.status_code, answer.json(), seq))
                self._remember(guest, action, table)
            self.progress.notify_all()

    def _choose(self) -> tuple[str, str]:
        """Return a party and what to do to it: anything that its state allows."""
        if len(self.parties) < FEWEST or (len(self.parties) < MOST and self.dice.random() < 0.15):
            return f"{self.prefix}-party-{self._number}", "add"
        guest = self.dice.choice(sorted(self.parties))
        status, _ = self.parties[guest]
        verbs = [
            verb
            for verb, action in PARTY_ACTIONS.items()
            if status in action.before and (action.after != status or verb == "move")
        ]
        return guest, self.dice.choice([*verbs, BATCH])

    def _request(self, guest: str, verb: str, action: Action, table: str) -> tuple[str, str, dict[str, Any]]:
        note = {"notes": f"{self.prefix} {self._number}"}
        if verb == BATCH:
            others = self.dice.sample(sorted(self.parties), min(3, len(self.parties)))
            return "POST", "/batch-update", {"guests": [{"id": other} | note for other in others]}
        if action is ADD:
            return "POST", ADD.path, {"id": guest, "name": guest, "partySize": self.dice.randint(1, 6)} | note
        body = dict(action.body) | ({"table_id": table} if action.seats else {}) | (note if action is EDIT else {})
        return action.method, action.path.format(guest=guest), body

    def _send(self, method: str, path: str, body: dict[str, Any], key: str) -> httpx.Response | None:
        began = time.monotonic()
        while time.monotonic() < began + PATIENCE_SECONDS:
            answer = self._try(method, path, body, key)
            if answer is not None:
                self.longest = max(self.longest, time.monotonic() - began)
                return answer
            time.sleep(AGAIN_SECONDS)
        return None

    def _try(self, method: str, path: str, body: dict[str, Any], key: str) -> httpx.Response | None:
        """Return an answer that ends the matter."""
        token = self.api.token
        try:
            answer = self.api.send(method, self.api.base + path, json=body, headers={"Idempotency-Key": key})
        except httpx.TransportError:
            self.lost += 1
            return None
        if answer.status_code == 401:
            self.api.renew_if_ended(token)
            return None
        if answer.status_code == 503:
            self.unavailable += 1
            if not answer.headers.get("Retry-After", "").isdigit():
                self.wrong.append(f"a 503 without Retry-After: {answer.text[:200]}")
            return None
        return answer

    def _take_refusal(self, answer: httpx.Response | None, act: str) -> None:
        code = "no answer" if answer is None else answer.json()["error"]["code"]
        if code in FAIR:
            self.refused[code] += 1
        else:
            told = "" if answer is None else f"{answer.status_code} {answer.text[:300]}"
            self.wrong.append(f"{self.prefix}: {act}: {code} {told}")

    def _remember(self, guest: str, action: Action, table: str) -> None:
        if action is DELETE:
            del self.parties[guest]
        elif action.after:
            self.parties[guest] = (action.after, table if action.seats else "")
