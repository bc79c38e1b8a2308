"""What happens by the clock: looking for news, `sync:head`, ended logins, and the log's upkeep."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NoReturn

from flask import Flask, current_app
from sqlalchemy import select

from qtable import clock, gauges
from qtable.accounts import actions, tokens
from qtable.accounts.models import LoginSession, Membership, User
from qtable.changes.retention import prune
from qtable.database import fresh_session
from qtable.extensions import socketio
from qtable.realtime import broadcast, engine, news, presence, protocol
from qtable.realtime.clients import PING_SECONDS, Client, clients
from qtable.realtime.feed import feeds

log = logging.getLogger(__name__)
GRACE = timedelta(seconds=25)
Turn = tuple[float, Callable[[], None]]
SOON = 0.5  # seconds that a turn may come early, or a beat's delay would put it off by a whole one


def run(app: Flask, turns: Sequence[Turn]) -> NoReturn:
    """Beat once a second for as long as the process lives; what fails is logged and tried again at its next turn."""
    done = {act: time.monotonic() for _, act in turns}
    while True:
        socketio.sleep(1)
        with app.app_context():
            for seconds, act in turns:
                # By the clock, not by beats: an act that waits for a hung database must not make the others rare.
                if time.monotonic() - done[act] >= seconds - SOON:
                    done[act] = time.monotonic()
                    _try(act)


def send_heads() -> None:
    """Tell every client that listens where the log is, what time it is, and how long its token lives."""
    for client in clients():
        place = feeds().place(client.restaurant_id)
        if client.stream is not None and place is not None:
            broadcast.tell(client, protocol.head(client, place))


def send_heartbeats() -> None:
    """Tell every client that listens that someone is there, in the word that older apps know."""
    broadcast.tell_all((client for client in clients() if client.stream is not None), protocol.heartbeat())


def close_expired_tokens() -> None:
    """Close the connections whose token has run out, and the grace after it."""
    for client in clients():
        if client.identity is not None and client.identity.expires_at + GRACE < clock.now():
            client.close(4009, "Your token has expired. Refresh it and connect again.")


def close_slow_readers() -> None:
    """Close the connections that leave too much unread, before they hold memory for what they don't want.

    Only those that were behind at the last look too: one large batch fills every queue before any writer can run.
    """
    for client in clients():
        was_behind, client.was_behind = client.was_behind, client.is_behind()
        if was_behind and client.was_behind:
            log.warning("client %s reads too slowly and is closed", client.id)
            client.close(4008, "You read too slowly. Connect again and resume with your cursor.")


def ask_for_life() -> None:
    """Ask every client whether it is there."""
    for client in clients():
        client.ask()


def close_silent() -> None:
    """Close the connections whose peer has vanished without a word; those of Engine.IO it closes itself."""
    for client in clients():
        if client.is_silent():
            client.close(4000, "You don't answer any more. Connect again.")


def close_ended_logins() -> None:
    """Close the connections of logins that were revoked and of people who are members no more."""
    live = [(client, client.identity) for client in clients() if client.identity is not None]
    good = _good_logins({identity.session_id for _, identity in live})
    for client, identity in live:
        if (identity.session_id, client.restaurant_id) not in good:
            client.close(4401, "This login has ended. Log in again.")


def close_doubted_logins() -> None:
    """Look at the logins at once where one has ended, instead of at the next regular turn."""
    if news.logins_doubted().is_set():
        news.logins_doubted().clear()
        close_ended_logins()


def look_for_news() -> None:
    """Deliver what committed elsewhere."""
    feeds().look()


def look_who_is_here() -> None:
    """Tell the other workers whose devices have come to this one or gone, and those who asked who is here."""
    here = presence.here()
    news.tell_presence(presence.presence().news(here))
    presence.tell_those_who_asked(here)


def keep_house() -> None:
    """Drop what the retention settings no longer keep, and the logins that have ended."""
    actions.drop_ended_logins()
    prune(current_app.config["CHANGE_RETENTION_DAYS"], current_app.config["CHANGE_RETENTION_TRANSACTIONS"])


def _good_logins(session_ids: set[str]) -> set[tuple[str, str]]:
    statement = (
        select(LoginSession.id, Membership.restaurant_id)
        .join(User, User.id == LoginSession.user_id)
        .join(Membership, Membership.user_id == User.id)
        .where(LoginSession.id.in_(session_ids), tokens.is_open(), User.active.is_(True))
    )
    return {(row.id, row.restaurant_id) for row in fresh_session().execute(statement)} if session_ids else set()


def say_goodbye(code: int, reason: str) -> list[Client]:
    """Close every connection; return whose they were."""
    leaving = list(clients())
    for client in leaving:
        client.close(code, reason)
    return leaving


def _try(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception:
        log.exception("%s failed; its next turn will try again", act.__name__)


# How many seconds apart each is done. A database that hangs keeps those of its own waiting, and no sign of life.
OF_THE_DATABASE: tuple[Turn, ...] = (
    (1, look_for_news),
    (1, close_doubted_logins),
    (1, look_who_is_here),
    (15, close_ended_logins),
    (3600, keep_house),
)
OF_THE_CLIENTS: tuple[Turn, ...] = (
    (1, close_expired_tokens),
    (1, close_slow_readers),
    (1, engine.end_late_strangers),
    (1, engine.ask_for_life),
    (1, close_silent),
    (PING_SECONDS, ask_for_life),
    (1, gauges.measure),
    (10, send_heads),
)


def turns(app: Flask) -> tuple[Sequence[Turn], ...]:
    """Return the turns, each sequence of them for a task of its own."""
    return OF_THE_DATABASE, (*OF_THE_CLIENTS, (app.config["WS_HEARTBEAT_INTERVAL"], send_heartbeats))
