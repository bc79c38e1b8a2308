"""The queue between workers: Redis carries it, and whatever Redis loses the change log gives back.

Nothing here is in a request's way: what is said waits in an outbox for a task of its own. What is heard counts only
with the seal of a worker that has the same SECRET_KEY.
"""

import hashlib
import hmac
import logging
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable
from typing import Any

from redis import RedisError
from socketio import Manager, RedisManager

from qtable import wire
from qtable.redis_client import client

log = logging.getLogger(__name__)

SECONDS_TO_ANSWER = 0.5
SECONDS_OF_SILENCE = 1.0
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 1.0
MOST_WAITING = 256
AT_ONCE = 64
Said = dict[str, Any]


class Queue(RedisManager):
    """Socket.IO's client manager, whose Redis carries news for the feeds of the other workers instead of emits.

    `hear` gets what another worker said, in the listening task; `worker` is this one's own name.
    """

    name = "queue"
    # A room's members are this process's: its own feed tells them, in order. None of this goes through Redis.
    emit, disconnect, can_disconnect = Manager.emit, Manager.disconnect, Manager.can_disconnect
    enter_room, leave_room, close_room = Manager.enter_room, Manager.leave_room, Manager.close_room

    def __init__(self, url: str, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"the queue between workers", "sha256")
        super().__init__(url, channel=f"qtable:{hashlib.sha256(self._key).hexdigest()[:16]}")
        self.hear: Callable[[Said], None] = log.debug
        self.worker = uuid.uuid4().hex
        self._me = self.worker.encode()
        self._outbox: deque[Said] = deque(maxlen=MOST_WAITING)
        self._more = threading.Event()
        self._hears, self._speaks = False, True
        self._logged_ok = True

    @property
    def ok(self) -> bool:
        """Tell whether the other workers can be heard and reached."""
        return self._hears and self._speaks

    @property
    def works(self) -> dict[str, bool]:
        """Tell which way it works: whether it hears the others, and speaks to them."""
        return {"hears": self._hears, "speaks": self._speaks}

    @property
    def waiting(self) -> int:
        """Return how much waits to be said."""
        return len(self._outbox)

    def start(self) -> None:
        """Begin to listen and to send; python-socketio would wait for the first Socket.IO connection."""
        self.server.manager_initialized = True
        self.initialize()
        self.server.start_background_task(self._send_all)

    def say(self, said: Said) -> None:
        """Tell the other workers, soon, and perhaps never."""
        self._outbox.append(said)
        self._more.set()

    def _send_all(self) -> None:
        redis = client(self.redis_url, SECONDS_TO_ANSWER)
        while True:
            self._more.wait()
            self._more.clear()
            try:
                while self._outbox:
                    self._send(redis)
            except Exception as error:  # noqa: BLE001 - the task must outlive whatever goes wrong
                self._note(hears=self._hears, speaks=False, error=error)
                _try_until_it_answers(redis)
                self._outbox.clear()  # the log has told the changes meanwhile, and nobody wants the rest late
                self._note(hears=self._hears, speaks=True)

    def _send(self, redis: Any) -> None:
        with redis.pipeline(transaction=False) as pipe:
            for _ in range(min(len(self._outbox), AT_ONCE)):
                pipe.publish(self.channel, self._sealed(self._outbox.popleft()))
            pipe.execute()

    def _thread(self) -> None:
        """Listen for ever: python-socketio runs this as its own task."""
        pause = FIRST_PAUSE
        while True:
            try:
                self._listen_until_it_fails()
            except Exception as error:  # noqa: BLE001 - the task must outlive whatever goes wrong
                pause = FIRST_PAUSE if self._hears else min(2 * pause, LONGEST_PAUSE)
                self._note(hears=False, speaks=self._speaks, error=error)
            time.sleep(pause)

    def _listen_until_it_fails(self) -> None:
        with client(self.redis_url, SECONDS_TO_ANSWER).pubsub() as pubsub:
            pubsub.subscribe(self.channel)
            asked = False
            while True:
                message = pubsub.get_message(timeout=SECONDS_OF_SILENCE)
                if message is None and asked:
                    raise TimeoutError("no answer to a ping")
                asked = message is None
                if message is None:
                    pubsub.ping()
                elif message["type"] == "subscribe":
                    self._note(hears=True, speaks=self._speaks)
                elif message["type"] == "message":
                    self._take(message["data"])

    def _take(self, data: bytes) -> None:
        seal, _, sealed = data.partition(b" ")
        sender, _, text = sealed.partition(b" ")
        if sender == self._me or not hmac.compare_digest(seal, self._seal(sealed)):
            return
        try:
            self.hear(wire.loads(text))
        except Exception:  # the next look at the log heals it
            log.exception("what another worker said could not be used")

    def _sealed(self, said: Said) -> bytes:
        sealed = self._me + b" " + wire.dumps(said).encode()
        return self._seal(sealed) + b" " + sealed

    def _seal(self, sealed: bytes) -> bytes:
        return hmac.digest(self._key, sealed, "sha256").hex().encode()

    def _note(self, *, hears: bool, speaks: bool, error: Exception | None = None) -> None:
        """Keep the state, and log it when it turns."""
        self._hears, self._speaks = hears, speaks
        if self.ok == self._logged_ok:
            return
        self._logged_ok = self.ok
        if self.ok:
            log.warning("Redis is back: what other workers do is heard at once again")
        else:
            log.warning("Redis can't be used (%s): what other workers do is heard within about a second", error)


def _try_until_it_answers(redis: Any) -> None:
    pause = FIRST_PAUSE
    while True:
        time.sleep(pause)
        try:
            redis.ping()
            return
        except (RedisError, OSError):
            pause = min(2 * pause, LONGEST_PAUSE)
