"""What workers tell each other, and what is made of it: changes, notes, ended logins, who is here."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import Flask, current_app

from qtable.accounts.remembered import remembered
from qtable.changes.models import CommittedChange
from qtable.extensions import committed, logins_ended
from qtable.realtime import broadcast
from qtable.realtime.clients import clients
from qtable.realtime.feed import feeds
from qtable.realtime.messages import Message
from qtable.realtime.presence import Devices, presence
from qtable.realtime.queue import Queue, Said

# A longer change is only named; who wants it reads it from the log.
LONGEST_BODY = 65_536


def init_app(app: Flask) -> Queue | None:
    """Make the queue of REDIS_URL, None without one, and let commits and ended logins reach it."""
    queue = Queue(app.config["REDIS_URL"], app.config["JWT_SECRET_KEY"]) if app.config["REDIS_URL"] else None
    app.extensions["qtable.queue"] = queue
    app.extensions["qtable.logins_doubted"] = threading.Event()
    logins_ended.connect(_on_logins_ended, sender=app, weak=False)
    if queue is not None:
        committed.connect(_on_committed, sender=app, weak=False)
        queue.hear = lambda said: _hear(app, said)
        app.extensions["qtable.feeds"].hears_others = lambda: queue.ok
    return queue


def queue() -> Queue | None:
    """Return the current app's queue."""
    return current_app.extensions["qtable.queue"]


def logins_doubted() -> threading.Event:
    """Return the mark that some login has ended, here or at another worker, and connections should be looked at."""
    return current_app.extensions["qtable.logins_doubted"]


def tell_note(message: Message) -> None:
    """Relay a person's note to the restaurant's devices at the other workers."""
    if (to := queue()) is not None:
        to.say({"note": message})


def tell_presence(here: Mapping[str, Devices]) -> None:
    """Tell the other workers who is connected to this one, by restaurant."""
    if here and (to := queue()) is not None:
        to.say({"presence": here, "worker": to.worker})


def _on_committed(app: Flask, changes: Sequence[CommittedChange]) -> None:
    for change in changes:
        named = change if len(change.body) <= LONGEST_BODY else replace(change, body="")
        app.extensions["qtable.queue"].say({"change": vars(named)})


def _on_logins_ended(app: Flask) -> None:
    app.extensions["qtable.logins_doubted"].set()
    if (to := app.extensions["qtable.queue"]) is not None:
        to.say({"logins": True})


def _hear(app: Flask, said: Said) -> None:
    with app.app_context():
        if "change" in said:
            feeds().on_news(CommittedChange(**said["change"]))
        elif "note" in said:
            broadcast.tell_note(clients(), said["note"])
        elif "presence" in said:
            presence().hear(said["worker"], said["presence"])
        elif "logins" in said:
            remembered().forget()
            logins_doubted().set()
