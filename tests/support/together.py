"""Writers who come at the same time, made to: each has its turn before the first one commits for all."""

import copy
import threading
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from qtable import group_commit, sqlite
from qtable.extensions import db
from tests.support.desk import Desk

PATIENCE = 20


class Turn(threading.Semaphore):
    """A turn that says when somebody's is over."""

    def __init__(self) -> None:
        super().__init__()
        self.over = threading.Semaphore(0)

    def release(self, n: int = 1) -> None:
        """Give it back."""
        super().release(n)
        self.over.release()


class Together:
    """One group at a time: the first writer's commit waits until each of the others has had its turn.

    `before_commit` is called when all have written and nothing is durable.
    """

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        with desk.app.app_context():
            self._turn = sqlite._writers.setdefault(db.engine, group_commit.Writers()).turn = Turn()
            db.session.remove()
        self.before_commit: Callable[[], object] = lambda: None
        self._others: list[threading.Thread] = []
        monkeypatch.setattr(group_commit, "time", SimpleNamespace(sleep=self._let_others_write))

    def run(self, acts: Sequence[Callable[[], Any]]) -> list[Any]:
        """Return what each act returned or raised; the first one is the first of a group, the rest follow in order."""
        answers: list[Any] = [None] * len(acts)
        threads = [
            threading.Thread(target=_answer, args=(answers, place, act), daemon=True) for place, act in enumerate(acts)
        ]
        self._others = threads[1:]
        threads[0].start()
        threads[0].join(PATIENCE)
        assert not self._others, "the first one ended without a commit"
        for thread in threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()
        return answers

    def _let_others_write(self, _seconds: float) -> None:
        others, self._others = self._others, []
        if not others:
            return
        while self._turn.over.acquire(blocking=False):  # what was before this group counts no more
            pass
        for thread in others:
            thread.start()
            assert self._turn.over.acquire(timeout=PATIENCE)
        self.before_commit()


def _answer(answers: list[Any], place: int, act: Callable[[], Any]) -> None:
    try:
        answers[place] = act()
    except Exception as error:  # noqa: BLE001 - the test looks at it
        answers[place] = error


def at_a_desk_of_its_own(desk: Desk, method: str, path: str, body: Any = None, **headers: str) -> Callable[[], Any]:
    """Return the act of somebody with the same login."""
    mine = copy.copy(desk)
    mine.http = desk.app.test_client()
    return lambda: mine.act(method, path, body, **headers)
