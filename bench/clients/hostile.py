"""Clients that mean harm or can't help it, each played until the server ends the connection."""

import asyncio
import json
import re
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import Awaitable, Callable

from bench.clients.bare_peer import PATIENCE, Peer, Place, asked, says
from bench.clients.server_process import ROOT
from bench.numbers.frames import PING, PONG, frame, handshake

ENGINE, POLLING = "/socket.io/?EIO=4&transport=websocket", "/socket.io/?EIO=4&transport=polling"
TOO_SLOW = "reads too slowly and is closed"
LOOK_SECONDS = 0.1
# In which a dead peer is noticed; and how soon one that wakes up must find that out, sooner than it would be again.
DEAD_SECONDS, ENDED_SECONDS = 27, 8
# Far more than a burst, at once: a busy server takes seconds to read it, and what may be said grows meanwhile.
FLOOD = 120
# As much as may be asked for at once; the answers are far more than the kernel's buffers hold.
ASKED = 35
# How many kinds of readers stop.
STUCK = 3

Kind = Callable[[Place], Awaitable[bytes]]


async def says_nothing(place: Place) -> bytes:
    """Connect, and that's it."""
    return await says(place)


async def says_half_a_line(place: Place) -> bytes:
    """Begin a request's first line."""
    return await says(place, b"GET /heal")


async def says_half_the_headers(place: Place) -> bytes:
    """Never end the headers."""
    return await says(place, b"GET /health HTTP/1.1\r\nHost: box\r\n")


async def drips_headers(place: Place) -> bytes:
    """Send a header a byte at a time, so that the server hears something all the while."""
    peer = await (await Peer(place).open()).say(b"GET /health HTTP/1.1\r\nX-Endless: ")
    heard, _ = await asyncio.gather(peer.until_end(), peer.drip(b"a" * 1_000, 2))
    return heard


async def promises_a_body(place: Place) -> bytes:
    """Announce a body that never comes."""
    return await says(place, b"POST /auth/login HTTP/1.1\r\nHost: box\r\nContent-Length: 50\r\n\r\n")


async def drips_a_body(place: Place) -> bytes:
    """Send a body that nobody reads, a byte at a time."""
    peer = await (await Peer(place).open()).say(b"GET /nowhere HTTP/1.1\r\nHost: box\r\nContent-Length: 5000\r\n\r\n")
    heard, _ = await asyncio.gather(peer.until_end(), peer.drip(b" " * 1_000, 2))
    return heard


async def never_connects(place: Place) -> bytes:
    """Open an Engine.IO WebSocket and no Socket.IO connection on it."""
    return await says(place, handshake(ENGINE, "box", ""))


async def never_connects_by_polling(place: Place) -> bytes:
    """Open an Engine.IO session by polling, poll, and open no Socket.IO connection on it."""
    sid = await _polling_session(place)
    return await asked(place, "GET", f"{POLLING}&sid={sid}")


async def disconnects_and_stays(place: Place) -> bytes:
    """Leave Socket.IO and keep its transport."""
    return await (await (await _socketio(place)).say(frame(b"41"))).until_end()


async def never_authenticates(place: Place) -> bytes:
    """Open a plain WebSocket and say nothing."""
    return await says(place, handshake("/realtime", "box", ""))


async def floods_plain(place: Place, said: bytes = frame(b'{"type":"ping"}')) -> bytes:
    """Say far too much on a plain WebSocket."""
    return await (await (await _plain(place)).say(said * FLOOD)).until_end()


async def floods_with_control_frames(place: Place) -> bytes:
    """Say far too much in the WebSocket's own pings."""
    return await floods_plain(place, frame(b"x", PING))


async def floods_with_empty_fragments(place: Place) -> bytes:
    """Send a message whose fragments hold nothing and never end."""
    first, more = frame(b""), bytearray(frame(b""))
    first = bytes([0x01]) + first[1:]
    more[0] = 0x00
    return await floods_plain(place, first + bytes(more) * FLOOD)


async def floods_socketio(place: Place, said: bytes = frame(b'42["ping",{}]')) -> bytes:
    """Say far too much on Socket.IO."""
    return await (await (await _socketio(place)).say(said * FLOOD)).until_end()


async def floods_engine(place: Place) -> bytes:
    """Say far too much that is no event."""
    return await floods_socketio(place, frame(b"3"))


async def floods_before_connecting(place: Place) -> bytes:
    """Say far too much as nobody."""
    return await says(place, handshake(ENGINE, "box", ""), frame(b"3") * FLOOD)


