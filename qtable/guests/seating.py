"""Where a party is in its visit, and the table that goes with it: seated, moved, unseated, gone, back again."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from qtable import clock
from qtable.changes.entities import show
from qtable.changes.open_transaction import Transaction
from qtable.errors import Conflict, IllegalTransition, Invalid
from qtable.guests.lifecycle import EXPECTED, GuestStatus, Verb, verb_for
from qtable.guests.models import Guest
from qtable.guests.sitting import refuse_taken
from qtable.tables import combining
from qtable.tables.models import Combination, Table
from qtable.tables.stages import Stage


@dataclass(frozen=True)
class StatusChange:
    """What a change of status did."""

    guest: Guest
    old: GuestStatus
    new: GuestStatus
    table_cleared: bool = False


@dataclass(frozen=True)
class Place:
    """Where a party is to sit: a table, or a combination; nowhere in particular where neither is named.

    `alone` says that the table is meant without those that are joined to it.
    """

    table_id: str | None = None
    combination_id: str | None = None
    alone: bool = False


NOWHERE = Place()


def change_status(
    tx: Transaction,
    guest: Guest,
    new: GuestStatus,
    at: Place = NOWHERE,
    *,
    override: bool = False,
    only: Collection[Verb] = frozenset(Verb),
) -> StatusChange:
    """Lead a party to a status, with everything that goes with it; the same status again changes nothing.

    `only` narrows which verbs may lead there. Raises IllegalTransition, Invalid (no table named) or Conflict (a table
    of the place taken or not ready, or the place too small without `override`).
    """
    old = GuestStatus(guest.status)
    verb = verb_for(old, new)
    if old == new and (verb is None or _sits_at(tx, guest, at)):
        return StatusChange(guest, old, new)
    if verb is None or verb not in only:
        raise _illegal(guest, new, only)
    tx.named(verb)
    had_table = guest.table_id is not None
    if new == GuestStatus.SEATED:
        _sit(tx, guest, verb, at, override)
    elif verb == Verb.REOPEN:
        _reopen(tx, guest, new)
    else:
        _leave(tx, guest, new, verb)
    return StatusChange(guest, old, new, table_cleared=had_table and guest.table_id is None)


def give_back(tx: Transaction, guest: Guest, how: Callable[[Table], None]) -> None:
    """Take the party's table back, if it has one, and those that are joined to it."""
    if guest.table_id is not None:
        table = tx.find(Table, guest.table_id)
        guest.last_stage = table.stage
        combining.give_back(tx, table, how)


def _sits_at(tx: Transaction, guest: Guest, place: Place) -> bool:
    """Tell whether a party sits there; a table that it shares with others of a combination counts too."""
    named = place.combination_id is not None or (place.alone and place.table_id == guest.table_id)
    if named and guest.table_id is not None:
        return tx.find(Table, guest.table_id).combination_id == place.combination_id
    return place.table_id in (None, guest.table_id)


def _sit(tx: Transaction, guest: Guest, verb: Verb, place: Place, override: bool) -> None:
    if verb == Verb.RESEAT:
        _refuse_yesterday(tx, guest)
        place = _where_they_sat(tx, guest, place)
    combination, tables = _tables_at(tx, place)
    for table in tables:
        refuse_taken(tx, table, but_for=guest)
    _refuse_too_small(guest, combination or tables[0], override)
    if guest.table_id is not None:
        give_back(tx, guest, Table.vacate)
        tx.flush()
    first, *others = tables
    stage = (guest.last_stage if verb in (Verb.MOVE, Verb.RESEAT) else None) or Stage.SEATED
    first.occupy(guest.id, stage, combination and combination.id)
    if guest.status in EXPECTED:
        guest.status_before = guest.status
    if first.id != guest.last_table_id or guest.server_id is None:
        guest.server_id = first.server_id
    guest.status, guest.table_id, guest.last_table_id = GuestStatus.SEATED, first.id, first.id
    if guest.last_combination_id != first.combination_id:
        guest.last_combination_id = first.combination_id
    guest.seated_time = guest.seated_time or tx.happened(guest.arrival_time, guest.notified_time)
    guest.finished_time, guest.ready_time = None, None
    tx.record(guest, "seated")
    tx.record(first, "assigned")
    combining.join(tx, first, others)


