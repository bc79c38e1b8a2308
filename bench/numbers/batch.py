"""The largest batch there is, all or nothing: to its answer, and to the word that ends it at the last device."""

import secrets

from bench.numbers.caller import Answer
from bench.numbers.crowd import Crowd
from bench.numbers.devices import Realtime, RestaurantSync
from bench.numbers.figures import Figure, counted, spread
from bench.numbers.house import House
from bench.numbers.load import Load
from bench.numbers.socketio_devices import SocketIO
from bench.numbers.stage import Stage

OPERATIONS = 500
# The first hears each batch in two messages, the others in one for each guest and one or two more.
KINDS = (RestaurantSync, SocketIO, Realtime)
DONE = {"create": "made", "update": "changed", "delete": "removed"}


async def measure(stage: Stage) -> list[Figure]:
    """Make, change and remove five hundred guests again and again, in a restaurant that has no others."""
    house, sizes = await House.new(stage.server.url, "In batches", tables=0, waiting=0), stage.sizes
    crowd = await Crowd.of(KINDS, sizes.batch_devices, house.caller, house.restaurant_id).open()
    loads = {act: Load() for act in DONE}
    for number in range(sizes.batches):
        guests = [secrets.token_hex(8) for _ in range(OPERATIONS)]
        for act, load in loads.items():
            load.add(await _send(house, act, guests))
            await crowd.settle(load.last)
        stage.show(number / sizes.batches)
    ended = len(crowd.devices) - crowd.alive()
    await crowd.close()
    house.caller.close()
    missed = crowd.missed([seq for load in loads.values() for seq in load.answers])
    return [
        *(figure for act, load in loads.items() for figure in _figures(DONE[act], load, crowd)),
        counted("devices that the server ended", ended),
        counted("messages lost", missed.lost),
        counted("messages out of order", missed.disordered),
        counted("batches refused", sum(load.refused for load in loads.values())),
    ]


async def _send(house: House, act: str, guests: list[str]) -> Answer:
    named = {"name": "One of many", "partySize": 2}
    data = {"create": named, "update": {"notes": "Called"}, "delete": {}}[act]
    operations = [{"id": guest, "operation": act, "data": data} for guest in guests]
    return await house.caller.call("POST", "/api/v1/atomic/batch", {"guests": operations})


def _figures(done: str, load: Load, crowd: Crowd) -> list[Figure]:
    what = f"{OPERATIONS} guests {done}"
    return [
        spread(f"{what}, to the answer", [answer.seconds for answer in load.answers.values()]),
        spread(f"{what}, to the last of {len(crowd.devices)} devices", load.to_the_last(crowd)),
    ]