async def floods_by_polling(place: Place) -> bytes:
    """Say far too much in a POST, while one poll after the other waits for what is said to that."""
    sid = await _polling_connection(place)
    polls = asyncio.create_task(_poll_to_the_end(place, sid))
    await asyncio.sleep(LOOK_SECONDS)
    answer = await asked(place, "POST", f"{POLLING}&sid={sid}", "\x1e".join(['42["ping",{}]'] * FLOOD).encode())
    return await polls + answer


async def _poll_to_the_end(place: Place, sid: str) -> bytes:
    heard = b""
    while b'"sync:bye"' not in heard:
        answer = await asked(place, "GET", f"{POLLING}&sid={sid}")
        heard += answer
        if b" 200 " not in answer[:16]:
            break
    return heard


async def reads_no_more_plain(place: Place) -> bytes:
    """Ask for a lot on a plain WebSocket, and read none of it."""
    peer = await _plain(place, window=4_096)
    return await _stuck(await peer.say(frame(b'{"type":"request_full_sync"}') * ASKED), b"")


async def reads_no_more_socketio(place: Place) -> bytes:
    """Ask for a lot on Socket.IO, read none of it, and say all the while that it is there."""
    peer = await _socketio(place, window=4_096)
    return await _stuck(await peer.say(frame(b'42["request_full_sync",{}]') * ASKED), frame(b"3"))


async def polls_no_more(place: Place) -> bytes:
    """Ask for a lot by polling, fetch none of it, and say all the while that it is there."""
    sid = await _polling_connection(place)
    body = "\x1e".join(['42["request_full_sync",{}]'] * ASKED).encode()
    await asked(place, "POST", f"{POLLING}&sid={sid}", body)
    answer = b"200"
    while b"200" in answer[:15]:
        await asyncio.sleep(1)
        answer = await asked(place, "POST", f"{POLLING}&sid={sid}", b"3")
    return answer


async def goes_mute_socketio(place: Place) -> bytes:
    """Stay connected by TCP, as a proxy keeps it whose client has vanished, and answer nothing any more."""
    return await (await _socketio(place)).until_end()


async def goes_mute_plain(place: Place) -> bytes:
    """Answer one WebSocket ping, and then nothing any more."""
    return await (await (await _plain(place)).say(frame(b"", PONG))).until_end()


async def is_stopped(place: Place) -> bytes:
    """Be a process that is stopped, and find both its connections ended when it goes on."""
    words = ("-m", "bench.clients.device", place.api.url, json.dumps(place.api.login))
    device = await asyncio.create_subprocess_exec(sys.executable, *words, cwd=ROOT, stdout=PIPE)
    assert device.stdout is not None
    assert await device.stdout.readline() == b"open\n"
    device.send_signal(signal.SIGSTOP)
    await asyncio.sleep(DEAD_SECONDS)
    device.send_signal(signal.SIGCONT)
    async with asyncio.timeout(ENDED_SECONDS):
        heard, _ = await device.communicate()
    return heard


async def leaves_without_a_word(place: Place) -> bytes:
    """Connect by polling and never be heard of again."""
    return (await _polling_connection(place)).encode()


async def _plain(place: Place, window: int = 0) -> Peer:
    peer = await (await Peer(place, window).open()).say(handshake("/realtime", "box", place.api.token))
    await peer.hear(b"connection_established")
    return peer


async def _socketio(place: Place, window: int = 0) -> Peer:
    peer = await (await Peer(place, window).open()).say(handshake(ENGINE, "box", ""))
    await peer.hear(b"sid")
    await peer.say(frame(b"40" + json.dumps({"token": place.api.token}).encode()))
    await peer.hear(b"connection_established")
    return peer


async def _polling_session(place: Place) -> str:
    found = re.search(rb'"sid":"([^"]+)"', heard := await asked(place, "GET", POLLING))
    assert found, heard
    return found[1].decode()


async def _polling_connection(place: Place) -> str:
    sid = await _polling_session(place)
    await asked(place, "POST", f"{POLLING}&sid={sid}", b"40" + json.dumps({"token": place.api.token}).encode())
    while b"connection_established" not in await asked(place, "GET", f"{POLLING}&sid={sid}"):
        pass
    return sid


async def _stuck(peer: Peer, sign_of_life: bytes) -> bytes:
    """Read nothing until the server has had enough of all such readers."""
    async with asyncio.timeout(PATIENCE):
        while peer.place.log().count(TOO_SLOW) < STUCK:
            await asyncio.sleep(1)
            await peer.say(sign_of_life)
    return await peer.until_end()
