"""A device in a process of its own, which can be stopped: python -m bench.clients.device URL LOGIN.

It says "open" when its two connections are, and ends when both have ended.
"""

import json
import sys

from bench.clients.api import Api
from bench.clients.plain_listener import PlainListener
from bench.clients.socketio_listener import SocketIOListener


def main() -> None:
    """Connect on both kinds of transports and wait for the end."""
    api = Api(sys.argv[1], json.loads(sys.argv[2]))
    plain, socketio = PlainListener(api), SocketIOListener(api)
    for device in (plain, socketio):
        device.open()
        device.barrier()
    _say("open")
    assert plain.thread is not None
    plain.thread.join()
    socketio.sio.wait()
    _say("ended")


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
