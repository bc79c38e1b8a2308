"""The hosts: each does its own rows in their order, all at once, and waits where a row needs another's."""

import random
import secrets
import threading
import time
from datetime import UTC, datetime

import httpx

from bench.clients.api import Api
from bench.evening.clock import Clock
from bench.evening.floor import Floor
from bench.evening.plan import Step
from bench.evening.requests import Outcome, Request, request_for
from bench.evening.wifi import WiFi

TWICE = 0.08
LOSES_ANSWER = 0.06
ANSWER_BYTES = 1000
MEETING_SECONDS = 60


class Hosts:
    """All hosts of one evening, with what became of every row so far. They too work over a Wi-Fi that is cut."""

    def __init__(self, api: Api, floor: Floor, steps: list[Step], clock: Clock, rng: random.Random) -> None:
        self.wifi = WiFi(api.url, rng)
        self.api = Api(self.wifi.url, api.login)
        self.floor, self.steps, self.clock = floor, steps, clock
        self.outcomes: dict[int, Outcome] = {}
        self.given_up = False
        self.guests: dict[str, str] = {}
        self._done = {step.row.line: threading.Event() for step in steps}
        self._twice = {step.row.line for step in steps if rng.random() < TWICE}
        self._lost = {step.row.line: rng.randrange(ANSWER_BYTES) for step in steps if rng.random() < LOSES_ANSWER}
        self._run = secrets.token_hex(8)
        self._day = datetime.now(UTC).date().isoformat()
        names = sorted({step.row.host for step in steps})
        self.threads = [threading.Thread(target=self._work, args=(name,), name=name, daemon=True) for name in names]

    def start(self) -> None:
        """Send everyone to work."""
        for thread in self.threads:
            thread.start()

    def outcome(self, step: Step) -> Outcome:
        """Return what became of a row."""
        return self.outcomes.get(step.row.line) or Outcome(step, wrong=["never came to its turn"])

    def close(self) -> None:
        """Send everyone home and end their connections."""
        self.given_up = True
        self.api.close()
        self.wifi.close()

    @property
    def working(self) -> bool:
        """Tell whether anyone still has rows to do."""
        return any(thread.is_alive() for thread in self.threads)

    def _work(self, name: str) -> None:
        """Do a host's rows; what is sent twice goes out again after the host's next row, when things have moved on."""
        mine = [step for step in self.steps if step.row.host == name]
        again: tuple[Request, httpx.Response, Outcome] | None = None
        try:
            for step in mine:
                done = self._play(step)
                if again is not None:
                    self._tell_again(*again)
                again = done
            if again is not None:
                self._tell_again(*again)
        finally:
            for step in mine:
                self._done[step.row.line].set()

    def _play(self, step: Step) -> tuple[Request, httpx.Response, Outcome] | None:
        for line in step.after:
            self._done[line].wait()
        outcome = self.outcomes[step.row.line] = Outcome(step)
        self.clock.wait_until(step.row.minute)
        try:
            request, answer = self._ask(step, outcome)
        except (TimeoutError, LookupError, ValueError, RuntimeError) as error:
            outcome.wrong.append(f"{type(error).__name__}: {error}")
            self.given_up = self.given_up or isinstance(error, TimeoutError)
            return None
        finally:
            self._done[step.row.line].set()
        return (request, answer, outcome) if outcome.accepted and step.row.line in self._twice else None

    def _ask(self, step: Step, outcome: Outcome) -> tuple[Request, httpx.Response]:
        row = step.row
        if self.given_up:
            raise LookupError("not sent, the server had stopped answering")
        who = self._refused_rival(step) if len(row.parties) == 2 else row.party
        guest = "" if row.action == "add" or not who else self.guests[who]
        request = request_for(row, f"evening-{self._run}-{row.line}", guest, self.floor.ids, self._day)
        if step.meet is not None:
            step.meet.wait(MEETING_SECONDS)
        if row.line in self._lost:
            self.wifi.cut_next_after(self._lost[row.line])
            self.wifi.cut()
        began = time.monotonic()
        answer = request.send(self.api)
        outcome.seconds, outcome.retries = time.monotonic() - began, request.tries - 1
        sitting = step.sitting | ({step.rival.row.party} if step.rival else set())
        outcome.read(answer, {self.guests[party] for party in sitting if party in self.guests})
        if row.action == "add" and outcome.accepted:
            self.guests[row.party] = answer.json()["id"]
        return request, answer

    def _refused_rival(self, step: Step) -> str:
        """Return which of two parties was refused; both, or neither, is an error of the server. Raises LookupError."""
        rivals = [self.outcomes[line] for line in step.after if self.outcomes[line].step.rival is not None]
        refused = [rival.step.row.party for rival in rivals if rival.code and rival.step.row.party in step.row.parties]
        if len(refused) != 1:
            raise LookupError(f"{len(refused)} of {' and '.join(step.row.parties)} were refused, not one")
        return refused[0]

    def _tell_again(self, request: Request, first: httpx.Response, outcome: Outcome) -> None:
        """Send a request a second time under its key: it must get the first answer, marked as a replay."""
        outcome.sent_twice = True
        try:
            answer = request.send(self.api)
        except (TimeoutError, RuntimeError) as error:
            outcome.wrong.append(str(error))
            return
        same = (answer.status_code, answer.content) == (first.status_code, first.content)
        outcome.replayed = same and answer.headers.get("Idempotency-Replayed") == "true"
        if not outcome.replayed:
            outcome.wrong.append(f"sent twice under one key, answered {answer.status_code} anew: {answer.text[:200]}")
