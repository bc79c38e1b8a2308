"""The way out of a WebSocket: one send where nothing waits, and whatever happens the bytes in their order."""

from collections.abc import Callable
from typing import Any

import pytest

from qtable.realtime import outlet as outlet_module
from qtable.realtime.clients import LONGEST_WAIT_SECONDS, MOST_WAITING_BYTES, MOST_WAITING_FRAMES
from qtable.realtime.frames import Frames, texts
from qtable.realtime.outlet import Outlet


class Wire:
    """A socket with room for so many bytes, and the tasks and waits of an outlet on it; it notes each send."""

    def __init__(self, room: int = 1_000_000) -> None:
        self.room = room
        self.sends: list[bytes] = []
        self.tasks: list[Callable[[], None]] = []
        self.waits = 0
        self.shut: list[int] = []
        self.gone = False
        self.outlet = Outlet(self, self._start, self._until_writable)  # type: ignore[arg-type]

    def send(self, data: bytes) -> int:
        if self.gone:
            raise BrokenPipeError
        if not self.room:
            raise BlockingIOError
        sent = bytes(data[: self.room])
        self.room -= len(sent)
        self.sends.append(sent)
        return len(sent)

    def sendmsg(self, pieces: list[bytes]) -> int:
        return self.send(b"".join(pieces))

    def shutdown(self, how: int) -> None:
        self.shut.append(how)

    def run(self, *rooms: int) -> None:
        """Let what was started run; each time that it waits there is room for so many bytes more."""
        self.rooms = list(rooms)
        while self.tasks:
            self.tasks.pop(0)()

    @property
    def received(self) -> bytes:
        return b"".join(self.sends)

    def _start(self, task: Callable[[], None]) -> Any:
        self.tasks.append(task)
        return object()

    def _until_writable(self) -> None:
        self.waits += 1
        self.room = self.rooms.pop(0)


def said(*words: str) -> Frames:
    return texts([word.encode() for word in words])


def test_what_is_put_leaves_at_once_in_one_send_and_starts_nothing() -> None:
    wire = Wire()
    wire.outlet.put(said("one", "two", "three"))
    wire.outlet.put(said("four"))
    assert wire.sends == [b"\x81\x03one\x81\x03two\x81\x05three", b"\x81\x04four"]
    assert (wire.tasks, len(wire.outlet)) == ([], 0)


@pytest.mark.parametrize("room", range(16))
def test_wherever_a_send_stops_short_nothing_overtakes_the_rest(room: int) -> None:
    wire, all_said = Wire(room), [said("one", "two", "three"), said("four"), said("five", "six")]
    for words in all_said:
        wire.outlet.put(words)
        wire.room = 0 if wire.tasks else wire.room
    assert len(wire.sends) == (room > 0)
    wire.room = 1_000_000  # room there is now, but not for those that come later
    wire.outlet.put(said("seven"))
    assert len(wire.sends) == (room > 0)
    wire.run()
    assert wire.received == b"".join(words.whole for words in [*all_said, said("seven")])


def test_all_that_waits_leaves_in_one_send_and_then_what_comes_leaves_at_once_again() -> None:
    wire = Wire(room=0)
    for number in range(100):
        wire.outlet.put(said(f"{number}"))
    assert (len(wire.outlet), len(wire.tasks)) == (100, 1)
    wire.run(1_000_000)
    assert (len(wire.sends), wire.waits, len(wire.outlet)) == (1, 1, 0)
    wire.outlet.put(said("later"))
    assert (wire.sends[-1], wire.tasks) == (said("later").whole, [])


def test_what_waits_trickles_out_whole_however_little_room_there_is() -> None:
    wire, words = Wire(room=3), said("first", "x" * 300, "last")
    wire.outlet.put(words)
    assert wire.outlet.waiting_bytes == len(words.whole) - 3
    wire.run(*[7] * 60)
    assert wire.received == words.whole
    assert (wire.outlet.waiting_bytes, len(wire.outlet)) == (0, 0)


def test_dropping_leaves_the_rest_of_a_frame_that_has_begun() -> None:
    wire = Wire(room=8)
    wire.outlet.put(said("one", "two", "three"))
    wire.outlet.drop()
    wire.outlet.put(said("bye"))
    wire.run(1_000_000)
    assert wire.received == said("one", "two", "bye").whole
    wire = Wire(room=5)
    wire.outlet.put(said("one", "two"))
    wire.outlet.drop()
    wire.outlet.put(said("bye"))
    wire.run(1_000_000)
    assert wire.received == said("one", "bye").whole


def test_a_peer_that_has_gone_is_no_failure_of_who_tells_it() -> None:
    for gone_while_waiting in (False, True):
        wire = Wire(room=0)
        if gone_while_waiting:
            wire.outlet.put(said("one"))
        wire.gone = True
        wire.outlet.put(said("two"))
        wire.run()
        wire.outlet.put(said("three"))
        assert (wire.sends, len(wire.outlet), wire.outlet.waiting_bytes, wire.tasks) == ([], 0, 0, [])
        assert wire.shut  # whoever reads from it finds out


def test_the_end_comes_behind_what_waits_and_nothing_behind_the_end() -> None:
    wire = Wire(room=2)
    wire.outlet.put(said("last words"))
    wire.outlet.end()
    wire.outlet.put(said("too late"))
    assert wire.shut == []
    wire.run(1_000_000)
    assert wire.received == said("last words").whole
    assert len(wire.shut) == 1
    wire.outlet.put(said("too late"))
    assert wire.received == said("last words").whole


def test_who_leaves_too_much_unread_is_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    many = Wire(room=0)
    many.outlet.put(said(*["x"] * MOST_WAITING_FRAMES))
    assert not many.outlet.is_behind()
    many.outlet.put(said("x"))
    assert many.outlet.is_behind()
    much = Wire(room=0)
    much.outlet.put(said("x" * (MOST_WAITING_BYTES - 10)))
    assert not much.outlet.is_behind()
    much.outlet.put(said("x"))
    assert much.outlet.is_behind()
    long = Wire(room=0)
    long.outlet.put(said("x"))
    now = outlet_module.time.monotonic()
    monkeypatch.setattr(outlet_module.time, "monotonic", lambda: now + LONGEST_WAIT_SECONDS - 1)
    assert not long.outlet.is_behind()
    monkeypatch.setattr(outlet_module.time, "monotonic", lambda: now + LONGEST_WAIT_SECONDS + 1)
    assert long.outlet.is_behind()