def _where_they_sat(tx: Transaction, guest: Guest, place: Place) -> Place:
    """Return the place that is named, or else the one that the party has left."""
    if place != NOWHERE:
        return place
    known = guest.last_combination_id and tx.find_or_none(Combination, guest.last_combination_id)
    return Place(combination_id=known.id) if known else Place(guest.last_table_id)


def _tables_at(tx: Transaction, place: Place) -> tuple[Combination | None, list[Table]]:
    """Return the tables of a place, the one that takes the party first. Raises Invalid, or NotFound."""
    if place.combination_id is not None and place.table_id is not None:
        raise Invalid("Name a table or a combination, not both.", fields={"combinationId": ["A table is named too."]})
    if place.combination_id is not None:
        combination = tx.find(Combination, place.combination_id)
        return combination, combining.tables_of(tx, combination)
    if place.table_id is None:
        raise Invalid("Say at which table.", fields={"tableId": ["Missing."]})
    return None, [tx.find(Table, place.table_id)]


def _leave(tx: Transaction, guest: Guest, new: GuestStatus, verb: Verb) -> None:
    """Give the table back, if there is one, and take the new status; nothing is held any more for who is unseated."""
    dirty = tx.restaurant.policy("clean_after_finish")
    left = new == GuestStatus.FINISHED
    if verb in (Verb.CANCEL, Verb.NO_SHOW):
        guest.status_before = guest.status
    give_back(tx, guest, (lambda table: table.vacate(needs_cleaning=dirty)) if left else Table.undo_seating)
    if verb == Verb.UNSEAT:
        guest.at_the_table = _at_the_table(guest)
    guest.status, guest.table_id = new, None
    if guest.gone:
        guest.finished_time = tx.happened(guest.arrival_time, guest.notified_time, guest.seated_time)
        guest.ready_time = guest.finished_time if left and not dirty else None
    else:
        guest.seated_time, guest.server_id = None, None
    if verb == Verb.UNSEAT:
        guest.notified_time = guest.held_until = None
    tx.record(guest, "status_changed")


def _at_the_table(guest: Guest) -> dict[str, str | None]:
    """Return what seating it anew would not give back; its meal's stage was noted with the table."""
    return {
        "table_id": guest.table_id,
        "stage": guest.last_stage,
        "server_id": guest.server_id,
        "status_before": guest.status_before,
        "seated_time": clock.rfc3339(guest.seated_time),
        "notified_time": clock.rfc3339(guest.notified_time),
        "held_until": clock.rfc3339(guest.held_until),
    }


def _reopen(tx: Transaction, guest: Guest, new: GuestStatus) -> None:
    _refuse_yesterday(tx, guest)
    guest.status, guest.finished_time, guest.seated_time = new, None, None
    guest.notified_time = guest.held_until = None
    guest.server_id, guest.ready_time = None, None
    tx.record(guest, "status_changed")


def _refuse_too_small(guest: Guest, place: Table | Combination, override: bool) -> None:
    if guest.party_size > place.max_party_size and not override:
        named = f"Table {place.label}" if isinstance(place, Table) else place.name
        raise Conflict(
            f"{named} seats {place.max_party_size}; {guest} needs more. Send override to seat them anyway.",
            "over_capacity",
            current=show(place),
        )


def _refuse_yesterday(tx: Transaction, guest: Guest) -> None:
    ended = guest.finished_time
    if ended is not None and ended < tx.restaurant.day_start(tx.happened()):
        raise IllegalTransition(
            f"{guest} left on an earlier business day; that can't be undone. Add the party anew.", current=show(guest)
        )


def _illegal(guest: Guest, new: GuestStatus, asked: Collection[Verb]) -> IllegalTransition:
    said = f"become {_said(new)}"
    if len(asked) == 1:
        (verb,) = asked
        said = {Verb.MOVE: "be moved; seat them", Verb.UNSEAT: "be unseated; they don't sit"}.get(verb, said)
    return IllegalTransition(f"{guest} is {_said(guest.status)} and can't {said}.", current=show(guest))


def _said(status: str) -> str:
    return status.replace("_", " ")
